"""The desk of a community's leaders: next job first, people before texts, a hello to newcomers."""

from datetime import timedelta

import pytest

from accounts import operations as accounts
from accounts.models import BlockKind
from communities.groups import operations as groups
from communities.groups.models import Leadership, Membership
from communities.leaders.models import Greeting
from communities.library import operations as library
from communities.pages import operations as pages
from communities.pages.models import SectionKind
from forum.experts import operations as experts
from forum.talk import operations as talk
from rareshare.home import manage, newcomers
from rareshare.lib import clock
from tests.communities.conftest import community, other

__all__ = ["community", "other"]


def desk(client_for, user, community):
    answer = client_for(user).get(f"/c/{community.public_id}/manage/")
    assert answer.status_code == 200
    return answer.content.decode()


def ask(community, by, title, hours):
    with clock.frozen(clock.now() - timedelta(hours=hours)):
        return talk.open_topic(community, by=by, title=title, text="Does anybody know?")


@pytest.fixture
def done(cast, community):
    """Every section is written."""
    for kind in SectionKind:
        pages.write_section(community, kind, by=cast.dora, text="All known.", version=0)
    return community


def test_all_done_this_week(cast, done, client_for):
    text = desk(client_for, cast.dora, done)
    assert "All done this week. Thank you." in text and "Next job" not in text


def test_a_full_list_stands_for_more(cast, done):
    Membership.objects.update(joined_at=clock.now() - timedelta(days=5))
    for number in range(12):
        ask(done, cast.chidi, f"Who knows {number}?", 30)
    job, *_ = manage.desk_of(cast.dora, done).jobs
    assert job.title == "10 or more topics that nobody answered for a day"


def test_people_come_before_texts(cast, community, client_for):
    Membership.objects.update(joined_at=clock.now() - timedelta(days=5))
    ask(community, cast.chidi, "Who knows a nurse?", 80)
    ask(community, cast.chidi, "And a doctor?", 30)
    ask(community, cast.chidi, "And now?", 2)
    library.suggest_news_link(
        community,
        by=cast.chidi,
        title="Warm",
        url="https://news.example.org/warm",
        source="Daily",
        published_on=clock.today(),
    )
    experts.ask_question(community, by=cast.chidi, title="A bath?", text="Safe?", anonymous=True)
    jobs = [job.title for job in manage.desk_of(cast.dora, community).jobs]
    assert jobs == [
        "1 topic that nobody answered for 3 days",
        "1 topic that nobody answered for a day",
        "1 open question",
        "1 new member to greet",
        "1 suggested link",
        "11 sections to write",
    ]
    text = desk(client_for, cast.dora, community)
    assert text.index("Next job") < text.index("nobody answered for 3 days")
    assert "Who knows a nurse?" in text and "And now?" not in text
    assert "Chidi" not in text[text.index('id="questions"') : text.index('id="newcomers"')]


def test_an_answer_takes_a_topic_off_the_desk(cast, community, client_for):
    topic = ask(community, cast.chidi, "Who knows a nurse?", 80)
    talk.reply_to_topic(topic, by=cast.chidi, text="Me again")  # oneself is no answer
    assert manage.desk_of(cast.dora, community).long_waiting == [topic]
    post = talk.reply_to_topic(topic, by=cast.dora, text="I do.")
    assert manage.desk_of(cast.dora, community).long_waiting == []
    talk.remove_post(post, by=cast.dora)
    assert manage.desk_of(cast.dora, community).long_waiting == [topic]


def test_hidden_members_are_not_on_the_welcome_list(cast, done, client_for):
    for user in (cast.alma, cast.ben, cast.mio):
        groups.join_community(done, by=user, role="patient")
    groups.change_membership_visibility(done, by=cast.alma, visibility="members")
    talk.open_topic(done, by=cast.ben, title="Hello", text="I am new.")
    text = desk(client_for, cast.dora, done)
    assert "Alma" in text and "Ben" in text
    assert "Mio" not in text and "Chidi" not in text
    assert "Say hello below their first post" in text
    assert text.count("Joined in") == 1  # Alma chose to be seen, Ben only wrote
    assert f'href="/p/{cast.alma.public_id}/"' in text

    dora, at = client_for(cast.dora), f"/c/{done.public_id}/manage/hello/"
    hidden = dora.post(f"{at}{cast.mio.public_id}/")
    stranger = dora.post(f"{at}{cast.fay.public_id}/")
    assert hidden.status_code == stranger.status_code == 404
    assert hidden.content == stranger.content
    dora.post(f"{at}{cast.alma.public_id}/")
    greeting = Greeting.objects.get()
    assert (greeting.membership.user, greeting.by) == (cast.alma, cast.dora)
    assert "Alma" not in desk(client_for, cast.dora, done)
    assert dora.post(f"{at}{cast.alma.public_id}/").status_code == 404  # greeted already
    assert client_for(cast.ben).post(f"{at}{cast.ben.public_id}/").status_code == 403


def test_a_hello_by_letter_names_nothing_and_comes_once(cast, done, client_for, outbox):
    for user in (cast.alma, cast.ben):
        groups.join_community(done, by=user, role="patient")
        groups.change_membership_visibility(done, by=user, visibility="members")
    dora, at = client_for(cast.dora), f"/c/{done.public_id}/manage/hello/"
    dora.post(f"{at}{cast.ben.public_id}/")  # said hello by themselves: no letter
    said = dora.post(f"{at}{cast.alma.public_id}/", {"letter": "1"}, follow=True)
    assert "Your community says hello to them by e-mail." in said.content.decode()
    assert dora.post(f"{at}{cast.alma.public_id}/", {"letter": "1"}).status_code == 404
    [row] = outbox.rows("community_hello")
    assert row.recipient_id == cast.alma.pk
    text = outbox.text("community_hello", to=cast.alma)
    assert done.name not in text and "Dora" not in text and "There is nothing you must do." in text


