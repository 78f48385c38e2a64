"""Texts that members suggest, reviews by experts, sources of each text, announced changes."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock

# A work that stood on a page twice stays once; the later row stays for the history.
_ONCE = """
UPDATE pages_reference later SET removed_at = now() WHERE EXISTS (
    SELECT 1 FROM pages_reference first
    WHERE first.community_id = later.community_id AND first.id < later.id
      AND ((first.doi <> '' AND lower(first.doi) = lower(later.doi))
        OR (first.pmid <> '' AND first.pmid = later.pmid)))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0002_follow_lead_and_merge"),
        ("pages", "0001_create_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("profession", models.CharField(max_length=120)),
                ("conflict_of_interest", models.CharField(blank=True, max_length=300)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("approved", "It is right as it stands"),
                            ("needs_change", "It needs a change"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("next_review_due", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                ("why", models.CharField(max_length=500)),
                ("other_sources", models.TextField(blank=True)),
                ("based_on", models.PositiveIntegerField()),
                ("reading_grade", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("made_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suggested", "Waiting"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="suggested",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="reference",
            name="one_reference_per_work",
        ),
        migrations.AddField(
            model_name="reference",
            name="removed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(_ONCE, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="sectionversion",
            name="reading_grade",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="sectionversion",
            name="reviewer_interest",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="sectionversion",
            name="reviewer_profession",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="sectionversion",
            name="sources",
            field=models.ManyToManyField(related_name="versions", to="pages.reference"),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)),
                fields=("community", "title", "year"),
                name="one_reference_per_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.UniqueConstraint(
                models.F("community"),
                django.db.models.functions.text.Lower("doi"),
                condition=models.Q(("removed_at", None), models.Q(("doi", ""), _negated=True)),
                name="one_reference_per_doi",
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None), models.Q(("pmid", ""), _negated=True)),
                fields=("community", "pmid"),
                name="one_reference_per_pmid",
            ),
        ),
        migrations.AddField(
            model_name="announcement",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="announcement",
                to="pages.sectionversion",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="reviewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="pages.sectionversion",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="suggestions",
                to="pages.section",
            ),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="sources",
            field=models.ManyToManyField(related_name="+", to="pages.reference"),
        ),
        migrations.AddField(
            model_name="suggestion",
            name="version",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="suggestion",
                to="pages.sectionversion",
            ),
        ),
        migrations.AddIndex(
            model_name="announcement",
            index=models.Index(
                condition=models.Q(("told_at", None)),
                fields=["made_at"],
                name="announcements_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["approved", "needs_change"])),
                name="review_verdict_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_review_due__isnull", False), ("verdict", "approved")),
                    models.Q(("verdict", "needs_change"), models.Q(("note", ""), _negated=True)),
                    _connector="OR",
                ),
                name="review_says_until_when_or_what",
            ),
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("state", "suggested")),
                fields=["section", "id"],
                name="suggestions_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(fields=["author", "-id"], name="own_suggestions"),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["suggested", "accepted", "declined", "withdrawn"])
                ),
                name="suggestion_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "accepted"), ("version__isnull", False)),
                    models.Q(models.Q(("state", "accepted"), _negated=True), ("version", None)),
                    _connector="OR",
                ),
                name="accepted_suggestion_has_its_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "declined"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="declined_suggestion_has_a_reason",
            ),
        ),
    ]
