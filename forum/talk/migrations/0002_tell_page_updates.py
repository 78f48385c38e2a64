"""Which post told the forum of a change of the community's page."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0002_suggest_review_and_announce"),
        ("talk", "0001_create_talk"),
    ]

    operations = [
        migrations.CreateModel(
            name="PageUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "announcement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="page_update",
                        to="pages.announcement",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="page_updates",
                        to="talk.post",
                    ),
                ),
            ],
        ),
    ]
