"""A leader's question to somebody who has offered to lead is held back, and tells nothing."""

from django.db import migrations, models

NAME = "one_open_leader_application"


class Migration(migrations.Migration):
    dependencies = [("leaders", "0001_lead_a_community")]

    operations = [
        migrations.AddField(
            model_name="leaderapplication",
            name="held_back",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(model_name="leaderapplication", name=NAME),
        migrations.AddConstraint(
            model_name="leaderapplication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("held_back", False), ("state__in", ("asked", "waiting"))),
                fields=("user", "community"),
                name=NAME,
            ),
        ),
    ]
