"""What members follow, how long leaders lead, and where a merged community went."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock


class Migration(migrations.Migration):
    dependencies = [
        ("conditions", "0001_create_catalogue"),
        ("groups", "0001_create_communities"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CommunityFollow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("all", "Every new topic and change"),
                            ("replies", "Replies to me, and changes of the page"),
                            ("weekly", "One letter a week"),
                            ("nothing", "Nothing"),
                        ],
                        default="replies",
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField(default=rareshare.lib.clock.now)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="community",
            name="community_state_known",
        ),
        migrations.AddField(
            model_name="community",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="groups.community",
            ),
        ),
        migrations.AddField(
            model_name="leadership",
            name="helps_with",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="leadership",
            name="story",
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.AddField(
            model_name="leadership",
            name="term_ends_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="community",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("open", "Open"),
                    ("archived", "Archived"),
                    ("merged", "Merged into another"),
                ],
                default="proposed",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "open", "archived", "merged"])),
                name="community_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                    models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into", None)),
                    _connector="OR",
                ),
                name="community_merged_says_where",
            ),
        ),
        migrations.AddField(
            model_name="communityfollow",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follows",
                to="groups.community",
            ),
        ),
        migrations.AddField(
            model_name="communityfollow",
            name="user",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="communityfollow",
            index=models.Index(fields=["community", "level"], name="community_followers"),
        ),
        migrations.AddConstraint(
            model_name="communityfollow",
            constraint=models.UniqueConstraint(
                fields=("user", "community"), name="one_community_follow"
            ),
        ),
        migrations.AddConstraint(
            model_name="communityfollow",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["all", "replies", "weekly", "nothing"])),
                name="community_follow_level_known",
            ),
        ),
    ]
