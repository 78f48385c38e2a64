"""Communities, who belongs to them, who leads them, and their history."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.ids
from rareshare.lib.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lib", "__first__"),
        ("conditions", "0001_create_catalogue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Community",
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
                        default=rareshare.lib.ids.community_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("slug", models.CharField(max_length=160, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("pronunciation", models.CharField(blank=True, max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("condition", "About one condition"),
                            ("undiagnosed", "For people without a diagnosis"),
                        ],
                        default="condition",
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("open", "Open"),
                            ("archived", "Archived"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("talk_open", models.BooleanField(default=False)),
                ("member_count", models.PositiveIntegerField(default=0)),
                ("topic_count", models.PositiveIntegerField(default=0)),
                ("question_count", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("last_activity_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "condition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="communities",
                        to="conditions.condition",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "communities",
            },
        ),
        migrations.CreateModel(
            name="CommunityEvent",
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
                    "about",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="groups.community",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Leadership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaderships",
                        to="groups.community",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leaderships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("patient", "I have the condition"),
                            ("caregiver", "I care for someone who has it"),
                            ("relative", "I am a relative or friend"),
                            ("clinician", "I treat people who have it"),
                            ("researcher", "I do research on it"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("nobody", "Nobody"),
                            ("members", "Members of this community"),
                            ("all_members", "Everyone with an account"),
                            ("public", "Everyone, also without an account"),
                        ],
                        default="nobody",
                        max_length=12,
                    ),
                ),
                ("joined_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="groups.community",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="community",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["name", "id"], name="open_by_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "open", "archived"])),
                name="community_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["condition", "undiagnosed"])),
                name="community_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "condition"), ("condition", None), _connector="OR"),
                name="community_undiagnosed_has_no_condition",
            ),
        ),
        migrations.AddConstraint(
            model_name="community",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "open"])),
                fields=("condition",),
                name="one_community_per_condition",
            ),
        ),
        migrations.AddIndex(
            model_name="communityevent",
            index=models.Index(fields=["community", "id"], name="community_history"),
        ),
        migrations.AddIndex(
            model_name="leadership",
            index=models.Index(
                condition=models.Q(("until", None)), fields=["community"], name="current_leaders"
            ),
        ),
        migrations.AddConstraint(
            model_name="leadership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("user", "community"),
                name="one_current_leadership",
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(
                condition=models.Q(
                    ("left_at", None), models.Q(("visibility", "nobody"), _negated=True)
                ),
                fields=["community", "id"],
                name="member_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at", None)),
                fields=("user", "community"),
                name="one_current_membership",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        ["patient", "caregiver", "relative", "clinician", "researcher", "other"],
                    )
                ),
                name="membership_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("visibility__in", ["nobody", "members", "all_members", "public"])
                ),
                name="membership_visibility_known",
            ),
        ),
        *append_only("groups_communityevent"),
    ]
