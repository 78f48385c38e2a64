"""How communities are doing: figures that can be counted by hand, for leaders and staff only."""

from datetime import UTC, datetime, timedelta

import pytest

from communities.groups import operations as groups
from communities.groups.models import Membership
from communities.pages import operations as pages
from forum.experts import operations as experts
from forum.talk import operations as talk
from rareshare.home import health, overview
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed
from tests.communities.conftest import community, other
from tests.forum.conftest import verify

__all__ = ["community", "other"]


def ago(**time):
    return clock.frozen(clock.now() - timedelta(**time))


@pytest.fixture
def busy(cast, community):
    """Three topics: answered after 2 h, after 90 h, and never; one question, never answered."""
    for title, after in (("Two hours", 2), ("Ninety hours", 90), ("Never", None)):
        with ago(days=10):
            topic = talk.open_topic(community, by=cast.chidi, title=title, text="?")
            talk.reply_to_topic(topic, by=cast.chidi, text="Anybody?")
        if after is not None:
            with ago(hours=240 - after):
                talk.reply_to_topic(topic, by=cast.dora, text="Yes.")
    with ago(days=5):
        experts.ask_question(community, by=cast.chidi, title="Bath?", text="?", anonymous=True)
    with ago(hours=5):
        talk.open_topic(community, by=cast.chidi, title="Young", text="?")
        talk.open_topic(community, by=cast.chidi, title="News", text="!", kind="news")
    with ago(days=100):
        talk.open_topic(community, by=cast.chidi, title="Old", text="?")
    return community


def test_the_figures(cast, busy):
    found = health.health_of(cast.dora, busy)
    told = found.talk
    assert (told.asked, told.due, told.late, told.in_time, told.waiting) == (4, 3, 2, 1, 1)
    assert told.late_percent == 67
    assert round(told.median / timedelta(hours=1)) == 46
    assert (found.experts.due, found.experts.late, found.experts.waiting) == (1, 1, 1)
    assert [topic.title for topic in found.waiting_topics] == ["Never"]
    assert [question["title"] for question in found.waiting_questions] == ["Bath?"]
    assert found.writers == 2 and not found.leaderless
    assert [(one.posts, one.here) for one in found.leaders] == [(2, "here in the last 30 days")]


def test_the_page_has_sentence_table_and_chart(cast, busy, client_for):
    text = client_for(cast.dora).get(f"/c/{busy.public_id}/health/").content.decode()
    assert "Half of the first answers in the talk came within 46 hours." in text
    assert "2 of 3 topics had no answer after 72 hours." in text
    assert text.count("<table>") == 5
    assert text.count('<svg class="chart"') == 3  # months that tell no number make no picture
    staff = client_for(cast.lena).get(f"/c/{busy.public_id}/health/").content.decode()
    assert staff.count('<svg class="chart"') == 4
    assert "Leaders see no number" in text and "You see every number" in staff
    assert "At least" not in staff
    assert 'style="' not in text
    assert "Never" in text and "Bath?" in text and "Chidi" not in text
    assert len(text.encode()) < 30_000


def test_the_months_tell_who_wrote_and_what_leaders_wrote(cast, community, api_for):
    start = datetime(2026, 11, 20, 9, tzinfo=UTC)
    with clock.frozen(start - timedelta(days=40)):  # in October
        topic = talk.open_topic(community, by=cast.chidi, title="Old", text="?")
        talk.reply_to_topic(topic, by=cast.dora, text="Yes.")
        gone = talk.reply_to_topic(topic, by=cast.dora, text="Spam.")
        talk.remove_post(gone, by=cast.dora)
    with clock.frozen(start):
        for number in range(2):
            talk.open_topic(community, by=cast.dora, title=f"News {number}", text="!")
        months = health.health_of(cast.dora, community).months
        assert [(one.writers, one.by_leaders) for one in months[-3:]] == [(0, 0), (2, 1), (1, 2)]
        told = api_for(cast.dora).get(f"/api/v1/communities/{community.public_id}/health/").json()
        assert told["months"][-2] | {"joined": None} == {
            "month": "2026-10-01",
            "joined": None,
            "writers": 2,
            "posts_by_leaders": 1,
        }


def test_the_api_tells_the_same(cast, busy, api_for):
    found = api_for(cast.dora).get(f"/api/v1/communities/{busy.public_id}/health/").json()
    assert found["talk"]["late"] == 2 and found["talk"]["median_seconds"] // 60 in {
        46 * 60 - 1,
        46 * 60,
    }
    assert found["waiting_topics"][0]["title"] == "Never"
    assert len(found["months"]) == 12


