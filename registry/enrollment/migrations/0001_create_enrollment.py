"""The tables of enrollment; consent, permissions and history are append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import rareshare.lib.clock
import rareshare.lib.crypto
import rareshare.lib.ids
import registry.enrollment.models.screening
from rareshare.lib.guards import append_only

# Signatures name the hash of a published text, so its bytes can never change again.
FROZEN = """
CREATE FUNCTION refuse_new_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'draft' AND (
        NEW.state = 'draft'
        OR (NEW.text, NEW.sha256, NEW.sections, NEW.checks, NEW.statements, NEW.number,
            NEW.document_id, NEW.ethics_number, NEW.published_at)
        IS DISTINCT FROM
           (OLD.text, OLD.sha256, OLD.sections, OLD.checks, OLD.statements, OLD.number,
            OLD.document_id, OLD.ethics_number, OLD.published_at)
    ) THEN
        RAISE EXCEPTION 'a published consent text cannot change'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consentversion_frozen BEFORE UPDATE ON enrollment_consentversion
    FOR EACH ROW EXECUTE FUNCTION refuse_new_wording();
ALTER TABLE enrollment_consentversion ENABLE ALWAYS TRIGGER consentversion_frozen;
"""
THAW = """
DROP TRIGGER consentversion_frozen ON enrollment_consentversion;
DROP FUNCTION refuse_new_wording();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("lib", "0001_house_rows"),
        ("conditions", "0001_create_catalogue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsentRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                (
                    "decision",
                    models.CharField(
                        choices=[("given", "Agreed"), ("refused", "Did not agree")], max_length=10
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("own", "For oneself"),
                            ("guardian", "As parent or guardian"),
                            ("representative", "As legal representative"),
                            ("assent", "The child's own agreement"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "relationship",
                    models.CharField(
                        choices=[
                            ("self", "The participant"),
                            ("parent", "Parent"),
                            ("legal_guardian", "Legal guardian"),
                            ("lar", "Legal representative"),
                            ("next_of_kin_of_deceased", "Next of kin"),
                        ],
                        max_length=30,
                    ),
                ),
                ("meaning", models.TextField(help_text="the statements that the signer ticked")),
                ("name_digest", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "signer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=rareshare.lib.ids.participant_reference, max_length=12, unique=True
                    ),
                ),
                (
                    "affected_status",
                    models.CharField(
                        choices=[
                            ("diagnosed_clinical", "A doctor told us, from signs and tests"),
                            ("diagnosed_genetic", "A gene test showed it"),
                            ("suspected", "A doctor thinks so, it is not certain"),
                            ("undiagnosed", "There is no diagnosis yet"),
                            ("unaffected_carrier", "I carry the gene change but am not ill"),
                            ("unknown", "I do not know"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("adult", "Adult, for oneself"),
                            ("parent", "Parent or guardian, for a child"),
                            ("assent_7_12", "Child of 7 to 12 years"),
                            ("assent_13_17", "Young person of 13 years or more"),
                            ("representative", "Legal representative, for an adult"),
                            ("next_of_kin", "Next of kin, for someone who died"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "age_class",
                    models.CharField(
                        choices=[
                            ("under_7", "Under 7"),
                            ("7_12", "7 to 12"),
                            ("13_17", "13 to majority"),
                            ("adult", "Adult"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("eligible", "Can join, has not signed yet"),
                            ("declined", "Said no to the consent"),
                            ("consented", "Signed, sharing questions are next"),
                            ("enrolled", "Joined"),
                            ("reconsent_required", "Joined, asked to read a new consent"),
                            ("paused", "Paused"),
                            ("withdrawn", "Left"),
                            ("deceased", "Died"),
                            ("lapsed", "Never signed, and forgotten"),
                        ],
                        default="eligible",
                        max_length=20,
                    ),
                ),
                ("country", models.CharField(max_length=2)),
                ("region", models.CharField(blank=True, max_length=60)),
                ("time_zone", models.CharField(default="UTC", max_length=40)),
                (
                    "withdrawal_level",
                    models.CharField(
                        blank=True,
                        choices=[("no_further_use", "Keep it stored, use it for nothing new")],
                        max_length=20,
                    ),
                ),
                ("enrolled_at", models.DateTimeField(null=True)),
                ("last_confirmed_at", models.DateTimeField(null=True)),
                (
                    "created_at",
                    models.DateTimeField(default=rareshare.lib.clock.now, editable=False),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "condition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="conditions.condition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ConsentDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("adult", "Adult, for oneself"),
                            ("parent", "Parent or guardian, for a child"),
                            ("assent_7_12", "Child of 7 to 12 years"),
                            ("assent_13_17", "Young person of 13 years or more"),
                            ("representative", "Legal representative, for an adult"),
                            ("next_of_kin", "Next of kin, for someone who died"),
                        ],
                        max_length=15,
                    ),
                ),
                ("jurisdiction", models.CharField(default="*", max_length=10)),
                ("language", models.CharField(default="en", max_length=10)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("audience", "jurisdiction", "language"), name="document_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "audience__in",
                                [
                                    "adult",
                                    "parent",
                                    "assent_7_12",
                                    "assent_13_17",
                                    "representative",
                                    "next_of_kin",
                                ],
                            )
                        ),
                        name="document_audience_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="signature",
                        serialize=False,
                        to="enrollment.consentrecord",
                    ),
                ),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("printed_name", rareshare.lib.crypto.EncryptedTextField()),
            ],
        ),
        migrations.CreateModel(
            name="ConsentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("superseded", "Replaced by a newer version"),
                        ],
                        default="draft",
                        max_length=12,
                    ),
                ),
                ("sections", models.JSONField()),
                ("checks", models.JSONField(default=list)),
                ("statements", models.JSONField(default=list)),
                (
                    "change_class",
                    models.CharField(
                        choices=[
                            ("editorial", "Wording only: nothing to do"),
                            ("minor", "Small change: tell people"),
                            ("material", "Important change: ask again"),
                        ],
                        default="material",
                        max_length=10,
                    ),
                ),
                (
                    "changes",
                    models.TextField(blank=True, help_text="what is different, in plain words"),
                ),
                ("ethics_number", models.CharField(blank=True, max_length=120)),
                ("approved_on", models.DateField(null=True)),
                ("expires_on", models.DateField(null=True)),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="the canonical text that is shown and signed"
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("published_at", models.DateTimeField(null=True)),
                ("superseded_at", models.DateTimeField(null=True)),
                ("usable_until", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="enrollment.consentdocument",
                    ),
                ),
            ],
            options={
                "ordering": ["document", "number"],
            },
        ),
        migrations.AddField(
            model_name="consentrecord",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="enrollment.consentversion",
            ),
        ),
        migrations.CreateModel(
            name="CheckResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.PositiveSmallIntegerField()),
                ("right", models.BooleanField()),
                ("on", models.DateField(default=rareshare.lib.clock.today)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="enrollment.consentversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="identity",
                        serialize=False,
                        to="enrollment.participant",
                    ),
                ),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("name", rareshare.lib.crypto.EncryptedTextField()),
                ("birth_date", rareshare.lib.crypto.EncryptedTextField()),
                ("email", rareshare.lib.crypto.EncryptedTextField(null=True)),
                ("phone", rareshare.lib.crypto.EncryptedTextField(null=True)),
                ("address", rareshare.lib.crypto.EncryptedTextField(null=True)),
                (
                    "channel",
                    models.CharField(
                        choices=[("email", "E-mail"), ("phone", "Phone"), ("post", "Post")],
                        default="email",
                        max_length=10,
                    ),
                ),
                ("may_leave_message", models.BooleanField(default=False)),
                ("person_index", models.CharField(max_length=64)),
                ("email_index", models.CharField(blank=True, db_index=True, max_length=64)),
                ("known_namesake", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name_plural": "identities",
            },
        ),
        migrations.CreateModel(
            name="Minority",
            fields=[
                (
                    "participant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="minority",
                        serialize=False,
                        to="enrollment.participant",
                    ),
                ),
                ("assent_from", models.DateField()),
                ("majority_on", models.DateField()),
                ("assented", models.BooleanField(null=True)),
            ],
            options={
                "verbose_name_plural": "minorities",
            },
        ),
        migrations.AddField(
            model_name="participant",
            name="consent_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="enrollment.consentversion",
            ),
        ),
        migrations.AddField(
            model_name="consentrecord",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="enrollment.participant",
            ),
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "relationship",
                    models.CharField(
                        choices=[
                            ("self", "The participant"),
                            ("parent", "Parent"),
                            ("legal_guardian", "Legal guardian"),
                            ("lar", "Legal representative"),
                            ("next_of_kin_of_deceased", "Next of kin"),
                        ],
                        max_length=30,
                    ),
                ),
                ("since", models.DateTimeField(default=rareshare.lib.clock.now)),
                ("until", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actors",
                        to="enrollment.participant",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ParticipantEvent",
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="enrollment.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PermissionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("discovery", "Count me"),
                            (
                                "share_deid_research",
                                "Share coded answers with approved researchers",
                            ),
                            ("share_scope", "For which kind of research"),
                            ("share_region", "In which part of the world"),
                            ("share_pag", "Share with patient groups"),
                            ("share_registries", "Link with other registries"),
                            ("contact_study", "Tell me about studies"),
                            ("contact_biospecimen", "Ask me about samples"),
                            ("contact_matching", "Tell me when someone similar is found"),
                            ("contact_community", "Connect me with others"),
                            ("genetic_data", "Keep and share gene results"),
                            ("after_death", "Go on after my death"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unanswered", "Not answered")],
                        max_length=10,
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gru", "Any research (DUO:0000042)"),
                            ("hmb", "Health and medical research (DUO:0000006)"),
                            ("ds", "Research on my condition only (DUO:0000007)"),
                            ("own_country", "My country only"),
                            ("eu_eea", "The European Union and EEA"),
                            ("worldwide", "Any country"),
                        ],
                        max_length=12,
                    ),
                ),
                ("wording", models.CharField(max_length=64)),
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permission_answers",
                        to="enrollment.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Screening",
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
                ("token_digest", models.CharField(blank=True, db_index=True, max_length=64)),
                ("row_key", rareshare.lib.crypto.RowKeyField()),
                ("answers", rareshare.lib.crypto.EncryptedTextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Being answered"),
                            ("eligible", "Can join"),
                            ("ineligible", "Cannot join now"),
                            ("duplicate", "Seems to be in the registry already"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("eligible", "Can join"),
                            ("duplicate", "Seems to be in the registry already"),
                            ("ineligible_age_no_guardian", "Too young to sign alone"),
                            ("ineligible_child_of_age", "Old enough to sign for oneself"),
                            (
                                "ineligible_no_consent_text",
                                "We have no consent text for this case yet",
                            ),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(default=rareshare.lib.clock.now, editable=False),
                ),
                ("saved_at", models.DateTimeField(default=rareshare.lib.clock.now)),
                (
                    "expires_at",
                    models.DateTimeField(
                        db_index=True, default=registry.enrollment.models.screening.open_until
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "participant",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screening",
                        to="enrollment.participant",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="screenings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="consentversion",
            constraint=models.UniqueConstraint(
                fields=("document", "number"), name="version_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="consentversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")),
                fields=("document",),
                name="version_one_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "published", "superseded"])),
                name="version_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"),
                    models.Q(
                        models.Q(("text", ""), _negated=True),
                        models.Q(("sha256", ""), _negated=True),
                        ("published_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="version_published_has_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("known_namesake", False)),
                fields=("person_index",),
                name="identity_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="identity",
            constraint=models.CheckConstraint(
                condition=models.Q(("channel__in", ["email", "phone", "post"])),
                name="identity_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="minority",
            constraint=models.CheckConstraint(
                condition=models.Q(("assent_from__lt", models.F("majority_on"))),
                name="minority_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["condition", "state"], name="participant_condition"),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["consent_version", "state"], name="participant_consent"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "eligible",
                            "declined",
                            "consented",
                            "enrolled",
                            "reconsent_required",
                            "paused",
                            "withdrawn",
                            "deceased",
                            "lapsed",
                        ],
                    )
                ),
                name="participant_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "enrolled"), _negated=True),
                    models.Q(("consent_version__isnull", False), ("enrolled_at__isnull", False)),
                    _connector="OR",
                ),
                name="participant_enrolled_has_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawal_level", ""),
                    ("state__in", ["withdrawn", "deceased"]),
                    _connector="OR",
                ),
                name="participant_level_after_leaving",
            ),
        ),
        migrations.AddIndex(
            model_name="consentrecord",
            index=models.Index(fields=["participant", "-id"], name="record_participant"),
        ),
        migrations.AddConstraint(
            model_name="consentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__in", ["given", "refused"])),
                name="record_decision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("capacity__in", ["own", "guardian", "representative", "assent"])
                ),
                name="record_capacity_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision", "refused"),
                    models.Q(("name_digest", ""), _negated=True),
                    _connector="OR",
                ),
                name="record_given_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)),
                fields=("participant", "user"),
                name="actor_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("relationship", "self"), ("until", None)),
                fields=("user",),
                name="actor_one_self",
            ),
        ),
        migrations.AddConstraint(
            model_name="actor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "relationship__in",
                        ["self", "parent", "legal_guardian", "lar", "next_of_kin_of_deceased"],
                    )
                ),
                name="actor_relationship_known",
            ),
        ),
        migrations.AddIndex(
            model_name="participantevent",
            index=models.Index(fields=["participant", "-at"], name="participant_event"),
        ),
        migrations.AddIndex(
            model_name="permissionanswer",
            index=models.Index(fields=["participant", "code", "-id"], name="permission_newest"),
        ),
        migrations.AddConstraint(
            model_name="permissionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "code__in",
                        [
                            "discovery",
                            "share_deid_research",
                            "share_scope",
                            "share_region",
                            "share_pag",
                            "share_registries",
                            "contact_study",
                            "contact_biospecimen",
                            "contact_matching",
                            "contact_community",
                            "genetic_data",
                            "after_death",
                        ],
                    )
                ),
                name="permission_code_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="permissionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["yes", "no", "unanswered"])),
                name="permission_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="permissionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("choice", ""),
                    models.Q(
                        ("answer", "yes"),
                        ("choice__in", ["gru", "hmb", "ds", "own_country", "eu_eea", "worldwide"]),
                    ),
                    _connector="OR",
                ),
                name="permission_choice_behind_yes",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "eligible", "ineligible", "duplicate"])),
                name="screening_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("user__isnull", False),
                    models.Q(("token_digest", ""), _negated=True),
                    _connector="OR",
                ),
                name="screening_has_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="screening",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("user",), name="screening_one_open"
            ),
        ),
        *append_only("enrollment_consentrecord"),
        *append_only("enrollment_permissionanswer"),
        *append_only("enrollment_participantevent"),
        *append_only("enrollment_checkresult"),
        migrations.RunSQL(FROZEN, THAW),
    ]
