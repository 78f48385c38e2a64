"""A community without a living leader: its page says so, members are asked once, staff see it."""

from datetime import UTC, datetime, timedelta

import pytest

from communities.groups import operations as groups
from communities.groups.models import CommunityFollow, FollowLevel, Leadership
from communities.groups.states import State
from communities.leaders import operations, queries, tasks
from communities.leaders.models import LeaderlessPeriod
from rareshare.lib import clock

START = datetime(2026, 11, 23, 9, tzinfo=UTC)


def later(**days):
    return clock.frozen(START + timedelta(**days))


def look(**days):
    with later(**days):
        tasks.look_after_leaders()
        tasks.look_after_leaders()


def test_what_a_living_leader_is(cast, community, other, leadership):
    assert not queries.is_leaderless(community)
    assert queries.is_leaderless(other)
    leadership.since = clock.now() - timedelta(days=100)
    leadership.save()
    assert queries.is_leaderless(community)  # never signed in since, and long in office
    cast.dora.last_login = clock.now() - timedelta(days=89)
    cast.dora.save()
    assert not queries.is_leaderless(community)
    cast.dora.last_login = clock.now() - timedelta(days=91)
    cast.dora.save()
    assert queries.is_leaderless(community)
    cast.dora.last_login, cast.dora.is_active = clock.now(), False
    cast.dora.save()
    assert queries.is_leaderless(community)
    community.state = State.ARCHIVED
    community.save()
    assert not queries.is_leaderless(community)  # nobody is needed in a closed one


def test_the_page_says_so_and_offers_the_way(cast, other, client_for):
    groups.join_community(other, by=cast.chidi, role="other")
    page = client_for(cast.chidi).get(f"/c/{other.public_id}/leaders/").content.decode()
    assert "Nobody leads it now. Could it be you?" in page
    assert f'href="/c/{other.public_id}/leaders/apply/"' in page
    assert other.name in client_for(cast.chidi).get("/me/leading/").content.decode()


def test_staff_see_it_and_others_do_not(cast, other, client_for):
    assert list(queries.leaderless_communities(cast.lena)) == [other]
    assert not queries.leaderless_communities(cast.emil).exists()
    assert other.name in client_for(cast.lena).get("/desk/leaders/").content.decode()


def test_members_are_asked_once_a_week_after(cast, other, outbox):
    for user in (cast.chidi, cast.alma, cast.ben):
        groups.join_community(other, by=user, role="other")
    CommunityFollow.objects.update_or_create(
        community=other, user=cast.alma, defaults={"level": FollowLevel.NOTHING}
    )
    groups.leave_community(other, by=cast.ben)
    look()
    look(days=6)
    assert not outbox.rows("leader_wanted")
    look(days=7)
    look(days=8)
    look(days=300)
    asked = {row.recipient_id for row in outbox.rows("leader_wanted")}
    assert asked == {cast.mio.pk, cast.chidi.pk}
    assert len(outbox.rows("leader_wanted")) == 2
    text = outbox.text("leader_wanted", to=cast.chidi)
    assert other.name not in text and other.public_id not in text
    assert "leader_wanted" not in {row.kind for row in outbox.rows(to=cast.dora)}


def test_a_leader_in_time_spares_everybody_the_letter(cast, other, outbox):
    look()
    with later(days=3):
        groups.appoint_leader(other, by=cast.lena, user=cast.mio)
    look(days=8)
    assert not outbox.rows("leader_wanted")
    assert LeaderlessPeriod.objects.get(community=other).ended_at is not None


def test_the_next_period_asks_again_and_old_letters_do_not_leave(cast, other, outbox):
    look()
    look(days=7)
    with later(days=8):
        groups.appoint_leader(other, by=cast.lena, user=cast.mio)
    look(days=9)
    with pytest.raises(AssertionError, match="somebody leads again"):
        outbox.text("leader_wanted", to=cast.mio)
    with later(days=10):
        operations.stop_leading(Leadership.objects.get(community=other, until=None), by=cast.mio)
    look(days=11)
    look(days=18)
    assert len(outbox.rows("leader_wanted")) == 2
    assert LeaderlessPeriod.objects.filter(community=other).count() == 2


def test_who_left_or_wants_no_letters_gets_none(cast, other, outbox):
    look()
    look(days=7)
    CommunityFollow.objects.update_or_create(
        community=other, user=cast.mio, defaults={"level": FollowLevel.NOTHING}
    )
    with pytest.raises(AssertionError, match="wants no letters"):
        outbox.text("leader_wanted", to=cast.mio)


def test_the_parts_of_the_task(cast, other):
    with later():
        operations.note_leaderless()
        operations.note_leaderless()
        assert operations.ask_members() == 0
    assert LeaderlessPeriod.objects.count() == 1
    with later(days=7):
        assert operations.ask_members() == 1
        assert operations.ask_members() == 0