def test_an_empty_community_has_words_too(cast, other, client_for):
    text = client_for(cast.lena).get(f"/c/{other.public_id}/health/").content.decode()
    assert "Nobody looks after this community now." in text
    assert "In 90 days nothing in the talk was answered." in text


def test_leaders_learn_no_small_number_of_who_joined(cast, community):
    today = clock.today()
    for name in ("alma", "ben", "mio", "nia", "jon"):
        groups.join_community(community, by=getattr(cast, name), role="patient")
    assert health.health_of(cast.dora, community).months[-1].joined == 7
    Membership.objects.filter(user__in=[cast.alma, cast.ben, cast.mio]).update(
        joined_at=clock.now() - timedelta(days=70)
    )
    leader = health.health_of(cast.dora, community)
    assert {month.joined for month in leader.months} == {None}  # none and few look alike
    assert leader.joined_in_all is None
    staff = health.health_of(cast.lena, community)
    assert sum(month.joined for month in staff.months) == 7
    assert staff.months[-1].first == today.replace(day=1)
    assert len({month.first for month in staff.months}) == 12


def test_a_review_is_told(cast, community, api_for):
    assert health.health_of(cast.dora, community).newest_review is None
    version = pages.write_section(community, "what", by=cast.dora, text="It burns.", version=0)
    type(version).objects.filter(pk=version.pk).update(reviewer=cast.eze, reviewed_at=clock.now())
    assert health.health_of(cast.dora, community).newest_review is not None


@pytest.mark.parametrize("who", ["fay", "chidi", "eze", "emil", "gita"])
def test_others_see_nothing(cast, busy, client_for, api_for, who):
    user = getattr(cast, who)
    assert client_for(user).get(f"/c/{busy.public_id}/health/").status_code == 403
    assert api_for(user).get(f"/api/v1/communities/{busy.public_id}/health/").status_code == 403
    with pytest.raises(NotAllowed):
        overview.overview_for(user)


def test_an_administrator_sees_figures_but_no_titles(cast, busy):
    found = health.health_of(cast.admin, busy)
    assert found.talk.waiting == 1 and found.waiting_topics == []


def test_the_worst_come_first_and_can_be_chosen(cast, busy, other, client_for):
    quiet = groups.open_community("Quiet fever", by=cast.lena)
    groups.join_community(quiet, by=cast.jon, role="patient")
    groups.appoint_leader(quiet, by=cast.lena, user=cast.jon)

    def shown(**asked):
        return [line.community.name for line in overview.overview_for(cast.lena, **asked)]

    assert shown() == ["Without a name", "Northern fever", "Quiet fever"]
    assert shown(show="leaderless") == ["Without a name"]
    assert shown(show="waiting") == ["Northern fever"]
    assert shown(show="quiet") == ["Without a name", "Quiet fever"]
    assert shown(text="FEVER") == ["Northern fever", "Quiet fever"]
    with pytest.raises(Invalid):
        shown(show="nice")
    lena = client_for(cast.lena)
    text = lena.get("/desk/communities/?show=waiting&q=north").content.decode()
    assert "Northern fever" in text and "Quiet fever" not in text
    assert lena.get("/desk/communities/?show=nice").status_code == 400


def test_the_overview_costs_the_same_for_one_and_many(
    cast, busy, client_for, django_assert_max_num_queries
):
    lena = client_for(cast.lena)
    with django_assert_max_num_queries(14) as few:
        lena.get("/desk/communities/")
    for number in range(8):
        made = groups.open_community(f"Fever {number}", by=cast.lena)
        groups.join_community(made, by=cast.jon, role="patient")
        talk.open_topic(made, by=cast.jon, title="Hello", text="?")
    with django_assert_max_num_queries(len(few.captured_queries)):
        text = lena.get("/desk/communities/").content.decode()
    assert "9 communities" in text


def test_one_community_costs_a_fixed_number_of_statements(
    cast, busy, django_assert_max_num_queries
):
    with django_assert_max_num_queries(13) as few:
        health.health_of(cast.dora, busy)
    for number in range(5):
        with ago(days=4):
            talk.open_topic(busy, by=cast.chidi, title=f"More {number}", text="?")
    verify(cast.eze, busy, cast.lena)
    with django_assert_max_num_queries(len(few.captured_queries)):
        health.health_of(cast.dora, busy)
