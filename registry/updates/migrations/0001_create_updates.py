"""The tables of yearly updates; confirmations and history are append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.crypto
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
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("anchor_on", models.DateField()),
                ("cycle", models.PositiveIntegerField(default=1)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("heads_up", "Heads Up"),
                            ("invitation", "Invitation"),
                            ("reminder", "Reminder"),
                            ("last", "Last"),
                            ("silence", "Silence"),
                        ],
                        default="invitation",
                        max_length=12,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("paused_until", models.DateField(null=True)),
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="update_schedule",
                        to="enrollment.participant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScheduleEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("verb", models.CharField(max_length=60)),
                ("from_state", models.CharField(blank=True, max_length=40)),
                ("to_state", models.CharField(blank=True, max_length=40)),
                ("note", models.TextField(blank=True)),
                ("cycle", models.PositiveIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="updates.schedule",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cycle", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("link", "The button behind a letter's link"),
                            ("page", "The registry page"),
                            ("api", "A program"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answers_digest", models.CharField(max_length=64)),
                ("ledger_seq", models.BigIntegerField()),
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
                "ordering": ["-at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "cycle"), name="one_confirmation_per_cycle"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["link", "page", "api"])),
                        name="confirmation_channel_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DueStep",
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
                        choices=[("annual_update", "Annual Update")],
                        default="annual_update",
                        max_length=20,
                    ),
                ),
                ("cycle", models.PositiveIntegerField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("heads_up", "Heads Up"),
                            ("invitation", "Invitation"),
                            ("reminder", "Reminder"),
                            ("last", "Last"),
                            ("silence", "Silence"),
                        ],
                        max_length=12,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("found_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enrollment.participant",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "kind", "cycle", "step"), name="one_letter_per_step"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__in", ["heads_up", "invitation", "reminder", "last", "silence"])
                        ),
                        name="due_step_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["annual_update"])), name="due_kind_known"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="schedule",
            index=models.Index(fields=["due_at", "id"], name="schedule_due"),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__in", ["heads_up", "invitation", "reminder", "last", "silence"])
                ),
                name="schedule_step_known",
            ),
        ),
        migrations.AddIndex(
            model_name="scheduleevent",
            index=models.Index(fields=["schedule", "id"], name="schedule_event"),
        ),
        *append_only("updates_scheduleevent"),
        *append_only("updates_confirmation"),
    ]
