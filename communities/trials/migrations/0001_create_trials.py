"""Studies with their places, matches and history, and who wants to hear of them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
from rareshare.lib.guards import append_only

# The great-circle distance on a ball of 6,371 km (haversine); right to half a percent.
KILOMETERS = """
CREATE FUNCTION trials_km(lat1 float8, lon1 float8, lat2 float8, lon2 float8) RETURNS float8
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT 2 * 6371.0088 * asin(least(1, sqrt(
        sin(radians(lat2 - lat1) / 2) ^ 2
        + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2)))
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lib", "__first__"),
        ("conditions", "0001_create_catalogue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Trial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nct_id", models.CharField(db_collation="C", max_length=11, unique=True)),
                ("title", models.CharField(max_length=500)),
                ("official_title", models.CharField(blank=True, max_length=1000)),
                ("acronym", models.CharField(blank=True, max_length=60)),
                (
                    "status",
                    models.CharField(
                        help_text="an open set: unknown words are kept", max_length=40
                    ),
                ),
                ("last_known_status", models.CharField(blank=True, max_length=40)),
                (
                    "group",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(status="RECRUITING", then=models.Value(0)),
                            models.When(status="NOT_YET_RECRUITING", then=models.Value(1)),
                            default=models.Value(2),
                        ),
                        output_field=models.SmallIntegerField(),
                    ),
                ),
                ("why_stopped", models.CharField(blank=True, max_length=1000)),
                ("started", models.CharField(blank=True, db_collation="C", max_length=10)),
                (
                    "results_due",
                    models.CharField(
                        blank=True,
                        db_collation="C",
                        help_text="the primary completion date",
                        max_length=10,
                    ),
                ),
                ("ended", models.CharField(blank=True, db_collation="C", max_length=10)),
                ("first_posted", models.CharField(blank=True, db_collation="C", max_length=10)),
                ("last_updated", models.CharField(blank=True, db_collation="C", max_length=10)),
                ("sponsor", models.CharField(blank=True, max_length=300)),
                (
                    "summary",
                    models.TextField(
                        blank=True, help_text="CommonMark from outside: never trusted"
                    ),
                ),
                ("study_type", models.CharField(blank=True, max_length=40)),
                (
                    "phases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("enrollment", models.PositiveIntegerField(null=True)),
                ("sex", models.CharField(blank=True, max_length=20)),
                ("minimum_age", models.CharField(blank=True, max_length=40)),
                ("maximum_age", models.CharField(blank=True, max_length=40)),
                ("healthy_volunteers", models.BooleanField(null=True)),
                ("patient_registry", models.BooleanField(default=False)),
                ("has_results", models.BooleanField(default=False)),
                ("place_count", models.PositiveIntegerField(default=0)),
                (
                    "digest",
                    models.CharField(
                        blank=True, help_text="SHA-256 of what we read", max_length=64
                    ),
                ),
                ("changed_at", models.DateTimeField(default=rareshare.lib.clock.now)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-last_updated", "-id"], name="trial_newest_first")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("nct_id__regex", "^NCT\\d{8}$")), name="trial_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrialEvent",
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
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TrialWatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="a town that a study names", max_length=400
                    ),
                ),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("radius_km", models.FloatField(null=True)),
                ("in_miles", models.BooleanField(default=False)),
                ("since", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trial_watches",
                        to="conditions.condition",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "trial watches",
            },
        ),
        migrations.CreateModel(
            name="TrialNews",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="trials.trial",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news",
                        to="trials.trialwatch",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "trial news",
            },
        ),
        migrations.CreateModel(
            name="TrialMatch",
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
                            ("direct", "Names this illness"),
                            ("related", "Related to this illness"),
                        ],
                        max_length=8,
                    ),
                ),
                ("matched_name", models.CharField(blank=True, max_length=500)),
                (
                    "status_seen",
                    models.CharField(
                        help_text="its status when last looked at here", max_length=40
                    ),
                ),
                ("first_seen_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("missing_since", models.DateTimeField(null=True)),
                ("times_missing", models.PositiveSmallIntegerField(default=0)),
                ("hidden_at", models.DateTimeField(null=True)),
                (
                    "condition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trial_matches",
                        to="conditions.condition",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="matches",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("condition", "trial"), name="one_match_per_trial"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["direct", "related"])),
                        name="trial_match_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrialPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facility", models.CharField(blank=True, max_length=300)),
                ("city", models.CharField(blank=True, max_length=120)),
                (
                    "region",
                    models.CharField(blank=True, help_text="state or province", max_length=120),
                ),
                ("zip_code", models.CharField(blank=True, max_length=40)),
                ("country", models.CharField(blank=True, max_length=120)),
                ("status", models.CharField(blank=True, max_length=40)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="trials.trial",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["country", "city"], name="trial_place_by_country")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))
                            ),
                            _connector="OR",
                        ),
                        name="trial_place_on_earth",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TrialSync",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "data_timestamp",
                    models.CharField(blank=True, help_text="as the source gave it", max_length=40),
                ),
                (
                    "asked_for",
                    models.CharField(
                        blank=True, help_text="digest of the names asked", max_length=64
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                (
                    "done_at",
                    models.DateTimeField(help_text="when an answer was last taken up", null=True),
                ),
                ("due_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("bad_records", models.PositiveIntegerField(default=0)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "condition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trial_sync",
                        to="conditions.condition",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["due_at"], name="trial_sync_due")],
            },
        ),
        migrations.AddConstraint(
            model_name="trialwatch",
            constraint=models.UniqueConstraint(
                fields=("user", "condition"), name="one_watch_per_condition"
            ),
        ),
        migrations.AddConstraint(
            model_name="trialwatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("latitude", None), ("longitude", None), ("place", ""), ("radius_km", None)
                    ),
                    models.Q(
                        ("latitude__isnull", False),
                        ("longitude__isnull", False),
                        ("radius_km__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="watch_place_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="trialnews",
            constraint=models.UniqueConstraint(
                fields=("user", "trial"), name="told_once_of_a_trial"
            ),
        ),
        migrations.RunSQL(KILOMETERS, "DROP FUNCTION trials_km(float8, float8, float8, float8)"),
        *append_only("trials_trialevent"),
    ]
