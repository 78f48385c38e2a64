"""One letter a week for each person: when, about what, exactly once, and naming nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from accounts import operations as accounts
from accounts.models import User
from communities.groups import operations as groups
from communities.groups.models import Kind
from forum.experts import operations as experts
from forum.talk import operations as talk
from rareshare.home import tasks, weekly
from rareshare.lib import clock, letters, subscriptions

THURSDAY_NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
BEFORE = THURSDAY_NOON - timedelta(days=2)


@pytest.fixture
def community(cast):
    """Chidi, who lives in UTC, follows it by the week; Dora does not."""
    with clock.frozen(BEFORE - timedelta(days=30)):
        made = groups.open_community("Southern fever", by=cast.lena)
        for one in (cast.chidi, cast.dora):
            groups.join_community(made, by=one, role="patient")
        groups.change_membership(made, by=cast.chidi, follow="weekly")
    User.objects.update(time_zone="UTC")
    return made


def say(community, by, title: str = "What now?", at: datetime = BEFORE):
    with clock.frozen(at):
        return talk.open_topic(community, by=by, title=title, text="Words")


def run(at: datetime = THURSDAY_NOON) -> int:
    with clock.frozen(at):
        return weekly.write_weekly_letters()


def verdict(row) -> object:
    return weekly._decide_weekly_news(row)


def test_it_counts_what_is_new_and_names_nothing(cast, outbox, community):
    say(community, cast.dora)
    say(community, cast.dora, "Another", BEFORE - timedelta(days=20))  # too old
    say(community, cast.chidi, "My own")
    with clock.frozen(BEFORE):
        experts.ask_question(community, by=cast.dora, title="Why?", text="Say.", anonymous=True)
    assert run() == 1
    text = outbox.text("weekly_news", cast.chidi)
    assert "new topics: 1" in text and "questions to experts: 1" in text
    assert "changes of pages" not in text and "/me/#communities" in text
    for word in (community.name, community.slug, community.public_id, "Dora", "What now?", "Why?"):
        assert word not in text
    assert outbox.rows("weekly_news", cast.dora) == []


def test_once_a_week_however_often_the_task_runs(cast, outbox, community):
    say(community, cast.dora)
    runs = [THURSDAY_NOON + timedelta(hours=hours) for hours in (0, 1, 25, 50, 72)]
    assert [run(at) for at in runs] == [1, 0, 0, 0, 0]
    assert run(THURSDAY_NOON + timedelta(days=7)) == 1
    assert len(outbox.rows("weekly_news")) == 2


def test_a_missed_thursday_is_made_good_until_sunday(outbox, cast, community):
    say(community, cast.dora)
    assert run(THURSDAY_NOON + timedelta(days=3)) == 1
    assert run(THURSDAY_NOON + timedelta(days=4)) == 0  # Monday: a new week, not before Thursday


def test_many_communities_are_one_letter(cast, outbox, community):
    other = groups.open_community("Other", by=cast.lena, kind=Kind.UNDIAGNOSED)
    for one in (cast.chidi, cast.dora):
        groups.join_community(other, by=one, role="other")
    groups.change_membership(other, by=cast.chidi, follow="weekly")
    say(community, cast.dora)
    say(other, cast.dora)
    assert run() == 1
    assert "new topics: 2" in outbox.text("weekly_news", cast.chidi)


def test_only_in_the_daytime_of_the_person(cast, outbox, community):
    say(community, cast.dora)
    User.objects.filter(pk=cast.chidi.pk).update(time_zone="Pacific/Auckland")
    assert run() == 0  # one o'clock at night there
    assert run(THURSDAY_NOON + timedelta(hours=9, minutes=30)) == 1


@pytest.mark.parametrize("hour", [0, 9, 18, 23])
def test_not_early_and_not_late(cast, community, hour):
    say(community, cast.dora)
    assert run(THURSDAY_NOON.replace(hour=hour)) == 0


def test_nothing_new_is_no_letter(cast, outbox, community):
    assert run() == 1
    [row] = outbox.rows("weekly_news")
    assert isinstance(verdict(row), letters.Cancel)


def test_next_week_begins_where_this_one_ended(cast, outbox, community):
    say(community, cast.dora, "First")
    run()
    say(community, cast.dora, "Second", THURSDAY_NOON + timedelta(days=1))
    run(THURSDAY_NOON + timedelta(days=7))
    first, second = outbox.rows("weekly_news")
    assert (verdict(first)["topics"], verdict(second)["topics"]) == (1, 1)


def test_it_is_decided_when_it_leaves(cast, outbox, community):
    topic = say(community, cast.dora)
    run()
    [row] = outbox.rows("weekly_news")
    assert not isinstance(verdict(row), letters.Cancel)
    accounts.block_person(cast.dora, by=cast.chidi, kind="mute")
    assert isinstance(verdict(row), letters.Cancel)
    accounts.unblock_person(cast.dora, by=cast.chidi)
    groups.change_membership(community, by=cast.chidi, follow="replies")
    assert isinstance(verdict(row), letters.Cancel)
    groups.change_membership(community, by=cast.chidi, follow="weekly")
    type(topic).objects.filter(pk=topic.pk).update(state="removed")
    assert isinstance(verdict(row), letters.Cancel)
    accounts.close_account(cast.chidi, by=cast.chidi)
    assert verdict(row) == letters.Cancel("the account is closed")


def test_leaving_ends_it(cast, community):
    say(community, cast.dora)
    groups.leave_community(community, by=cast.chidi)
    assert run() == 0
    groups.join_community(community, by=cast.chidi, role="patient")
    assert run() == 0  # the choice was forgotten with the membership


def test_an_anonymous_question_of_somebody_muted_counts_like_any_other(cast, outbox, community):
    with clock.frozen(BEFORE):
        experts.ask_question(community, by=cast.dora, title="Why?", text="Say.", anonymous=True)
    accounts.block_person(cast.dora, by=cast.chidi)
    run()
    assert verdict(outbox.rows("weekly_news")[0])["questions"] == 1


def test_it_has_a_switch_of_its_own(cast, outbox, community):
    run()
    [row] = outbox.rows("weekly_news")
    assert row.purpose == "weekly_news"
    subscriptions.unsubscribe(cast.chidi.pk, row.purpose)
    assert subscriptions.unsubscribed(cast.chidi.pk, row.purpose)


def test_sql_does_not_grow_with_readers(cast, community, django_assert_num_queries):
    with django_assert_num_queries(4):  # zones, readers, letters, no more readers
        assert run() == 1
    groups.change_membership(community, by=cast.dora, follow="weekly")
    with django_assert_num_queries(4):
        assert run(THURSDAY_NOON + timedelta(days=7)) == 2


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_write_one_letter(cast, outbox, community):
    say(community, cast.dora)

    def work(_: int) -> None:
        try:
            with clock.frozen(THURSDAY_NOON):
                tasks.write_weekly_letters()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(6)))
    assert len(outbox.rows("weekly_news", cast.chidi)) == 1


def test_each_week_is_told_once_and_a_week_without_a_letter_is_made_good(cast, outbox, community):
    """A letter begins where the one before it ended: at most two weeks ago."""
    say(community, cast.dora, "Before both", THURSDAY_NOON)
    assert run(THURSDAY_NOON + timedelta(days=3)) == 1  # Sunday
    say(community, cast.dora, "Since then", THURSDAY_NOON + timedelta(days=5))
    assert run(THURSDAY_NOON + timedelta(days=7)) == 1  # four days later: the Thursday is not new
    say(community, cast.dora, "Eleven days old", THURSDAY_NOON + timedelta(days=10))
    assert run(THURSDAY_NOON + timedelta(days=21)) == 1  # none in the week between
    told = [verdict(row)["topics"] for row in outbox.rows("weekly_news", cast.chidi)]
    assert told == [1, 1, 1]


def test_a_zone_that_nobody_knows_keeps_no_other_from_their_letter(cast, community):
    groups.change_membership(community, by=cast.dora, follow="weekly")
    User.objects.filter(pk=cast.dora.pk).update(time_zone="Africa/../Atlantis")
    groups.join_community(community, by=cast.fay, role="patient")
    groups.change_membership(community, by=cast.fay, follow="weekly")
    User.objects.filter(pk=cast.fay.pk).update(time_zone="Atlantis/Harbor")
    assert run() == 3
