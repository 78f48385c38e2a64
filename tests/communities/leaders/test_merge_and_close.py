"""A community becomes part of another, or is closed: nobody is named as a leader anywhere without
their own yes to that place, and no question stays open that nobody can answer."""

import pytest

from communities.groups import operations as groups
from communities.groups import permissions as belonging
from communities.groups import queries as communities
from communities.groups.models import CommunityEvent, Leadership
from communities.leaders import operations, queries
from communities.leaders.models import LeaderApplication
from communities.leaders.states import Origin, State
from rareshare.lib.errors import WrongState
from tests.communities.conftest import make_condition
from tests.communities.leaders.conftest import FORM, an_offer

WHY = "Both are about the same illness."


@pytest.fixture
def source(cast):
    """Alma leads it and lets nobody see that she belongs to it; Ben is a member."""
    made = groups.open_community(
        "Fever of the north", by=cast.lena, condition=make_condition("Boreal fever")
    )
    for user in (cast.alma, cast.ben):
        groups.join_community(made, by=user, role="patient")
    groups.appoint_leader(made, by=cast.lena, user=cast.alma, story="I know it.", helps_with="Cold")
    return made


def merge(source, target, cast):
    groups.merge_communities(source, target, by=cast.lena, reason=WHY)


def test_no_leader_becomes_public_with_another_illness(
    cast, community, source, anonymous, client_for, outbox
):
    merge(source, community, cast)
    assert [one.user for one in communities.leaders_of(cast.fay, community)] == [cast.dora]
    assert "Alma" not in anonymous.get(f"/c/{community.slug}/").content.decode()
    led = Leadership.objects.get(user=cast.alma)
    assert led.until is not None and led.community == community
    assert CommunityEvent.objects.filter(
        community=source, verb="leadership_merged", about=cast.alma, by=cast.lena
    ).exists()

    asked = LeaderApplication.objects.get(user=cast.alma)
    assert (asked.community, asked.origin, asked.state) == (community, Origin.ASKED, State.ASKED)
    assert asked.agreed_public_at is None
    letter = outbox.text("leader_merged", to=cast.alma)
    assert community.name not in letter and source.name not in letter
    assert not outbox.rows("leader_asked")

    alma = client_for(cast.alma)
    page = alma.get("/me/leading/").content.decode()
    assert "Lena asks if you would help." in page
    assert "It became part of another community" in page
    form = alma.get(f"/me/leading/{asked.public_id}/").content.decode()
    assert "I know it." in form and "Cold" in form  # her words wait for her yes
    alma.post(f"/me/leading/{asked.public_id}/", FORM)
    assert belonging.is_leader(cast.alma, community)
    assert "Alma" in anonymous.get(f"/c/{community.slug}/").content.decode()


def test_who_led_both_leads_on_and_is_not_asked(cast, community, source, outbox):
    groups.join_community(community, by=cast.alma, role="patient")
    groups.appoint_leader(community, by=cast.lena, user=cast.alma)
    merge(source, community, cast)
    assert Leadership.objects.get(user=cast.alma, until=None).community == community
    assert Leadership.objects.filter(user=cast.alma).count() == 2
    assert not LeaderApplication.objects.exists() and not outbox.rows("leader_merged")


def test_who_offered_to_lead_the_source_is_asked_for_the_target(cast, community, source, outbox):
    offered = operations.apply_to_lead(source, by=cast.ben, offer=an_offer())
    merge(source, community, cast)
    offered.refresh_from_db()
    assert offered.state == State.WITHDRAWN and "part of another" in offered.reason
    asked = LeaderApplication.objects.get(user=cast.ben, state=State.ASKED)
    assert asked.community == community and asked.story == offered.story
    with pytest.raises(WrongState):
        operations.approve_application(asked, by=cast.lena)  # the old yes was for the old place
    assert outbox.rows("leader_asked", to=cast.ben)


def test_a_question_without_an_answer_ends_with_its_community(cast, community, source):
    asked = operations.ask_member_to_lead(source, by=cast.lena, user=cast.ben)
    merge(source, community, cast)
    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN
    assert not LeaderApplication.objects.filter(user=cast.ben, state=State.ASKED).exists()


