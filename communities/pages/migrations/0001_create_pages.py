"""Sections in versions, references, and the history of a community's page."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
from rareshare.lib.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lib", "__first__"),
        ("groups", "0001_create_communities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Section",
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
                            ("what", "What it is"),
                            ("how-common", "How common it is"),
                            ("causes", "Causes"),
                            ("risks", "What makes it more likely"),
                            ("signs", "Signs"),
                            ("diagnosis", "Finding out"),
                            ("tests", "Tests"),
                            ("treatment", "Treatment"),
                            ("outlook", "Outlook"),
                            ("tips", "Living with it"),
                            ("acknowledgment", "Thanks"),
                        ],
                        max_length=16,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sections",
                        to="groups.community",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PageEvent",
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
                ("version", models.PositiveIntegerField(null=True)),
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
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="groups.community",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="pages.section",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("why", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("next_review_due", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("published", "Shown now"),
                            ("replaced", "Replaced by a newer one"),
                        ],
                        default="published",
                        max_length=10,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="pages.section",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=400)),
                ("authors", models.CharField(max_length=400)),
                ("journal", models.CharField(blank=True, max_length=200)),
                ("year", models.PositiveSmallIntegerField()),
                ("doi", models.CharField(blank=True, max_length=150)),
                ("pmid", models.CharField(blank=True, max_length=10)),
                ("url", models.CharField(blank=True, max_length=1000)),
                ("added_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="references",
                        to="groups.community",
                    ),
                ),
            ],
            options={
                "ordering": ["authors", "year", "pk"],
                "indexes": [models.Index(fields=["community", "authors"], name="reference_list")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("community", "title", "year"), name="one_reference_per_work"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(
                fields=("community", "kind"), name="one_section_per_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "what",
                            "how-common",
                            "causes",
                            "risks",
                            "signs",
                            "diagnosis",
                            "tests",
                            "treatment",
                            "outlook",
                            "tips",
                            "acknowledgment",
                        ],
                    )
                ),
                name="section_kind_known",
            ),
        ),
        migrations.AddIndex(
            model_name="pageevent",
            index=models.Index(fields=["community", "id"], name="page_history"),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(
                fields=("section", "number"), name="one_text_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")),
                fields=("section",),
                name="one_published_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["published", "replaced"])),
                name="section_version_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reviewed_at", None), ("reviewer", None)),
                    models.Q(("reviewed_at__isnull", False), ("reviewer__isnull", False)),
                    _connector="OR",
                ),
                name="review_has_who_and_when",
            ),
        ),
        *append_only("pages_pageevent"),
    ]
