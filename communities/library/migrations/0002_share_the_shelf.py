"""Resources are suggested too, the site has a shelf of its own, feeds bring news, links are
checked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
from rareshare.lib.guards import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0002_follow_lead_and_merge"),
        ("library", "0001_create_library"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
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
                        choices=[("feed", "RSS or Atom"), ("pubmed", "PubMed")],
                        default="feed",
                        max_length=6,
                    ),
                ),
                (
                    "url",
                    models.CharField(blank=True, help_text="empty for PubMed", max_length=1000),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "We read it"), ("stopped", "We do not read it")],
                        default="active",
                        max_length=8,
                    ),
                ),
                ("added_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("etag", models.CharField(blank=True, max_length=300)),
                ("last_modified", models.CharField(blank=True, max_length=100)),
                ("next_read_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("last_ok_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="FeedEvent",
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
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="newslink",
            name="news_link_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="newslink",
            name="one_news_link_per_address",
        ),
        migrations.RemoveConstraint(
            model_name="resource",
            name="one_resource_per_address",
        ),
        migrations.RemoveIndex(
            model_name="resource",
            name="resource_list",
        ),
        migrations.RenameField(
            model_name="resource",
            old_name="added_at",
            new_name="suggested_at",
        ),
        migrations.RenameField(
            model_name="resource",
            old_name="added_by",
            new_name="suggested_by",
        ),
        migrations.AddField(
            model_name="newslink",
            name="doi",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="newslink",
            name="excerpt",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="newslink",
            name="failures",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="newslink",
            name="guid",
            field=models.CharField(blank=True, help_text="what the feed calls it", max_length=300),
        ),
        migrations.AddField(
            model_name="newslink",
            name="is_retracted",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="newslink",
            name="last_failed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="newslink",
            name="last_ok_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="newslink",
            name="next_check_at",
            field=models.DateTimeField(default=rareshare.lib.clock.now),
        ),
        migrations.AddField(
            model_name="newslink",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("known", "It is in the list already"),
                    ("elsewhere", "It does not fit here"),
                    ("selling", "It sells something"),
                    ("doubtful", "We could not tell if it is right"),
                    ("away", "The address does not work"),
                    ("other", "Something else"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="newslink",
            name="reason_note",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="newslink",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="newslink",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="resource",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="resource",
            name="failures",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="resource",
            name="language",
            field=models.CharField(blank=True, help_text="ISO 639 code", max_length=3),
        ),
        migrations.AddField(
            model_name="resource",
            name="last_failed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="resource",
            name="last_ok_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="resource",
            name="length",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="resource",
            name="length_unit",
            field=models.CharField(
                blank=True, choices=[("pages", "Pages"), ("minutes", "Minutes")], max_length=7
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="published_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="resource",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("known", "It is in the list already"),
                    ("elsewhere", "It does not fit here"),
                    ("selling", "It sells something"),
                    ("doubtful", "We could not tell if it is right"),
                    ("away", "The address does not work"),
                    ("other", "Something else"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="reason_note",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="resource",
            name="state",
            field=models.CharField(
                choices=[
                    ("suggested", "Waits for a decision"),
                    ("approved", "Shown to everyone"),
                    ("declined", "Not taken"),
                ],
                default="suggested",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="next_check_at",
            field=models.DateTimeField(default=rareshare.lib.clock.now),
        ),
        migrations.AlterField(
            model_name="resource",
            name="suggested_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="resource",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="newslink",
            name="community",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="groups.community",
            ),
        ),
        migrations.AlterField(
            model_name="newslink",
            name="state",
            field=models.CharField(
                choices=[
                    ("suggested", "Waits for a decision"),
                    ("approved", "Shown to everyone"),
                    ("declined", "Not taken"),
                ],
                default="suggested",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="newslink",
            name="suggested_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="resource",
            name="community",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to="groups.community",
            ),
        ),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(
                condition=models.Q(("state", "approved")),
                fields=["next_check_at"],
                name="resource_check",
            ),
        ),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(fields=["suggested_by", "-suggested_at"], name="resource_mine"),
        ),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(
                fields=["community", "state", "kind", "title"], name="resource_list"
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["suggested", "approved", "declined"])),
                name="resource_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        ["", "known", "elsewhere", "selling", "doubtful", "away", "other"],
                    )
                ),
                name="resource_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(
                fields=("community", "url"), name="one_resource_per_address", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("length", None), ("length_unit", "")),
                    models.Q(("length__gt", 0), ("length_unit__in", ["pages", "minutes"])),
                    _connector="OR",
                ),
                name="resource_length_with_unit",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="added_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="community",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feeds",
                to="groups.community",
            ),
        ),
        migrations.AddField(
            model_name="newslink",
            name="feed",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="library.feed",
            ),
        ),
        migrations.AddIndex(
            model_name="newslink",
            index=models.Index(
                condition=models.Q(("state", "approved")),
                fields=["next_check_at"],
                name="newslink_check",
            ),
        ),
        migrations.AddIndex(
            model_name="newslink",
            index=models.Index(fields=["suggested_by", "-suggested_at"], name="newslink_mine"),
        ),
        migrations.AddConstraint(
            model_name="newslink",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["suggested", "approved", "declined"])),
                name="newslink_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="newslink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        ["", "known", "elsewhere", "selling", "doubtful", "away", "other"],
                    )
                ),
                name="newslink_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="newslink",
            constraint=models.UniqueConstraint(
                fields=("community", "url"), name="one_newslink_per_address", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="newslink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("guid", ""), _negated=True),
                fields=("feed", "guid"),
                name="one_news_link_per_guid",
            ),
        ),
        migrations.AddField(
            model_name="feedevent",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="feedevent",
            name="feed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="library.feed",
            ),
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(
                condition=models.Q(("state", "active")),
                fields=["kind", "next_read_at"],
                name="feed_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["feed", "pubmed"])), name="feed_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "stopped"])), name="feed_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.UniqueConstraint(
                fields=("community", "kind", "url"),
                name="one_feed_per_address",
                nulls_distinct=False,
            ),
        ),
        migrations.RunSQL(
            """
            UPDATE library_resource SET state = 'approved', decided_at = suggested_at;
            UPDATE library_newslink SET decided_at = suggested_at WHERE state <> 'suggested';
            """,
            migrations.RunSQL.noop,
        ),
        *append_only("library_feedevent"),
    ]
