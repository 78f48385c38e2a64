"""Profiles with their audiences, and the alarm on reading very many people."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
from rareshare.lib import guards


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0003_block_and_mute"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Profile",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="profile",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=1000)),
                ("languages", models.CharField(blank=True, max_length=120)),
                ("link", models.CharField(blank=True, max_length=300)),
                (
                    "about_for",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "People in my communities"),
                            ("all_members", "Everyone with an account"),
                            ("public", "Everybody on the web"),
                        ],
                        default="nobody",
                        max_length=12,
                    ),
                ),
                (
                    "country_for",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "People in my communities"),
                            ("all_members", "Everyone with an account"),
                            ("public", "Everybody on the web"),
                        ],
                        default="nobody",
                        max_length=12,
                    ),
                ),
                (
                    "languages_for",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "People in my communities"),
                            ("all_members", "Everyone with an account"),
                            ("public", "Everybody on the web"),
                        ],
                        default="nobody",
                        max_length=12,
                    ),
                ),
                (
                    "link_for",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "People in my communities"),
                            ("all_members", "Everyone with an account"),
                            ("public", "Everybody on the web"),
                        ],
                        default="nobody",
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=rareshare.lib.clock.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("about_for__in", ["nobody", "members", "all_members", "public"])
                        ),
                        name="profile_about_audience_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("country_for__in", ["nobody", "members", "all_members", "public"])
                        ),
                        name="profile_country_audience_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("languages_for__in", ["nobody", "members", "all_members", "public"])
                        ),
                        name="profile_languages_audience_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("link_for__in", ["nobody", "members", "all_members", "public"])
                        ),
                        name="profile_link_audience_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(db_index=True)),
                ("people", models.PositiveIntegerField(default=0)),
                (
                    "viewer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReadingMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.BigIntegerField()),
                (
                    "reading",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="people.readingday",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReadingStop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("people", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for a look"),
                            ("kept", "Kept"),
                            ("lifted", "Lifted"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "viewer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReadingStopEvent",
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
                    "stop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="people.readingstop",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="readingday",
            constraint=models.UniqueConstraint(fields=("viewer", "day"), name="one_reading_day"),
        ),
        migrations.AddConstraint(
            model_name="readingmark",
            constraint=models.UniqueConstraint(fields=("reading", "mark"), name="one_mark"),
        ),
        migrations.AddIndex(
            model_name="readingstop",
            index=models.Index(
                condition=models.Q(("state__in", ("waiting", "kept"))),
                fields=["since"],
                name="stop_holding",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingstop",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "kept", "lifted"])),
                name="stop_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="readingstop",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("waiting", "kept"))),
                fields=("viewer",),
                name="one_stop_at_a_time",
            ),
        ),
        *guards.append_only("people_readingstopevent"),
    ]
