"""The catalogue's tables, and the text functions that search and import share."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import CreateExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

import rareshare.lib.clock
from rareshare.lib.guards import append_only

# One place folds text, so that what was stored and what is asked always compare. IMMUTABLE holds
# because the dictionary is named outright and its rules ship with the server.
FORM = r"""
CREATE FUNCTION conditions_form(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(
        lower(public.unaccent('public.unaccent', value)),
        '[''`´‘’ʼ]', '', 'g'), '[^[:alnum:]+]+', ' ', 'g'))
$$
"""

# Plurals, British spellings and Roman numbers become one word; I, V and X alone are too often
# something else (factor V, X-linked).
WORD = r"""
CREATE FUNCTION conditions_word(word text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE
        WHEN array_position(ARRAY['', 'ii', 'iii', 'iv', '', 'vi', 'vii', 'viii', 'ix'], word) > 1
        THEN array_position(
            ARRAY['', 'ii', 'iii', 'iv', '', 'vi', 'vii', 'viii', 'ix'], word)::text
        WHEN length(word) < 4 THEN word
        ELSE regexp_replace(regexp_replace(regexp_replace(
            regexp_replace(
                replace(replace(word, 'ae', 'e'), 'oe', 'e'), 'is(ation|ing|ed)', 'iz\1'),
            '([^aeiou])ies$', '\1y'),
            '([^suiy])s$', '\1'),
            'our$', 'or')
    END
$$
"""

WORDS = r"""
CREATE FUNCTION conditions_words(form text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(word, ' ' ORDER BY word COLLATE "C"), '')
    FROM (SELECT conditions_word(part) AS word FROM unnest(string_to_array(form, ' ')) AS part) w
$$
"""

LETTER = r"""
CREATE FUNCTION conditions_letter(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(substring(conditions_form(name) FROM '^[a-z]'), '0')
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        CreateExtension("fuzzystrmatch"),
        migrations.RunSQL(FORM, "DROP FUNCTION conditions_form(text)"),
        migrations.RunSQL(WORD, "DROP FUNCTION conditions_word(text)"),
        migrations.RunSQL(WORDS, "DROP FUNCTION conditions_words(text)"),
        migrations.RunSQL(LETTER, "DROP FUNCTION conditions_letter(text)"),
        migrations.CreateModel(
            name="SearchGram",
            fields=[
                ("gram", models.TextField(db_collation="C", primary_key=True, serialize=False)),
                ("frequency", models.PositiveIntegerField()),
                (
                    "forms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="number << 10 | how many trigrams",
                        size=None,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                ("slug", models.CharField(max_length=160, unique=True)),
                ("name", models.CharField(max_length=500)),
                ("sort_name", models.CharField(db_collation="C", max_length=500)),
                (
                    "letter",
                    models.CharField(
                        db_collation="C", help_text="a to z, or 0 for the rest", max_length=1
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "In use"), ("retired", "No longer used")],
                        default="active",
                        max_length=10,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="conditions.condition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConditionCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "system",
                    models.CharField(
                        choices=[
                            ("ORPHA", "ORPHA"),
                            ("OMIM", "OMIM"),
                            ("GARD", "GARD"),
                            ("MONDO", "Mondo"),
                            ("ICD-10-CM", "ICD-10-CM"),
                            ("MeSH", "MeSH"),
                            ("UMLS", "UMLS"),
                            ("MedGen", "MedGen"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", models.CharField(max_length=30)),
                (
                    "search_value",
                    models.CharField(
                        db_collation="C",
                        help_text="without prefix, dots and leading zeros",
                        max_length=30,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("MONDO", "Mondo"),
                            ("ORPHANET", "Orphanet"),
                            ("COMMUNITY", "Community"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to="conditions.condition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConditionEvent",
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
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="conditions.condition",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConditionName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("preferred", "Main name"),
                            ("synonym", "Other name"),
                            ("abbreviation", "Short name"),
                            ("community", "Name used by members"),
                        ],
                        max_length=12,
                    ),
                ),
                ("language", models.CharField(default="en", max_length=10)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("MONDO", "Mondo"),
                            ("ORPHANET", "Orphanet"),
                            ("COMMUNITY", "Community"),
                        ],
                        max_length=20,
                    ),
                ),
                ("normalized", models.CharField(db_collation="C", max_length=500)),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="conditions.condition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConditionParent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("parent_code", models.CharField(max_length=30)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("MONDO", "Mondo"),
                            ("ORPHANET", "Orphanet"),
                            ("COMMUNITY", "Community"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parents",
                        to="conditions.condition",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="conditions.condition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("MONDO", "Mondo"),
                            ("ORPHANET", "Orphanet"),
                            ("COMMUNITY", "Community"),
                        ],
                        max_length=20,
                    ),
                ),
                ("release", models.CharField(max_length=100)),
                ("licence", models.CharField(max_length=200)),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the imported bytes", max_length=64),
                ),
                ("counts", models.JSONField(default=dict)),
                ("difference", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["source", "-at"], name="release_newest")],
            },
        ),
        migrations.CreateModel(
            name="SearchForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.TextField(db_collation="C", unique=True)),
                (
                    "words",
                    models.TextField(
                        db_collation="C", help_text="its words without plurals, sorted"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["words"], name="searchform_words")],
            },
        ),
        migrations.AddIndex(
            model_name="condition",
            index=models.Index(
                condition=models.Q(("status", "active")),
                fields=["letter", "sort_name", "id"],
                name="condition_a_to_z",
            ),
        ),
        migrations.AddIndex(
            model_name="condition",
            index=models.Index(
                condition=models.Q(("status", "active")),
                fields=["sort_name", "id"],
                name="condition_by_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["active", "retired"])),
                name="condition_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaced_by__isnull", True), ("status", "retired"), _connector="OR"
                ),
                name="condition_replaced_is_retired",
            ),
        ),
        migrations.AddIndex(
            model_name="conditioncode",
            index=models.Index(fields=["search_value", "system"], name="code_search"),
        ),
        migrations.AddConstraint(
            model_name="conditioncode",
            constraint=models.UniqueConstraint(
                fields=("condition", "system", "value", "source"), name="code_once_per_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="conditioncode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source", "MONDO"), ("system", "MONDO")),
                fields=("value",),
                name="mondo_names_one_condition",
            ),
        ),
        migrations.AddConstraint(
            model_name="conditioncode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "system__in",
                        ["ORPHA", "OMIM", "GARD", "MONDO", "ICD-10-CM", "MeSH", "UMLS", "MedGen"],
                    )
                ),
                name="code_system_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="conditioncode",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["MONDO", "ORPHANET", "COMMUNITY"])),
                name="code_source_known",
            ),
        ),
        migrations.AddIndex(
            model_name="conditionname",
            index=models.Index(fields=["normalized"], name="name_normalized"),
        ),
        migrations.AddConstraint(
            model_name="conditionname",
            constraint=models.UniqueConstraint(
                fields=("condition", "source", "language", "text"), name="name_once_per_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="conditionname",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["preferred", "synonym", "abbreviation", "community"])
                ),
                name="name_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="conditionname",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["MONDO", "ORPHANET", "COMMUNITY"])),
                name="name_source_known",
            ),
        ),
        migrations.AddIndex(
            model_name="conditionparent",
            index=models.Index(fields=["parent_code"], name="parent_of_whom"),
        ),
        migrations.AddConstraint(
            model_name="conditionparent",
            constraint=models.UniqueConstraint(
                fields=("child", "parent_code", "source"), name="parent_once_per_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="conditionparent",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["MONDO", "ORPHANET", "COMMUNITY"])),
                name="parent_source_known",
            ),
        ),
        *append_only("conditions_conditionevent"),
        *append_only("conditions_importrelease"),
    ]
