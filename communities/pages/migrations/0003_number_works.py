"""What stands about a work has a number, so that no correction overwrites another unseen."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pages", "0002_suggest_review_and_announce")]

    operations = [
        migrations.AddField(
            model_name="reference",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
