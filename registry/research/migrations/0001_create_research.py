"""The tables of research; votes, decisions, signatures and history are append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.crypto
import rareshare.lib.ids
from rareshare.lib.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lib", "0001_house_rows"),
        ("conditions", "0001_create_catalogue"),
        ("enrollment", "0001_create_enrollment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("built_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("smallest", models.PositiveSmallIntegerField()),
                ("width", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Application",
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
                        default=rareshare.lib.ids.public_id, max_length=12, unique=True
                    ),
                ),
                ("institution", models.CharField(max_length=200)),
                (
                    "ask",
                    models.CharField(
                        choices=[
                            ("deidentified_data", "Coded answers, without names"),
                            ("recruitment_contact", "A message to participants"),
                            ("both", "Both"),
                        ],
                        default="recruitment_contact",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("lay_summary", models.TextField(blank=True)),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DUO:0000042", "Any research"),
                            ("DUO:0000006", "Health and medical research"),
                            ("DUO:0000007", "Research on this condition only"),
                        ],
                        max_length=12,
                    ),
                ),
                ("data_asked", models.TextField(blank=True)),
                ("ethics_number", models.CharField(blank=True, max_length=120)),
                ("ethics_expires_on", models.DateField(null=True)),
                ("what_you_do", models.TextField(blank=True)),
                ("cost_and_pay", models.TextField(blank=True)),
                ("risks", models.TextField(blank=True)),
                ("ends_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Sent"),
                            ("board_review", "With the board"),
                            ("returned", "Sent back for changes"),
                            ("approved", "Approved"),
                            ("approved_with_conditions", "Approved, with conditions"),
                            ("rejected", "Not approved"),
                            ("active", "Active"),
                            ("withdrawn_by_applicant", "Taken back"),
                        ],
                        default="draft",
                        max_length=24,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conditions.condition",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("printed_name", models.CharField(max_length=200)),
                ("text_sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement",
                        to="research.application",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
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
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="research.application",
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
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Campaign",
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
                        default=rareshare.lib.ids.public_id, max_length=12, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("cohort_frozen", "People are chosen"),
                            ("open", "Sent, answers come in"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=16,
                    ),
                ),
                ("answer_by", models.DateField()),
                ("invited_low", models.PositiveIntegerField(null=True)),
                ("invited_high", models.PositiveIntegerField(null=True)),
                ("created_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("frozen_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="campaigns",
                        to="research.application",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CampaignEvent",
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
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="research.campaign",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConflictOfInterest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "declared",
                    models.BooleanField(help_text="false: found by the institution's name"),
                ),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="research.application",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "conflicts of interest",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Sent"),
                            ("board_review", "With the board"),
                            ("returned", "Sent back for changes"),
                            ("approved", "Approved"),
                            ("approved_with_conditions", "Approved, with conditions"),
                            ("rejected", "Not approved"),
                            ("active", "Active"),
                            ("withdrawn_by_applicant", "Taken back"),
                        ],
                        max_length=24,
                    ),
                ),
                ("note", models.TextField()),
                ("yes", models.PositiveSmallIntegerField()),
                ("no", models.PositiveSmallIntegerField()),
                ("abstained", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="research.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Inquiry",
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
                        default=rareshare.lib.ids.public_id, max_length=12, unique=True
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("0-1", "0 to 1 year"),
                            ("2-11", "2 to 11 years"),
                            ("12-17", "12 to 17 years"),
                            ("18-39", "18 to 39 years"),
                            ("40-64", "40 to 64 years"),
                            ("65+", "65 years or more"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("africa", "Africa"),
                            ("americas", "Americas"),
                            ("asia", "Asia"),
                            ("europe", "Europe"),
                            ("oceania", "Oceania"),
                        ],
                        max_length=10,
                    ),
                ),
                ("about", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("auto_answered", "Answered with a range"),
                            ("converted", "Became an application"),
                        ],
                        default="auto_answered",
                        max_length=16,
                    ),
                ),
                ("shown", models.BooleanField()),
                ("low", models.PositiveIntegerField(null=True)),
                ("high", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conditions.condition",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="research.snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "inquiries",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="application",
            name="inquiry",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="application",
                to="research.inquiry",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
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
                        default=rareshare.lib.ids.public_id, max_length=12, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Not answered"),
                            ("yes", "Yes"),
                            ("not_now", "Not now"),
                            ("no", "No"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("invited_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("effective_at", models.DateTimeField(null=True)),
                ("ask_again_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="research.campaign",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enrollment.participant",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="InvitationEvent",
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
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="research.invitation",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("email", rareshare.lib.crypto.EncryptedTextField()),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("ledger_seq", models.BigIntegerField()),
                (
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release",
                        to="research.invitation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Researcher",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("institution", models.CharField(max_length=200)),
                ("orcid", models.CharField(blank=True, max_length=19)),
                ("rules_sha256", models.CharField(max_length=64)),
                ("accepted_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("locked_at", models.DateTimeField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="researcher",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ResearcherEvent",
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
                    "researcher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="research.researcher",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CountLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("public", "Anybody: yes or nothing"),
                            ("researcher", "Verified researcher: ranges"),
                            ("staff", "Registry staff: exact"),
                        ],
                        max_length=12,
                    ),
                ),
                ("question", models.JSONField()),
                ("question_digest", models.CharField(max_length=64)),
                ("answer", models.JSONField(help_text="what was told; empty for staff")),
                ("repeated", models.BooleanField(default=False)),
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
                    "snapshot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="research.snapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Cell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "age_band",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("0-1", "0 to 1 year"),
                            ("2-11", "2 to 11 years"),
                            ("12-17", "12 to 17 years"),
                            ("18-39", "18 to 39 years"),
                            ("40-64", "40 to 64 years"),
                            ("65+", "65 years or more"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("africa", "Africa"),
                            ("americas", "Americas"),
                            ("asia", "Asia"),
                            ("europe", "Europe"),
                            ("oceania", "Oceania"),
                        ],
                        max_length=10,
                    ),
                ),
                ("exact", models.PositiveIntegerField()),
                ("low", models.PositiveIntegerField()),
                ("high", models.PositiveIntegerField()),
                ("shown", models.BooleanField()),
                (
                    "condition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conditions.condition",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cells",
                        to="research.snapshot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("by_patient_representative", models.BooleanField()),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("approve", "Yes"),
                            ("approve_with_conditions", "Yes, with conditions"),
                            ("reject", "No"),
                            ("abstain", "I do not take sides"),
                        ],
                        max_length=24,
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="research.application",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BoardSeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("institution", models.CharField(blank=True, max_length=200)),
                ("is_patient_representative", models.BooleanField(default=False)),
                ("since", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("until", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("user",),
                        name="one_seat_per_person",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "cohort_frozen", "open", "closed"])),
                name="campaign_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=("application",),
                name="one_running_campaign",
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictofinterest",
            constraint=models.UniqueConstraint(
                fields=("application", "member"), name="conflict_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("application", "round"), name="one_decision_per_round"
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state", "board_review")),
                fields=["submitted_at"],
                name="application_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "submitted",
                            "board_review",
                            "returned",
                            "approved",
                            "approved_with_conditions",
                            "rejected",
                            "active",
                            "withdrawn_by_applicant",
                        ],
                    )
                ),
                name="application_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["participant", "-invited_at"], name="invitation_yearly"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                fields=("campaign", "participant"), name="one_invitation_per_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "yes", "not_now", "no"])),
                name="invitation_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("effective_at", None), ("state", "yes"), _connector="OR"),
                name="invitation_effective_is_yes",
            ),
        ),
        migrations.AddConstraint(
            model_name="inquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["auto_answered", "converted"])),
                name="inquiry_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="countlog",
            index=models.Index(fields=["by", "-at"], name="count_log_by"),
        ),
        migrations.AddConstraint(
            model_name="countlog",
            constraint=models.CheckConstraint(
                condition=models.Q(("tier__in", ["public", "researcher", "staff"])),
                name="count_tier_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="cell",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "condition", "age_band", "region"), name="cell_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="cell",
            constraint=models.CheckConstraint(
                condition=models.Q(("low__lte", models.F("high"))), name="cell_range_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(
                fields=("application", "round", "member"), name="one_vote_per_member"
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("choice__in", ["approve", "approve_with_conditions", "reject", "abstain"])
                ),
                name="vote_choice_known",
            ),
        ),
        *append_only("research_countlog"),
        *append_only("research_researcherevent"),
        *append_only("research_applicationevent"),
        *append_only("research_conflictofinterest"),
        *append_only("research_vote"),
        *append_only("research_decision"),
        *append_only("research_agreement"),
        *append_only("research_campaignevent"),
        *append_only("research_invitationevent"),
    ]
