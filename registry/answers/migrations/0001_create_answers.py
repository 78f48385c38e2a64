"""The table of answers; a response is never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
from rareshare.lib.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lib", "0001_house_rows"),
        ("enrollment", "0001_create_enrollment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("questionnaire", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField()),
                ("section", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("values", models.JSONField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("self", "The person"),
                            ("proxy", "Someone who acts for the person"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enrollment.participant",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["participant", "-at"], name="response_latest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "section", "number"), name="response_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["self", "proxy"])),
                        name="response_source_known",
                    ),
                ],
            },
        ),
        *append_only("answers_response"),
    ]
