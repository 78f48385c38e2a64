"""Proposals to start a community, their history, and who waits for one."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.ids
from rareshare.lib.guards import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("conditions", "0001_create_catalogue"),
        ("groups", "0003_close_and_merge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
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
                        default=rareshare.lib.ids.public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("name_key", models.CharField(db_collation="C", max_length=160)),
                (
                    "about",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("listed", "An illness in our list"),
                            ("unlisted", "An illness that is not in our list"),
                            ("undiagnosed", "There is no diagnosis yet"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("why", models.TextField(blank=True)),
                (
                    "link",
                    models.CharField(
                        blank=True,
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
                ("wants_to_lead", models.BooleanField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Not sent yet"),
                            ("proposed", "Waits for our team"),
                            ("asked", "We asked you something"),
                            ("approved", "The community is open"),
                            ("declined", "Not opened"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("exists", "There is a community for this already"),
                            ("too_wide", "It is too wide for one community"),
                            ("not_rare", "The illness is not rare"),
                            ("no_illness", "It is not about an illness"),
                            ("other", "Another reason"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "community",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="groups.community",
                    ),
                ),
                (
                    "condition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="conditions.condition",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProposalEvent",
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
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposalWatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watches",
                        to="proposals.proposal",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["proposer", "id"], name="proposals_of_one_person"),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                condition=models.Q(("state__in", ("proposed", "asked"))),
                fields=["sent_at", "id"],
                name="proposals_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["draft", "proposed", "asked", "approved", "declined", "withdrawn"],
                    )
                ),
                name="proposal_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ["", "listed", "unlisted", "undiagnosed"])),
                name="proposal_about_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason__in", ["", "exists", "too_wide", "not_rare", "no_illness", "other"])
                ),
                name="proposal_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("about", "listed"), ("condition", None), ("state", "approved"), _connector="OR"
                ),
                name="proposal_condition_is_listed",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("proposer",),
                name="one_draft_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("proposed", "asked"))),
                fields=("condition",),
                name="one_waiting_proposal_per_condition",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("proposed", "asked"))),
                fields=("name_key",),
                name="one_waiting_proposal_per_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalwatch",
            constraint=models.UniqueConstraint(
                fields=("user", "proposal"), name="one_watch_per_proposal"
            ),
        ),
        *append_only("proposals_proposalevent"),
    ]
