"""Each source keeps a record of its own; definitions, how common a condition is, and what an import
changed have their place. What Mondo gave before becomes its records."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

RECORDS = """
INSERT INTO conditions_sourcerecord (condition_id, source, code, in_use, level)
SELECT c.condition_id, c.source, c.value, k.status = 'active', ''
FROM conditions_conditioncode c JOIN conditions_condition k ON k.id = c.condition_id
WHERE c.source = 'MONDO' AND c.system = 'MONDO'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("conditions", "0001_create_catalogue"),
    ]

    operations = [
        migrations.CreateModel(
            name="Definition",
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
                ("language", models.CharField(max_length=10)),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Prevalence",
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
                ("kind", models.CharField(max_length=60)),
                ("qualification", models.CharField(blank=True, max_length=60)),
                (
                    "share",
                    models.CharField(
                        blank=True, help_text="a class such as 1-9 / 100 000", max_length=60
                    ),
                ),
                ("mean", models.DecimalField(decimal_places=4, max_digits=14, null=True)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("validated", models.BooleanField()),
                (
                    "pmids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=None
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RefusedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=255)),
                ("detail", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SourceRecord",
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
                ("code", models.CharField(max_length=30)),
                ("in_use", models.BooleanField(default=True)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("group", "Group of conditions"),
                            ("disorder", "Condition"),
                            ("subtype", "Subtype"),
                            ("", "Not said"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="conditioncode",
            name="code_system_known",
        ),
        migrations.AddField(
            model_name="condition",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[
                    ("group", "Group of conditions"),
                    ("disorder", "Condition"),
                    ("subtype", "Subtype"),
                    ("", "Not said"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="conditioncode",
            name="relation",
            field=models.CharField(
                blank=True,
                choices=[
                    ("E", "the same"),
                    ("NTBT", "wider"),
                    ("BTNT", "narrower"),
                    ("", "not exactly the same"),
                ],
                default="E",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="conditioncode",
            name="validated",
            field=models.BooleanField(default=True, help_text="checked by its source"),
        ),
        migrations.AddField(
            model_name="importrelease",
            name="changes",
            field=models.JSONField(default=dict, help_text="which conditions; long lists are cut"),
        ),
        migrations.AddField(
            model_name="importrelease",
            name="language",
            field=models.CharField(default="en", max_length=10),
        ),
        migrations.AddField(
            model_name="importrelease",
            name="product",
            field=models.CharField(
                choices=[
                    ("table", "Table of conditions"),
                    ("graph", "Mondo graph"),
                    ("names", "Orphadata names"),
                    ("prevalence", "Orphadata prevalence"),
                ],
                default="table",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="conditioncode",
            name="system",
            field=models.CharField(
                choices=[
                    ("ORPHA", "ORPHA"),
                    ("OMIM", "OMIM"),
                    ("GARD", "GARD"),
                    ("MONDO", "Mondo"),
                    ("ICD-10-CM", "ICD-10-CM"),
                    ("ICD-10", "ICD-10"),
                    ("ICD-11", "ICD-11"),
                    ("MeSH", "MeSH"),
                    ("UMLS", "UMLS"),
                    ("MedGen", "MedGen"),
                    ("MedDRA", "MedDRA"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="importrelease",
            name="difference",
            field=models.JSONField(default=dict, help_text="how many lines of each kind changed"),
        ),
        migrations.AddConstraint(
            model_name="condition",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["group", "disorder", "subtype", ""])),
                name="condition_level_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="conditioncode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "system__in",
                        [
                            "ORPHA",
                            "OMIM",
                            "GARD",
                            "MONDO",
                            "ICD-10-CM",
                            "ICD-10",
                            "ICD-11",
                            "MeSH",
                            "UMLS",
                            "MedGen",
                            "MedDRA",
                        ],
                    )
                ),
                name="code_system_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="conditioncode",
            constraint=models.CheckConstraint(
                condition=models.Q(("relation__in", ["E", "NTBT", "BTNT", ""])),
                name="code_relation_known",
            ),
        ),
        migrations.AddField(
            model_name="definition",
            name="condition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="definitions",
                to="conditions.condition",
            ),
        ),
        migrations.AddField(
            model_name="prevalence",
            name="condition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="prevalences",
                to="conditions.condition",
            ),
        ),
        migrations.AddField(
            model_name="sourcerecord",
            name="condition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="conditions.condition",
            ),
        ),
        migrations.AddConstraint(
            model_name="definition",
            constraint=models.UniqueConstraint(
                fields=("condition", "source", "language"), name="definition_once_per_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="definition",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["MONDO", "ORPHANET", "COMMUNITY"])),
                name="definition_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="prevalence",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["MONDO", "ORPHANET", "COMMUNITY"])),
                name="prevalence_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcerecord",
            constraint=models.UniqueConstraint(
                fields=("source", "code"), name="record_names_one_condition"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcerecord",
            constraint=models.UniqueConstraint(
                fields=("condition", "source"), name="record_once_per_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["MONDO", "ORPHANET", "COMMUNITY"])),
                name="record_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["group", "disorder", "subtype", ""])),
                name="record_level_known",
            ),
        ),
        migrations.RunSQL(RECORDS, migrations.RunSQL.noop),
    ]
