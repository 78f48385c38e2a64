"""News links and resources with their history."""

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
            name="NewsLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("url", models.CharField(max_length=1000)),
                ("source", models.CharField(max_length=120)),
                ("published_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suggested", "Waits for a leader"),
                            ("approved", "Shown to everyone"),
                            ("declined", "Not taken"),
                        ],
                        default="suggested",
                        max_length=10,
                    ),
                ),
                ("suggested_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="news_links",
                        to="groups.community",
                    ),
                ),
                (
                    "suggested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NewsLinkEvent",
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
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="library.newslink",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Resource",
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
                            ("article", "Article"),
                            ("ebook", "E-book"),
                            ("podcast", "Podcast"),
                            ("guide", "Guide"),
                            ("video", "Video"),
                            ("organization", "Organization"),
                        ],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("description", models.CharField(max_length=500)),
                ("url", models.CharField(max_length=1000)),
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
                        related_name="resources",
                        to="groups.community",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResourceEvent",
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
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="library.resource",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="newslink",
            index=models.Index(
                fields=["community", "state", "-published_on", "-id"], name="news_newest_first"
            ),
        ),
        migrations.AddConstraint(
            model_name="newslink",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["suggested", "approved", "declined"])),
                name="news_link_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="newslink",
            constraint=models.UniqueConstraint(
                fields=("community", "url"), name="one_news_link_per_address"
            ),
        ),
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(fields=["community", "kind", "title"], name="resource_list"),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["article", "ebook", "podcast", "guide", "video", "organization"])
                ),
                name="resource_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(
                fields=("community", "url"), name="one_resource_per_address"
            ),
        ),
        *append_only("library_newslinkevent"),
        *append_only("library_resourceevent"),
    ]
