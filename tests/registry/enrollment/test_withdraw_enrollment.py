"""Pausing, leaving, coming back, dying: what stops at once, and what stays."""

import pytest

from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.models import LedgerEntry
from registry.enrollment import operations, queries, use
from registry.enrollment.states import Level, State, Step
from registry.enrollment.use import Purpose, Reason
from tests.registry.enrollment.conftest import signing

ALL = {"discovery": "yes", "share_deid_research": "yes", "contact_study": "yes"}


def reasons(participant):
    return {use.may(participant, purpose, clock.now()).reasons for purpose in Purpose}


def test_leaving_works_at_once_and_needs_no_reason(cast, enrolled, outbox):
    participant = enrolled(cast.alma, allow=ALL)
    assert reasons(participant) == {()}
    left = operations.withdraw_enrollment(participant, by=cast.alma)
    assert (left.state, left.withdrawal_level) == (State.WITHDRAWN, Level.NO_FURTHER_USE)
    assert reasons(left) == {(Reason.WITHDRAWN,)}
    assert not any(use.allowing(purpose, clock.now()).exists() for purpose in Purpose)
    assert LedgerEntry.objects.filter(kind="withdrawn", subject=left.subject).exists()
    assert "You have left" in outbox.text("enrollment_left", to=cast.alma)
    with pytest.raises(WrongState, match="left already"):
        operations.withdraw_enrollment(left, by=cast.alma)


def test_one_can_leave_between_signing_and_sharing(cast, consented):
    left = operations.withdraw_enrollment(consented(cast.alma), by=cast.alma, reason="No time.")
    assert left.state == State.WITHDRAWN
    assert left.events.latest("pk").note == "No time."


def test_before_signing_there_is_nothing_to_leave(cast, eligible):
    with pytest.raises(WrongState):
        operations.withdraw_enrollment(eligible(cast.alma), by=cast.alma)


def test_whoever_left_comes_back_with_a_new_signature_and_new_answers(cast, enrolled):
    left = operations.withdraw_enrollment(enrolled(cast.alma, allow=ALL), by=cast.alma)
    assert queries.next_step(left) == Step.CONSENT
    back = operations.sign_consent(left, by=cast.alma, signing=signing(left))
    assert (back.state, back.withdrawal_level) == (State.CONSENTED, "")
    back = operations.answer_permissions(back, by=cast.alma, answers={"discovery": "yes"})
    assert use.may(back, Purpose.COUNT, clock.now()).allowed
    assert not use.may(back, Purpose.SHARE, clock.now()).allowed


def test_a_pause_stops_every_use_until_it_ends(cast, enrolled):
    participant = enrolled(cast.alma, allow=ALL)
    with pytest.raises(WrongState):
        operations.resume_enrollment(participant, by=cast.alma)
    paused = operations.pause_enrollment(participant, by=cast.alma)
    assert reasons(paused) == {(Reason.PAUSED,)}
    with pytest.raises(WrongState):
        operations.pause_enrollment(paused, by=cast.alma)
    assert reasons(operations.resume_enrollment(paused, by=cast.alma)) == {()}


def test_a_death_ends_use_and_letters(cast, enrolled):
    participant = enrolled(cast.alma, allow=ALL)
    with pytest.raises(NotAllowed):
        operations.record_death(participant, by=cast.alma, reason="The family called.")
    dead = operations.record_death(participant, by=cast.emil, reason="The family called.")
    assert reasons(dead) == {(Reason.DECEASED,)}
    assert not queries.participants_of(cast.alma).exists()


def test_confirming_counts_for_the_yearly_question(cast, enrolled):
    participant = enrolled(cast.alma)
    with clock.frozen(clock.now().replace(year=2027)):
        confirmed = operations.confirm_information(participant, by=cast.alma)
    assert confirmed.last_confirmed_at.year == 2027
    assert confirmed.enrolled_at.year == participant.enrolled_at.year
    left = operations.withdraw_enrollment(confirmed, by=cast.alma)
    with pytest.raises(WrongState):
        operations.confirm_information(left, by=cast.alma)


def test_nobody_else_decides(cast, enrolled):
    participant = enrolled(cast.alma)
    steps = (
        operations.withdraw_enrollment,
        operations.pause_enrollment,
        operations.resume_enrollment,
        operations.confirm_information,
    )
    for step in steps:
        for somebody in (cast.fay, cast.emil, cast.hugo):
            with pytest.raises(NotAllowed):
                step(participant, by=somebody)
