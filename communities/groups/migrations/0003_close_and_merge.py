"""A community begins open; the unused state before that is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conditions", "0001_create_catalogue"),
        ("groups", "0002_follow_lead_and_merge"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE groups_community SET state = 'archived' WHERE state = 'proposed'",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveConstraint(
            model_name="community",
            name="one_community_per_condition",
        ),
        migrations.RemoveConstraint(
            model_name="community",
            name="community_state_known",
        ),
        migrations.AlterField(
            model_name="community",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "Open"),
                    ("archived", "Archived"),
                    ("merged", "Merged into another"),
                ],
                default="open",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "archived", "merged"])),
                name="community_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("condition",),
                name="one_community_per_condition",
            ),
        ),
    ]
