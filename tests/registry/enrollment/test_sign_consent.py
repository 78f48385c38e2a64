"""Signing, refusing and asking again: a decision about exact bytes."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from rareshare.lib import clock, ledger
from rareshare.lib.crypto import digest
from rareshare.lib.errors import Invalid, NotAllowed, TooMany, WrongState
from rareshare.lib.models import LedgerEntry
from registry.enrollment import documents, operations, queries, texts
from registry.enrollment.models import CheckResult, ConsentRecord, ConsentVersion
from registry.enrollment.states import Decision, State, Step
from registry.enrollment.texts import Approval
from tests.registry.enrollment.conftest import approval, signing, signing_of

from .conftest import CHILD


def next_version(slug: str, change_class: str, cast) -> ConsentVersion:
    source = next(source for source in documents.shipped() if source["slug"] == slug)
    source = {**source, "number": 2, "change_class": change_class, "changes": "One word."}
    version = operations.draft_consent_version(source, by=None)
    return operations.publish_consent_version(version, by=cast.emil, approval=approval())


def test_a_signature_is_bound_to_the_text(cast, eligible):
    participant = operations.sign_consent(
        (made := eligible(cast.alma)), by=cast.alma, signing=signing(made)
    )
    record = participant.consents.get()
    version = record.version
    assert record.sha256 == version.sha256 == digest(version.text)
    assert record.decision == Decision.GIVEN
    assert record.signature.printed_name == "Alma Reyes"
    assert "free choice" in record.meaning
    assert (participant.state, participant.consent_version) == (State.CONSENTED, version)
    assert queries.next_step(participant) == Step.PERMISSIONS
    entry = LedgerEntry.objects.get(kind="consent_given", subject=participant.subject)
    assert version.sha256 in entry.body
    assert "Reyes" not in entry.body
    assert ledger.verify().bad_seq is None


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"sha256": "0" * 64}, WrongState, ""),
        ({"sha256": ""}, WrongState, ""),
        ({"printed_name": " "}, Invalid, "printed_name"),
        ({"printed_name": "a\x00b"}, Invalid, "printed_name"),
        ({"printed_name": "x" * 151}, Invalid, "printed_name"),
        ({"statements": frozenset({"read"})}, Invalid, "statements"),
        ({"statements": frozenset()}, Invalid, "statements"),
        ({"password": ""}, Invalid, "password"),
        ({"password": "wrong"}, Invalid, "password"),
    ],
)
def test_what_is_missing_under_a_signature(cast, eligible, changes, error, field):
    participant = eligible(cast.alma)
    with pytest.raises(error) as caught:
        operations.sign_consent(participant, by=cast.alma, signing=signing(participant, **changes))
    assert field in (*caught.value.fields, "")
    assert not ConsentRecord.objects.exists()


def test_a_recent_sign_in_needs_no_password(cast, eligible):
    participant = eligible(cast.alma)
    proof = signing(participant, password="", signed_in_recently=True)
    signed = operations.sign_consent(participant, by=cast.alma, signing=proof)
    assert signed.state == State.CONSENTED


def test_passwords_cannot_be_guessed(cast, eligible):
    participant = eligible(cast.alma)
    for _ in range(10):
        with pytest.raises(Invalid):
            operations.sign_consent(
                participant, by=cast.alma, signing=signing(participant, password="wrong")
            )
    with pytest.raises(TooMany):
        operations.sign_consent(participant, by=cast.alma, signing=signing(participant))


def test_only_those_who_act_for_somebody_sign(cast, eligible):
    participant = eligible(cast.alma)
    for step in (operations.sign_consent, operations.answer_assent):
        extra = {"agrees": True} if step is operations.answer_assent else {}
        with pytest.raises(NotAllowed):
            step(participant, by=cast.fay, signing=signing(participant), **extra)
    with pytest.raises(NotAllowed):
        operations.refuse_consent(participant, by=cast.emil, sha256=signing(participant).sha256)


def test_signing_twice_says_what_is_next(cast, consented):
    participant = consented(cast.alma)
    with pytest.raises(WrongState, match="sharing questions"):
        operations.sign_consent(participant, by=cast.alma, signing=signing(participant))
    assert ConsentRecord.objects.count() == 1


def test_a_text_that_changed_must_be_read_again(cast, eligible):
    participant = eligible(cast.alma)
    old = signing(participant)
    next_version("adult-en", "editorial", cast)
    with pytest.raises(WrongState, match="changed"):
        operations.sign_consent(participant, by=cast.alma, signing=old)
    signed = operations.sign_consent(participant, by=cast.alma, signing=signing(participant))
    assert signed.consent_version.number == 2


def test_a_refusal_is_a_record_and_can_be_taken_back(cast, eligible):
    participant = eligible(cast.alma)
    shown = signing(participant).sha256
    with pytest.raises(WrongState):
        operations.refuse_consent(participant, by=cast.alma, sha256="0" * 64)
    participant = operations.refuse_consent(participant, by=cast.alma, sha256=shown)
    assert participant.state == State.DECLINED
    assert participant.consents.get().decision == Decision.REFUSED
    assert LedgerEntry.objects.filter(kind="consent_refused").count() == 1
    with pytest.raises(WrongState):
        operations.refuse_consent(participant, by=cast.alma, sha256=shown)
    signed = operations.sign_consent(participant, by=cast.alma, signing=signing(participant))
    assert signed.state == State.CONSENTED


def test_an_important_change_asks_everybody_again(cast, enrolled):
    participant = enrolled(cast.alma)
    with clock.frozen(clock.now()):
        version = next_version("adult-en", "material", cast)
    participant.refresh_from_db()
    assert participant.state == State.RECONSENT_REQUIRED
    assert participant.consent_version.usable_until == version.published_at + timedelta(days=90)
    signed = operations.sign_consent(participant, by=cast.alma, signing=signing(participant))
    assert (signed.state, signed.consent_version) == (State.ENROLLED, version)


def test_who_refuses_the_new_text_has_left(cast, enrolled):
    participant = enrolled(cast.alma)
    version = next_version("adult-en", "material", cast)
    left = operations.refuse_consent(participant, by=cast.alma, sha256=version.sha256)
    assert (left.state, left.consent_version) == (State.WITHDRAWN, None)


@pytest.mark.parametrize("change_class", ["minor", "editorial"])
def test_a_small_change_asks_nobody(cast, enrolled, change_class):
    participant = enrolled(cast.alma)
    next_version("adult-en", change_class, cast)
    participant.refresh_from_db()
    assert participant.state == State.ENROLLED
    assert participant.consent_version.usable_until is None


@pytest.mark.parametrize("missing", texts.BASIC)
def test_a_text_without_a_required_element_is_not_published(cast, missing):
    source = next(one for one in documents.shipped() if one["slug"] == "adult-en")
    for section in source["sections"]:
        section["elements"] = [code for code in section["elements"] if code != missing]
    version = operations.draft_consent_version(source, by=None)
    with pytest.raises(Invalid, match=missing):
        operations.publish_consent_version(version, by=cast.emil, approval=approval())


def test_only_a_coordinator_publishes_and_only_with_a_valid_approval(cast):
    version = operations.draft_consent_version(documents.shipped()[0], by=None)
    with pytest.raises(NotAllowed):
        operations.publish_consent_version(version, by=cast.alma, approval=approval())
    today = clock.today()
    over = Approval("Board", "1", today - timedelta(days=9), today)
    for bad in (over, Approval("Board", " ", today, today + timedelta(days=9))):
        with pytest.raises(Invalid):
            operations.publish_consent_version(version, by=cast.emil, approval=bad)
    published = operations.publish_consent_version(version, by=cast.emil, approval=approval())
    with pytest.raises(WrongState):
        operations.publish_consent_version(published, by=cast.emil, approval=approval())
    again = operations.draft_consent_version(documents.shipped()[0], by=None)
    assert again.sha256 == published.sha256


def test_a_published_text_cannot_change(cast, texts):
    version = texts["adult-en"]
    for change in ({"text": "x"}, {"sha256": "x"}, {"state": "draft"}, {"sections": []}):
        with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
            ConsentVersion.objects.filter(pk=version.pk).update(**change)


def test_after_the_boards_approval_ends_nobody_signs(cast, eligible):
    participant = eligible(cast.alma)
    good = signing(participant)
    with clock.frozen(clock.now() + timedelta(days=366)), pytest.raises(WrongState):
        operations.sign_consent(participant, by=cast.alma, signing=good)


def test_a_child_of_seven_is_asked(cast, consented):
    child = {**CHILD, "date_of_birth": clock.today().replace(year=2017, day=1).isoformat()}
    participant = consented(cast.alma, **child)
    assert queries.next_step(participant) == Step.ASSENT
    with pytest.raises(WrongState, match="Ask your child"):
        operations.answer_permissions(participant, by=cast.alma, answers={})
    version = queries.assent_version(participant)
    assert version.document.slug == "assent-7-12-en"
    sign = signing_of(version, printed_name="Rosa")
    participant = operations.answer_assent(participant, by=cast.alma, agrees=True, signing=sign)
    assert queries.next_step(participant) == Step.PERMISSIONS
    with pytest.raises(WrongState):
        operations.answer_assent(participant, by=cast.alma, agrees=True, signing=sign)
    done = operations.answer_permissions(participant, by=cast.alma, answers={})
    assert done.state == State.ENROLLED
    assert {record.capacity for record in done.consents.all()} == {"guardian", "assent"}


def test_a_childs_no_ends_it(cast, consented):
    child = {**CHILD, "date_of_birth": clock.today().replace(year=2011, day=1).isoformat()}
    participant = consented(cast.alma, **child)
    version = queries.assent_version(participant)
    assert version.document.slug == "assent-13-17-en"
    refused = operations.answer_assent(
        participant, by=cast.alma, agrees=False, signing=signing_of(version)
    )
    assert (refused.state, refused.consent_version) == (State.DECLINED, None)
    assert refused.consents.latest("pk").decision == Decision.REFUSED


def test_a_child_under_seven_is_not_asked(cast, consented):
    child = {**CHILD, "date_of_birth": clock.today().replace(year=2022, day=1).isoformat()}
    assert queries.next_step(consented(cast.alma, **child)) == Step.PERMISSIONS


def test_check_questions_measure_words_not_people(cast, texts):
    operations.note_check(texts["adult-en"], 2, by=cast.alma, right=False)
    row = CheckResult.objects.get()
    assert (row.question, row.right) == (2, False)
    assert "user" not in {field.name for field in CheckResult._meta.get_fields()}
