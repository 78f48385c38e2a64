"""One decision behind every use: the row form and the set form agree over random histories."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from rareshare.lib import clock
from registry.enrollment import operations, use
from registry.enrollment.models import (
    Actor,
    ConsentDocument,
    Minority,
    Participant,
    PermissionAnswer,
)
from registry.enrollment.states import (
    AffectedStatus,
    AgeClass,
    Answer,
    Audience,
    Permission,
    Relationship,
    State,
)
from registry.enrollment.use import Purpose, Reason

NOW = datetime(2027, 6, 15, 12, tzinfo=UTC)
# Few days, so that a rule often ends on the very day that is looked at.
DAYS = [-1, 0, 1, 90]
MOMENTS = [NOW + timedelta(days=days) for days in DAYS]
USED = [Permission.DISCOVERY, Permission.SHARE_RESEARCH, Permission.CONTACT_STUDY]

answers = st.lists(st.tuples(st.sampled_from(USED), st.sampled_from(Answer)), max_size=4)
minorities = st.none() | st.tuples(
    st.sampled_from([-90, *DAYS]),
    st.sampled_from([1, 90, 400]),
    st.sampled_from([True, False, None]),
)
# Mostly people who joined: the others are refused at the first look.
states = st.just(State.ENROLLED) | st.just(State.RECONSENT_REQUIRED) | st.sampled_from(State)
histories = st.tuples(
    states,
    st.sampled_from([True, True, False]),
    st.none() | st.sampled_from(DAYS),
    answers,
    minorities,
)


def build(user: User, document: ConsentDocument, history) -> Participant:
    state, consent, lapses, given_answers, minority = history
    version = None
    if consent or state == State.ENROLLED:
        end = None if lapses is None else NOW + timedelta(days=lapses)
        number = document.versions.count() + 1
        version = document.versions.create(number=number, sections=[], usable_until=end)
    participant = Participant.objects.create(
        state=state,
        consent_version=version,
        enrolled_at=NOW,
        audience=Audience.PARENT if minority else Audience.ADULT,
        age_class=AgeClass.FROM_7 if minority else AgeClass.ADULT,
        affected_status=AffectedStatus.CLINICAL,
        country="US",
    )
    for code, answer in given_answers:
        PermissionAnswer.objects.create(
            participant=participant, code=code, answer=answer, wording="x", by=user
        )
    if minority:
        start, length, assented = minority
        first = NOW.date() + timedelta(days=start)
        Minority.objects.create(
            participant=participant,
            assent_from=first,
            majority_on=first + timedelta(days=length),
            assented=assented,
        )
    return participant


@pytest.fixture
def document(db) -> ConsentDocument:
    return ConsentDocument.objects.create(slug="x", title="x", audience=Audience.ADULT)


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(many=st.lists(histories, min_size=1, max_size=3), at=st.sampled_from(MOMENTS))
def test_row_form_and_set_form_agree(cast, document, many, at):
    made = [build(cast.alma, document, history) for history in many]
    for purpose in Purpose:
        allowed = set(use.allowing(purpose, at).values_list("pk", flat=True))
        for participant in made:
            verdict = use.may(participant, purpose, at)
            assert verdict.allowed == (participant.pk in allowed), (verdict, purpose)


@pytest.mark.parametrize("purpose", Purpose)
def test_each_purpose_needs_its_own_yes(cast, enrolled, purpose):
    needed = use.NEEDS[purpose]
    participant = enrolled(cast.alma, allow={needed: "yes"} if needed else {})
    for other in Purpose:
        expected = other == purpose or use.NEEDS[other] is None
        assert use.may(participant, other, clock.now()).allowed == expected
        assert use.allowing(other, clock.now()).exists() == expected


def test_the_newest_answer_counts(cast, enrolled):
    participant = enrolled(cast.alma, allow={"discovery": "yes"})
    operations.change_permissions(participant, by=cast.alma, answers={"discovery": "no"})
    verdict = use.may(participant, Purpose.COUNT, clock.now())
    assert verdict.reasons == (Reason.PERMISSION_ABSENT,)
    assert not use.allowing(Purpose.COUNT, clock.now()).exists()


def test_on_the_day_of_majority_use_stops(cast, enrolled):
    born = clock.today().replace(year=clock.today().year - 6, month=3, day=2)
    child = {"subject": "child", "name": "Rosa Reyes", "date_of_birth": born.isoformat()}
    participant = enrolled(cast.alma, allow={"discovery": "yes"}, **child)
    day = datetime(born.year + 7, 3, 2, tzinfo=UTC)
    assert use.may(participant, Purpose.COUNT, day - timedelta(seconds=1)).allowed
    assert use.may(participant, Purpose.COUNT, day).reasons == (Reason.ASSENT_MISSING,)
    day = datetime(born.year + 18, 3, 2, tzinfo=UTC)
    assert Reason.MAJORITY_PENDING in use.may(participant, Purpose.COUNT, day).reasons


def test_the_set_form_asks_once(cast, enrolled, django_assert_num_queries):
    enrolled(cast.alma, allow={"discovery": "yes"})
    with django_assert_num_queries(1):
        assert len(use.allowing(Purpose.COUNT, clock.now())) == 1
    assert Actor.objects.get().relationship == Relationship.SELF
