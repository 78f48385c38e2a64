"""The tables of reports and their decisions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.crypto
from rareshare.lib import guards


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("experts", "0001_create_experts"),
        ("groups", "__first__"),
        ("lib", "__first__"),
        ("talk", "0001_create_talk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("harm", "Somebody may be in danger"),
                            ("unsafe_advice", "The advice could hurt people"),
                            ("unkind", "It is unkind or attacks somebody"),
                            ("private", "It shows something private about a person"),
                            ("selling", "It sells something or is spam"),
                            ("other", "Something else"),
                        ],
                        max_length=13,
                    ),
                ),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("words", rareshare.lib.crypto.EncryptedTextField()),
                ("snapshot", rareshare.lib.crypto.EncryptedTextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Waiting"), ("kept", "Kept"), ("removed", "Removed")],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("created_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="experts.answer",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports_about",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="groups.community",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="talk.post",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="experts.question",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportEvent",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="care.report",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["id"], name="report_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", None), ("post__isnull", False), ("question", None)),
                    models.Q(("answer", None), ("post", None), ("question__isnull", False)),
                    models.Q(("answer__isnull", False), ("post", None), ("question", None)),
                    _connector="OR",
                ),
                name="report_one_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "kept", "removed"])), name="report_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        ["harm", "unsafe_advice", "unkind", "private", "selling", "other"],
                    )
                ),
                name="report_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("reporter", "post"),
                name="one_open_report_of_post",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("reporter", "question"),
                name="one_open_report_of_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("reporter", "answer"),
                name="one_open_report_of_answer",
            ),
        ),
        *guards.append_only("care_reportevent"),
    ]