def test_words_from_before_they_left_put_nobody_on_the_list(cast, done, client_for):
    topic = talk.open_topic(done, by=cast.chidi, title="Hello", text="I am new.")
    groups.leave_community(done, by=cast.chidi)
    groups.join_community(done, by=cast.chidi, role="patient")
    assert "Chidi" not in desk(client_for, cast.dora, done).partition('id="newcomers"')[2]
    again = talk.reply_to_topic(topic, by=cast.chidi, text="I am back.")
    [newcomer] = newcomers.newcomers_of(cast.dora, done)
    assert (newcomer.topic, newcomer.number) == (topic.pk, again.number)


def test_who_blocked_the_leader_is_not_on_the_list(cast, done, client_for):
    groups.change_membership_visibility(done, by=cast.chidi, visibility="members")
    assert "Chidi" in desk(client_for, cast.dora, done)
    accounts.block_person(cast.dora, by=cast.chidi)
    assert "Chidi" not in desk(client_for, cast.dora, done)
    hello = client_for(cast.dora).post(f"/c/{done.public_id}/manage/hello/{cast.chidi.public_id}/")
    assert hello.status_code == 404


def test_newcomers_count_among_the_people_a_leader_reads(cast, done, client_for, settings):
    settings.READING_LIMIT = 1
    for user in (cast.alma, cast.ben):
        groups.join_community(done, by=user, role="patient")
        groups.change_membership_visibility(done, by=user, visibility="members")
    assert len(newcomers.newcomers_of(cast.dora, done)) == 2
    text = desk(client_for, cast.dora, done)
    assert "Alma" not in text and "Ben" not in text and "Sections" in text
    members = client_for(cast.dora).get(f"/c/{done.public_id}/members/")
    assert members.status_code == 429


@pytest.mark.parametrize("kind", list(BlockKind))
def test_titles_of_people_one_keeps_away_from_are_folded(cast, done, client_for, api_for, kind):
    for hours in (80, 30):
        ask(done, cast.chidi, "Who knows a nurse?", hours)
    pinned = ask(done, cast.chidi, "Start here", 80)
    talk.pin_topic(pinned, by=cast.dora)
    with clock.frozen(clock.now() - timedelta(hours=80)):
        experts.ask_question(done, by=cast.chidi, title="A bath?", text="Safe?", anonymous=False)
        experts.ask_question(done, by=cast.chidi, title="A shower?", text="Safe?", anonymous=True)

    def exits():
        client, place = client_for(cast.dora), f"/c/{done.public_id}"
        yield client.get(f"{place}/manage/").content.decode()
        yield client.get(f"{place}/health/").content.decode()
        yield str(api_for(cast.dora).get(f"/api/v1/communities/{done.public_id}/health/").json())

    for text in exits():
        assert "Who knows a nurse?" in text and "A bath?" in text
    accounts.block_person(cast.chidi, by=cast.dora, kind=kind)
    for text in exits():
        assert "Who knows a nurse?" not in text and "A bath?" not in text
        assert "Start here" in text and "A shower?" in text
        assert "by somebody you keep away from" in text or "'muted': True" in text


def test_who_joined_long_ago_is_no_newcomer(cast, done, client_for):
    groups.change_membership_visibility(done, by=cast.chidi, visibility="public")
    assert "Chidi" in desk(client_for, cast.dora, done)
    Membership.objects.update(joined_at=clock.now() - timedelta(days=31))
    assert "Chidi" not in desk(client_for, cast.dora, done)


def test_pins_with_a_way_to_unpin(cast, done, client_for):
    topic = talk.open_topic(done, by=cast.dora, title="Start here", text="Welcome.")
    talk.pin_topic(topic, by=cast.dora)
    talk.set_content_notes(topic, by=cast.dora, notes=["death"])
    text = desk(client_for, cast.dora, done)
    assert f'action="/c/{done.public_id}/talk/{topic.pk}/unpin/"' in text
    assert "Content note: talks about death." in text


def test_a_term_that_ends_is_a_job(cast, done):
    Leadership.objects.update(term_ends_on=clock.today() + timedelta(days=20))
    assert [job.title for job in manage.desk_of(cast.dora, done).jobs] == ["Your term ends soon"]


def test_the_desk_costs_the_same_however_much_waits(
    cast, community, client_for, django_assert_max_num_queries
):
    dora = client_for(cast.dora)
    for number in range(6):
        topic = ask(community, cast.chidi, f"Question {number}", 80)
        talk.pin_topic(topic, by=cast.dora)
    for user in (cast.alma, cast.ben, cast.mio):
        groups.join_community(community, by=user, role="patient")
        groups.change_membership_visibility(community, by=user, visibility="members")
    with django_assert_max_num_queries(30) as six:
        dora.get(f"/c/{community.public_id}/manage/")
    for number in range(6):
        ask(community, cast.chidi, f"More {number}", 80)
    with django_assert_max_num_queries(len(six.captured_queries)):
        dora.get(f"/c/{community.public_id}/manage/")
