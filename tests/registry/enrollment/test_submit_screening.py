"""Who can join, who cannot and why, and the same person found twice."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed, NotFound, WrongState
from registry.enrollment import operations, steps
from registry.enrollment.duplicates import person_index
from registry.enrollment.models import Actor, Identity, Participant, Screening
from registry.enrollment.screening_answers import checked, parsed_date, saved
from registry.enrollment.states import AffectedStatus, Outcome, ScreeningState, State
from tests.registry.enrollment.conftest import ALMA, CHILD


def test_an_adult_can_join(cast, screen, condition):
    screening = screen(cast.alma)
    participant = screening.participant
    assert screening.outcome == Outcome.ELIGIBLE
    assert (participant.state, participant.condition) == (State.ELIGIBLE, condition)
    assert participant.time_zone == "America/Chicago"
    assert participant.reference.startswith("RS-")
    assert participant.identity.name == "Alma Reyes"
    assert screening.answers == "{}"  # they moved to the identity


def test_without_a_diagnosis_one_can_join(cast, screen):
    participant = screen(cast.alma, condition=steps.UNDIAGNOSED).participant
    assert participant.condition is None
    assert participant.affected_status == AffectedStatus.UNDIAGNOSED


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"date_of_birth": "2012-05-01"}, Outcome.MINOR_ALONE),
        ({**CHILD, "date_of_birth": "1990-05-01"}, Outcome.CHILD_OF_AGE),
        ({"subject": "represented"}, Outcome.NO_DOCUMENT),
        ({"subject": "died"}, Outcome.NO_DOCUMENT),
    ],
)
def test_who_cannot_join_now(cast, screen, changes, outcome):
    screening = screen(cast.alma, **changes)
    assert (screening.state, screening.outcome) == (ScreeningState.INELIGIBLE, outcome)
    assert not Participant.objects.exists()


def test_majority_follows_the_place(cast, screen):
    born = clock.today().replace(year=clock.today().year - 18, day=1).isoformat()
    assert screen(cast.alma, date_of_birth=born, region="Alabama").outcome == Outcome.MINOR_ALONE
    assert screen(cast.chidi, date_of_birth=born).outcome == Outcome.ELIGIBLE


@pytest.mark.parametrize("name", ["Alma Reyes", "REYES, Alma", "Álma  reyes"])
def test_the_same_person_is_found_under_another_account(cast, screen, name):
    screen(cast.alma)
    second = screen(cast.fay, name=name)
    assert (second.state, second.outcome) == (ScreeningState.DUPLICATE, Outcome.DUPLICATE)
    assert second.participant is None
    assert Participant.objects.count() == 1


def test_a_namesake_with_another_birthday_is_another_person(cast, screen):
    screen(cast.alma)
    assert screen(cast.fay, date_of_birth="1971-03-28").outcome == Outcome.ELIGIBLE


def test_nobody_enrolls_twice_for_oneself(cast, screen):
    screen(cast.alma)
    assert screen(cast.alma, name="Alma Maria Reyes").outcome == Outcome.DUPLICATE


def test_a_parent_enrolls_two_children(cast, screen):
    first = screen(cast.alma, **{**CHILD, "date_of_birth": "2015-05-01"})
    second = screen(cast.alma, **{**CHILD, "name": "Juan Reyes", "date_of_birth": "2018-05-01"})
    assert {first.outcome, second.outcome} == {Outcome.ELIGIBLE}
    assert first.participant.minority.majority_on == date(2033, 5, 1)


def test_a_screening_is_sent_once(cast, screen):
    screening = screen(cast.alma)
    with pytest.raises(WrongState):
        operations.submit_screening(screening, by=cast.alma)
    with pytest.raises(WrongState):
        operations.answer_screening(screening, by=cast.alma, answers={"country": "DE"})


def test_a_correction_opens_the_screening_again(cast, screen):
    screening = screen(cast.alma, subject="died")
    screening = operations.answer_screening(screening, by=cast.alma, answers={"subject": "self"})
    assert (screening.state, screening.outcome) == (ScreeningState.OPEN, "")
    assert operations.submit_screening(screening, by=cast.alma).outcome == Outcome.ELIGIBLE


def test_an_open_question_is_named(cast, condition, texts):
    answers = {**ALMA, "condition": condition.key, "channel": "phone"}
    screening = operations.start_screening(by=cast.alma, answers=answers).screening
    with pytest.raises(WrongState, match="How may we reach you"):
        operations.submit_screening(screening, by=cast.alma)


def test_somebody_elses_screening(cast, condition, texts):
    screening = operations.start_screening(by=cast.alma, answers=ALMA).screening
    with pytest.raises(NotAllowed):
        operations.submit_screening(screening, by=cast.fay)
    with pytest.raises(NotAllowed):
        operations.answer_screening(screening, by=cast.fay, answers={"country": "DE"})
    with pytest.raises(NotFound):
        operations.claim_screening(screening, by=cast.fay)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date_of_birth", "2001-02-31"),
        ("date_of_birth", "2001-02-29"),
        ("date_of_birth", "1880-01-01"),
        ("date_of_birth", "9999-01-01"),
        ("date_of_birth", "20010101"),
        ("name", "a\x00b"),
        ("name", "\ud800"),
        ("name", "42"),
        ("name", "x" * 151),
        ("country", "XX"),
        ("phone", "12"),
        ("condition", "no-such-key"),
        ("subject", "somebody"),
        ("hack", "1"),
    ],
)
def test_a_wrong_answer_is_named_at_its_field(db, field, value):
    with pytest.raises(Invalid) as caught:
        operations.start_screening(by=None, answers={field: value})
    assert field in caught.value.fields
    assert not Screening.objects.exists()


def test_dates_are_real_days():
    assert parsed_date("2004-02-29", "date_of_birth") == date(2004, 2, 29)
    assert checked({"name": "  Åsa \u0000".strip("\u0000 ")}) == {"name": "Åsa"}
    assert person_index("Åsa Ek", date(2000, 1, 1), "SE") == person_index(
        "ek asa", date(2000, 1, 1), "SE"
    )


def test_what_is_begun_signed_out_is_claimed(cast, condition, texts):
    started = operations.start_screening(by=None, answers=ALMA)
    assert started.token
    assert started.token not in str(vars(started.screening))
    older = operations.start_screening(by=cast.alma, answers={"country": "DE"}).screening
    claimed = operations.claim_screening(started.screening, by=cast.alma)
    assert saved(claimed)["country"] == "US"
    assert not Screening.objects.filter(pk=older.pk).exists()


def test_after_30_days_it_is_gone(cast, condition, texts):
    start = datetime(2026, 1, 10, tzinfo=UTC)
    with clock.frozen(start):
        screening = operations.start_screening(by=cast.alma, answers=ALMA).screening
    with clock.frozen(start + timedelta(days=30, seconds=1)):
        with pytest.raises(NotFound):
            operations.answer_screening(screening, by=cast.alma, answers={"country": "DE"})
        operations.forget_screenings()
    assert not Screening.objects.exists()


def test_whoever_never_signs_is_forgotten_after_90_days(cast, eligible, enrolled):
    unsigned = eligible(cast.alma)
    joined = enrolled(cast.fay, name="Fay Moore")
    with clock.frozen(clock.now() + timedelta(days=91)):
        operations.forget_screenings()
    unsigned.refresh_from_db()
    assert unsigned.state == State.LAPSED
    assert not Identity.objects.filter(participant=unsigned).exists()
    assert not Actor.objects.filter(participant=unsigned).exists()
    assert Identity.objects.filter(participant=joined).exists()


def test_conflicts_are_no_crash(cast, screen, monkeypatch):
    """Two submissions of one person at the same moment: the unique index decides."""
    screen(cast.alma)
    monkeypatch.setattr(
        "registry.enrollment.operations.submission.Identity.objects.filter",
        lambda **_: Identity.objects.none(),
    )
    assert screen(cast.fay).outcome == Outcome.DUPLICATE