def test_a_late_sweep_asks_nobody_twice(cast, community, source):
    merge(source, community, cast)
    before = list(LeaderApplication.objects.values())
    groups.sweep_merged_communities()
    assert list(LeaderApplication.objects.values()) == before


def test_nobody_is_asked_for_a_closed_community_and_only_members_are(cast, community, source):
    words = Leadership(story="", helps_with="")

    def ask(user):
        return operations.ask_after_merge(
            community, user, asked_by=cast.lena, words=words, letter=lambda made: None
        )

    assert ask(cast.fay) is None and ask(cast.dora) is None
    groups.archive_community(community, by=cast.lena, reason="Quiet.")
    community.refresh_from_db()
    assert ask(cast.chidi) is None


def test_the_check_page_says_it(cast, community, source, client_for):
    page = client_for(cast.lena).get(
        f"/desk/communities/{source.public_id}/merge/{community.public_id}/"
    )
    assert "they are named there only after they say yes" in page.content.decode()


def test_open_questions_and_offers_end_when_a_community_closes(
    cast, community, source, client_for, outbox
):
    asked = operations.ask_member_to_lead(source, by=cast.alma, user=cast.ben)
    elsewhere = operations.apply_to_lead(community, by=cast.chidi, offer=an_offer())
    groups.archive_community(source, by=cast.lena, reason="Quiet.")
    for application in (asked, elsewhere):
        application.refresh_from_db()
    assert (asked.state, elsewhere.state) == (State.WITHDRAWN, State.WAITING)
    assert asked.events.order_by("pk").last().verb == "application_ended"
    page = client_for(cast.ben).get("/me/leading/").content.decode()
    assert "This community was closed." in page and "Yes, I want to help" not in page
    with pytest.raises(AssertionError, match="taken back"):
        outbox.text("leader_asked", to=cast.ben)
    assert Leadership.objects.filter(community=source, until=None).exists()  # it may open again
    assert not operations.withdraw_open(source, actor=cast.lena, why="Twice")


def test_an_offer_from_an_old_page_is_refused(cast, community, source):
    stale = type(source).objects.get(pk=source.pk)
    groups.archive_community(source, by=cast.lena, reason="Quiet.")
    with pytest.raises(WrongState, match="closed"):
        operations.apply_to_lead(stale, by=cast.ben, offer=an_offer())


def test_who_asked_finds_the_answer_and_no_word_of_it(cast, community, seen, client_for, api_for):
    asked = operations.ask_member_to_lead(community, by=cast.dora, user=cast.chidi)
    operations.accept_asking(asked, by=cast.chidi, offer=an_offer())
    dora = client_for(cast.dora)
    page = dora.get("/me/leading/").content.decode()
    assert "Whom you asked" in page and "Said yes, our team decides" in page
    assert "Others helped me." not in page
    operations.approve_application(asked, by=cast.lena)
    assert "Said yes and was appointed" in dora.get("/me/leading/").content.decode()
    rows = api_for(cast.dora).get("/api/v1/leader-questions/").json()["results"]
    assert [(row["person"], row["state"]) for row in rows] == [(cast.chidi.public_id, "appointed")]
    assert "why" not in rows[0]
    assert not queries.questions_of(cast.chidi).exists()
    answers = {
        State.REFUSED: "Said no",
        State.DECLINED: "Said yes, our team did not appoint them",
        State.WITHDRAWN: "Taken back",
    }
    for state, words in answers.items():
        assert LeaderApplication(state=state).answer_in_words == words


def test_a_leadership_that_ended_is_not_shown_as_lasting(cast, community, client_for):
    offered = operations.apply_to_lead(community, by=cast.chidi, offer=an_offer())
    done = operations.approve_application(offered, by=cast.lena)
    chidi = client_for(cast.chidi)
    assert "Leads the community" in chidi.get("/me/leading/").content.decode()
    operations.dismiss_leader(done.leadership, by=cast.lena, reason="Moved on.")
    page = chidi.get("/me/leading/").content.decode()
    assert "Leads the community" not in page and "Led until" in page
