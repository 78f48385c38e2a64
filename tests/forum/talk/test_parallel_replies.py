"""Replies at the same time, on real connections: no gap, no double, no lost counter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from communities.groups import operations as groups
from communities.groups.models import Community, Role
from forum.talk import operations
from forum.talk.models import Post
from rareshare.lib import clock
from rareshare.lib.models import IdempotencyRow, Letter
from tests.cast import Cast, api_for

TOGETHER = 10


@pytest.fixture
def topic(transactional_db):
    cast = Cast()
    community = groups.open_community("Busy place", by=cast.lena)
    groups.join_community(community, by=cast.chidi, role=Role.PATIENT)
    groups.join_community(community, by=cast.alma, role=Role.PATIENT)
    topic = operations.open_topic(community, by=cast.chidi, title="Busy", text="Hello")
    topic.cast = cast
    return topic


def together(call, count):
    def run(number):
        try:
            return call(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(run, range(count)))


def test_fifty_equal_replies_with_one_key_make_one_post(topic):
    client = api_for(topic.cast.alma)
    credentials = client._credentials

    def reply(_):
        own = type(client)()
        own.credentials(**credentials)
        return own.post(
            f"/api/v1/topics/{topic.pk}/posts/",
            {"text": "Only once"},
            format="json",
            headers={"Idempotency-Key": "the-same"},
        )

    answers = together(reply, 50)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Post.objects.filter(text="Only once").count() == 1
    assert Letter.objects.filter(kind="topic_replied").count() == 1
    assert IdempotencyRow.objects.count() == 1
    other = client.post(
        f"/api/v1/topics/{topic.pk}/posts/",
        {"text": "Another"},
        format="json",
        headers={"Idempotency-Key": "the-same"},
    )
    assert other.status_code == 422


def test_different_replies_get_numbers_without_gaps(topic):
    together(
        lambda number: operations.reply_to_topic(topic, by=topic.cast.alma, text=f"r{number}"), 30
    )
    topic.refresh_from_db()
    assert topic.post_count == 31
    numbers = topic.posts.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [*range(1, 32)]


def test_a_reply_does_not_wait_for_whoever_holds_the_community(topic):
    """The house's own posts and merges take the community, then the topic that the writer holds:
    a writer who waited there would wait for ever."""
    Community.objects.update(last_activity_at=clock.now() - timedelta(hours=2))
    alma = topic.cast.alma

    def reply(_):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            operations.reply_to_topic(topic, by=alma, text="Meanwhile")
        return True

    with transaction.atomic():
        Community.objects.select_for_update(no_key=True).get(pk=topic.community_id)
        assert together(reply, 1) == [True]
    operations.reply_to_topic(topic, by=topic.cast.chidi, text="Later")
    topic.community.refresh_from_db()
    assert clock.now() - topic.community.last_activity_at < timedelta(minutes=1)
