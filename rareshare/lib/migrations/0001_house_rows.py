"""The rows of the house itself; before everything else, so that later tables get their guards."""

from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.crypto
from rareshare.lib import guards


class Migration(migrations.Migration):
    initial = True

    dependencies = []
    run_before = [
        ("contenttypes", "0001_initial"),
        ("accounts", "0001_people"),
        ("conditions", "0001_create_catalogue"),
    ]

    operations = [
        guards.refuse_function(),
        guards.privileges(),
        migrations.CreateModel(
            name="ClockSetting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offset", models.DurationField()),
            ],
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("name", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("count", models.PositiveIntegerField(default=0)),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="IdempotencyRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=255)),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("answer", rareshare.lib.crypto.EncryptedTextField(null=True)),
                ("headers", models.JSONField(default=dict)),
                ("secret", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=rareshare.lib.clock.now)),
            ],
            options={
                "indexes": [models.Index(fields=["created_at"], name="idempotency_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("scope", "key"), name="one_answer_per_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=60)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("subject", models.CharField(max_length=60)),
                ("body", models.TextField()),
                ("prev_hash", models.CharField(max_length=64, unique=True)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "ordering": ["seq"],
                "indexes": [models.Index(fields=["subject", "seq"], name="ledger_subject")],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("purpose", models.CharField(max_length=40)),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("recipient_id", models.BigIntegerField(null=True)),
                ("address", rareshare.lib.crypto.EncryptedTextField(null=True)),
                ("refs", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "Due"),
                            ("claimed", "Claimed"),
                            ("sent", "Sent"),
                            ("unknown", "Unknown"),
                            ("bounced", "Bounced"),
                            ("canceled", "Canceled"),
                            ("dead", "Dead"),
                        ],
                        default="due",
                        max_length=12,
                    ),
                ),
                ("due_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("created_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("message_id", models.CharField(max_length=120, unique=True)),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "due")), fields=["due_at"], name="letter_due"
                    ),
                    models.Index(
                        condition=models.Q(("state", "claimed")),
                        fields=["claimed_at"],
                        name="letter_claimed",
                    ),
                    models.Index(fields=["recipient_id", "kind"], name="letter_recipient"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "due",
                                    "claimed",
                                    "sent",
                                    "unknown",
                                    "bounced",
                                    "canceled",
                                    "dead",
                                ],
                            )
                        ),
                        name="letter_state_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("subject", models.CharField(max_length=60)),
                ("fields", models.JSONField()),
                ("purpose", models.CharField(max_length=60)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["subject", "-at"], name="read_subject")],
            },
        ),
        migrations.CreateModel(
            name="StaffTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("refs", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by_id", models.BigIntegerField(null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["created_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["created_at"],
                        name="staff_task_open",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unsubscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recipient_id", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=40)),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recipient_id", "purpose"), name="one_unsubscription_per_purpose"
                    )
                ],
            },
        ),
        *guards.append_only("lib_ledgerentry"),
        *guards.append_only("lib_readentry"),
    ]
