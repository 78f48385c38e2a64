"""Who wants to lead, what leaders were told about their terms, and communities without a leader."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.ids
from rareshare.lib.guards import append_only

# Whoever leads already begins a full term today, so that nobody is asked out of the blue.
BEGIN_TERMS = """
UPDATE groups_leadership SET term_ends_on = (CURRENT_DATE + interval '2 years')::date
WHERE until IS NULL AND term_ends_on IS NULL
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("groups", "0002_follow_lead_and_merge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Greeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "membership",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="greeting",
                        to="groups.membership",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeaderApplication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=rareshare.lib.ids.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("applied", "Applied"),
                            ("asked", "Was asked"),
                            ("handover", "Takes over from a leader"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked, no answer yet"),
                            ("waiting", "Waits for our team"),
                            ("appointed", "Leads the community"),
                            ("declined", "Not appointed"),
                            ("refused", "Said no"),
                            ("withdrawn", "Taken back"),
                        ],
                        max_length=9,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(40),
                        ],
                    ),
                ),
                ("helps_with", models.CharField(blank=True, max_length=200)),
                ("story", models.CharField(blank=True, max_length=600)),
                ("agreed_public_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("answered_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leader_applications",
                        to="groups.community",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="groups.leadership",
                    ),
                ),
                (
                    "leadership",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="application",
                        to="groups.leadership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeaderApplicationEvent",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="leaders.leaderapplication",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LeaderlessPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("asked_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaderless_periods",
                        to="groups.community",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TermNotice",
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
                        choices=[
                            ("asked", "Asked how to go on"),
                            ("over", "Told that the term is over and 30 days are left"),
                        ],
                        max_length=5,
                    ),
                ),
                ("term_ends_on", models.DateField()),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "leadership",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="groups.leadership",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="leaderapplication",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["id"],
                name="leader_applications_wait",
            ),
        ),
        migrations.AddIndex(
            model_name="leaderapplication",
            index=models.Index(fields=["user", "-id"], name="leader_applications_of"),
        ),
        migrations.AddConstraint(
            model_name="leaderapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["asked", "waiting", "appointed", "declined", "refused", "withdrawn"],
                    )
                ),
                name="leader_application_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaderapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["applied", "asked", "handover"])),
                name="leader_application_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaderapplication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["waiting", "appointed"]), _negated=True),
                    ("agreed_public_at__isnull", False),
                    _connector="OR",
                ),
                name="leader_application_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaderapplication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("asked", "waiting"))),
                fields=("user", "community"),
                name="one_open_leader_application",
            ),
        ),
        migrations.AddIndex(
            model_name="leaderlessperiod",
            index=models.Index(
                condition=models.Q(("asked_at", None), ("ended_at", None)),
                fields=["since"],
                name="leaderless_not_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="leaderlessperiod",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("community",),
                name="one_open_leaderless_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="termnotice",
            constraint=models.UniqueConstraint(
                fields=("leadership", "kind", "term_ends_on"), name="one_notice_per_term"
            ),
        ),
        migrations.AddConstraint(
            model_name="termnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["asked", "over"])), name="term_notice_kind_known"
            ),
        ),
        *append_only("leaders_leaderapplicationevent"),
        migrations.RunSQL(BEGIN_TERMS, migrations.RunSQL.noop),
    ]
