"""People can mute and block others; whom it is about never learns of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_seal_factor_secrets"),
    ]

    operations = [
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("mute", "Muted"), ("block", "Blocked")], max_length=5
                    ),
                ),
                ("since", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "blocked",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "blocker",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["blocked", "kind", "blocker"], name="blocked_by")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("blocker", "blocked"), name="one_block_per_pair"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["mute", "block"])), name="block_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("blocker", models.F("blocked")), _negated=True),
                        name="nobody_blocks_themselves",
                    ),
                ],
            },
        ),
    ]
