"""The twelve sharing questions: no defaults, skippable, changeable, with history."""

import pytest

from rareshare.lib.errors import Invalid, NotAllowed, Stale, WrongState
from rareshare.lib.models import LedgerEntry
from registry.enrollment import operations, queries, wording
from registry.enrollment.models import PermissionAnswer
from registry.enrollment.states import Answer, Permission, State


def test_after_the_answers_one_has_joined(cast, consented, outbox):
    participant = operations.answer_permissions(
        consented(cast.alma), by=cast.alma, answers={"discovery": "yes", "share_scope": "hmb"}
    )
    assert (participant.state, participant.last_confirmed_at) == (
        State.ENROLLED,
        participant.enrolled_at,
    )
    sharing = {entry.question.code: entry for entry in queries.sharing_of(participant)}
    assert list(sharing) == list(Permission)
    assert sharing[Permission.DISCOVERY].answer == Answer.YES
    assert sharing[Permission.SHARE_SCOPE].value == "hmb"
    skipped = [entry for entry in sharing.values() if entry.answer == Answer.UNANSWERED]
    assert len(skipped) == 10
    assert PermissionAnswer.objects.count() == 12
    text = outbox.text("enrollment_completed", to=cast.alma)
    assert "/me/registry/" in text
    assert "alciphylaxis" not in text
    assert participant.reference not in text


def test_everything_can_be_skipped(cast, enrolled):
    assert enrolled(cast.alma).state == State.ENROLLED


def test_before_the_consent_it_is_refused(cast, eligible):
    for step in (operations.answer_permissions, operations.change_permissions):
        with pytest.raises(WrongState, match="Read and sign the consent"):
            step(
                eligible(cast.alma)
                if step is operations.answer_permissions
                else queries.participants_of(cast.alma).get(),
                by=cast.alma,
                answers={},
            )
    assert not PermissionAnswer.objects.exists()


def test_joining_twice_is_refused(cast, enrolled):
    participant = enrolled(cast.alma)
    with pytest.raises(WrongState, match="joined already"):
        operations.answer_permissions(participant, by=cast.alma, answers={})
    assert PermissionAnswer.objects.count() == 12


def test_changing_before_joining_is_refused(cast, consented):
    with pytest.raises(WrongState, match="Finish joining first"):
        operations.change_permissions(consented(cast.alma), by=cast.alma, answers={})


def test_a_change_counts_at_once_and_keeps_the_history(cast, enrolled):
    participant = enrolled(cast.alma, allow={"discovery": "yes"})
    changed = operations.change_permissions(
        participant, by=cast.alma, answers={"discovery": "no", "share_scope": "unanswered"}
    )
    assert queries.current_answers(changed)["discovery"] == (Answer.NO, "")
    history = queries.answer_history(cast.alma, changed).filter(code="discovery")
    assert [row.answer for row in history] == ["no", "yes"]
    assert PermissionAnswer.objects.count() == 13  # the scope did not change
    assert history[0].wording == wording.question("discovery").sha256
    entry = LedgerEntry.objects.filter(kind="permissions_answered").latest("seq")
    assert entry.body == '{"discovery":"no"}'


def test_a_stale_change_changes_nothing(cast, enrolled):
    participant = enrolled(cast.alma)
    with pytest.raises(Stale):
        operations.change_permissions(
            participant, by=cast.alma, answers={"discovery": "yes"}, version=participant.version - 1
        )
    assert PermissionAnswer.objects.count() == 12


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("discovery", "maybe"),
        ("discovery", ""),
        ("discovery", "hmb"),
        ("share_scope", "yes"),
        ("share_region", "gru"),
        ("nonsense", "yes"),
    ],
)
def test_a_wrong_answer_is_named(cast, consented, code, value):
    participant = consented(cast.alma)
    with pytest.raises(Invalid) as caught:
        operations.answer_permissions(participant, by=cast.alma, answers={code: value})
    assert code in caught.value.fields
    assert not PermissionAnswer.objects.exists()


def test_nobody_else_answers(cast, enrolled):
    participant = enrolled(cast.alma)
    for somebody in (cast.fay, cast.emil):
        with pytest.raises(NotAllowed):
            operations.change_permissions(participant, by=somebody, answers={"discovery": "yes"})
        with pytest.raises(NotAllowed):
            operations.answer_permissions(participant, by=somebody, answers={})
