"""open_talk, close_talk and open_due_talks: leaders choose, members have a week, nothing hidden
opens with it."""

from datetime import timedelta

import pytest

from communities.groups import emails, operations, permissions
from communities.groups.models import CommunityEvent, Kind
from communities.groups.tasks import open_due_talks
from forum.experts import permissions as experts
from forum.talk import operations as talk
from rareshare.lib import clock, letters
from rareshare.lib.errors import NotAllowed, WrongState
from tests.communities.conftest import make_condition

WEEK = timedelta(days=7)


def page(community) -> str:
    return f"/c/{community.public_id}/manage/talk/"


def api(community) -> str:
    return f"/api/v1/communities/{community.public_id}/talk/"


def verbs(community) -> list[str]:
    found = CommunityEvent.objects.filter(community=community, verb__startswith="talk_")
    return list(found.order_by("pk").values_list("verb", flat=True))


def test_a_leader_opens_it_in_a_week_and_members_are_told(
    cast, client_for, anonymous, outbox, community
):
    topic = talk.open_topic(community, by=cast.chidi, title="Nights", text="I lie awake.")
    dora, address = client_for(cast.dora), f"/c/{community.public_id}/talk/{topic.pk}/"
    manage = dora.get(f"/c/{community.public_id}/manage/").content.decode()
    assert "Who can read the talk</a>: members<" in manage and page(community) in manage
    shown = dora.get(page(community)).content.decode()
    assert "Everything that was written here becomes readable" in shown
    assert "opens in 7 days" in dora.post(page(community), {"open": "yes"}, follow=True).text
    assert anonymous.get(address).status_code == 302
    told = {row.recipient_id for row in outbox.rows("talk_opening")}
    assert told == {cast.dora.pk, cast.chidi.pk}
    letter = outbox.text("talk_opening", cast.chidi)
    assert community.name not in letter and "everyone can read it" in letter
    public = anonymous.get(f"/c/{community.slug}/").content.decode()
    assert "on everyone can read it" in public
    assert "on everyone can read it" in client_for(cast.chidi).get(address).content.decode()
    own = client_for(cast.chidi).get(f"/c/{community.public_id}/membership/").content.decode()
    assert "change or remove what you wrote" in own
    with clock.frozen(clock.now() + WEEK - timedelta(minutes=1)):
        open_due_talks()
        assert anonymous.get(address).status_code == 302
    with clock.frozen(clock.now() + WEEK):
        open_due_talks()
        open_due_talks()
    read = anonymous.get(address)
    assert read.status_code == 200 and "I lie awake." in read.content.decode()
    assert "Everyone can read this" in anonymous.get(f"/c/{community.slug}/").content.decode()
    assert verbs(community) == ["talk_opening", "talk_opened"]
    dora.post(page(community), {"open": "no"})
    assert anonymous.get(address).status_code == 302
    assert verbs(community)[-1] == "talk_closed"


def test_what_is_hidden_stays_hidden_in_an_open_talk(cast, anonymous, community):
    operations.open_talk(community, by=cast.dora)
    with clock.frozen(clock.now() + WEEK):
        operations.open_due_talks()
    community.refresh_from_db()
    assert community.talk_open
    nobody = anonymous.get("/").wsgi_request.user
    assert not experts.can_read_questions(nobody, community)
    assert not permissions.can_see_members(nobody, community)
    assert anonymous.get(f"/c/{community.public_id}/members/").status_code == 302
    assert anonymous.get(f"/p/{cast.chidi.public_id}/").status_code == 404


def test_the_api_does_the_same(cast, api_for, community):
    dora = api_for(cast.dora)
    opening = dora.post(api(community), {"open": True}).json()
    assert (opening["talk_open"], opening["talk_opens_at"] is not None) == (False, True)
    assert dora.post(api(community), {"open": True}).status_code == 409
    closed = dora.post(api(community), {"open": False}).json()
    assert (closed["talk_open"], closed["talk_opens_at"]) == (False, None)
    assert dora.post(api(community), {"open": False}).status_code == 409
    assert dora.post(api(community), {"open": "perhaps"}).status_code == 400
    assert dora.post(api(community), {}).status_code == 400
    with clock.frozen(clock.now() + 2 * WEEK):
        assert operations.open_due_talks() == 0


def test_others_choose_nothing(cast, client_for, api_for, community):
    for somebody in (cast.chidi, cast.fay, cast.emil):
        assert client_for(somebody).get(page(community)).status_code == 403
        assert client_for(somebody).post(page(community), {"open": "yes"}).status_code == 403
        for choice in (True, False):
            assert api_for(somebody).post(api(community), {"open": choice}).status_code == 403
    with pytest.raises(NotAllowed):
        operations.open_talk(community, by=cast.lena)
    operations.open_talk(community, by=cast.dora)
    operations.close_talk(community, by=cast.lena)  # staff may always keep words for members
    assert client_for(cast.dora).post(page(community), {"open": "so"}).status_code == 400


def test_the_letter_is_not_sent_when_it_is_not_so_any_more(cast, outbox, community):
    operations.open_talk(community, by=cast.dora)
    [waiting] = [row for row in outbox.rows("talk_opening") if row.recipient_id == cast.chidi.pk]
    operations.close_talk(community, by=cast.dora)
    assert isinstance(emails._decide_talk_opening(waiting), letters.Cancel)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        operations.open_talk(community, by=cast.dora)
    assert isinstance(emails._decide_talk_opening(waiting), letters.Cancel)
    assert len(outbox.rows("talk_opening", cast.chidi)) == 2
    operations.leave_community(community, by=cast.chidi)
    newest = outbox.rows("talk_opening", cast.chidi)
    assert all(isinstance(emails._decide_talk_opening(row), letters.Cancel) for row in newest)


def test_a_closed_community_opens_no_talk(cast, community):
    operations.open_talk(community, by=cast.dora)
    operations.archive_community(community, by=cast.lena, reason="Empty.")
    with pytest.raises(NotAllowed):
        operations.open_talk(community, by=cast.dora)
    operations.reopen_community(community, by=cast.lena, reason="Back.")
    with clock.frozen(clock.now() + 2 * WEEK):
        assert operations.open_due_talks() == 0
    with pytest.raises(WrongState):
        operations.close_talk(community, by=cast.dora)


@pytest.mark.parametrize("both", [True, False])
def test_a_merge_shows_words_to_nobody_new(cast, community, both):
    """Members of the smaller one wrote for members; so it stays, unless both talks were open."""
    small = operations.open_community("Small fever", by=cast.lena, condition=make_condition("S"))
    ready = type(community).objects.filter(pk__in=[community.pk, small.pk if both else 0])
    ready.update(talk_open=True)
    operations.merge_communities(small, community, by=cast.lena, reason="The same.")
    community.refresh_from_db()
    assert community.talk_open is both
    assert ("talk_closed" in verbs(community)) is not both


def test_a_merge_ends_a_week_of_notice(cast, community):
    small = operations.open_community("Small fever", by=cast.lena, kind=Kind.UNDIAGNOSED)
    operations.open_talk(community, by=cast.dora)
    operations.merge_communities(small, community, by=cast.lena, reason="The same.")
    community.refresh_from_db()
    assert community.talk_opens_at is None and not community.talk_open
