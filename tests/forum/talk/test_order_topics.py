"""Leaders keep order: lock, unlock, pin, unpin, and titles."""

import pytest
from django.urls import reverse

from forum.talk import operations, queries
from forum.talk.models import TopicEvent
from rareshare.lib.errors import NotAllowed, WrongState


def url(topic, verb):
    return reverse(f"talk:{verb}", args=[topic.community.public_id, topic.pk])


def patch(client, topic, data, etag=None):
    path = f"/api/v1/topics/{topic.pk}/"
    etag = etag or client.get(path)["ETag"]
    return client.patch(path, data, format="json", headers={"If-Match": etag})


def test_lock_topic_and_unlock_topic(cast, client_for, topic):
    client = client_for(cast.dora)
    assert client.get(url(topic, "lock")).status_code == 405
    page = client.post(url(topic, "lock"), follow=True).content.decode()
    assert "This topic is locked." in page
    assert client.post(url(topic, "lock")).status_code == 409
    assert (
        "This topic is locked."
        not in client.post(url(topic, "unlock"), follow=True).content.decode()
    )
    verbs = list(TopicEvent.objects.filter(topic=topic).values_list("verb", flat=True))
    assert verbs == ["topic_opened", "topic_locked", "topic_unlocked"]


def test_pin_topic_and_unpin_topic(cast, client_for, community, topic):
    newer = operations.open_topic(community, by=cast.alma, title="Newer", text="Hello")
    client = client_for(cast.dora)
    client.post(url(topic, "pin"))
    rows = queries.latest_topics(cast.alma, community, 5)
    assert [row["id"] for row in rows] == [topic.pk, newer.pk] and rows[0]["pinned"]
    client.post(url(topic, "unpin"))
    rows = queries.latest_topics(cast.alma, community, 5)
    assert [row["id"] for row in rows] == [newer.pk, topic.pk]
    assert not operations.unpin_topic(topic, by=cast.dora).pinned  # twice changes nothing


def test_the_api_locks_pins_and_renames(cast, api_for, topic):
    client = api_for(cast.dora)
    answer = patch(client, topic, {"locked": True, "pinned": True, "title": "Sleep"})
    assert answer.status_code == 200
    data = answer.json()
    assert (data["state"], data["pinned"], data["title"]) == ("locked", True, "Sleep")
    assert patch(client, topic, {"locked": False}).json()["state"] == "open"
    assert patch(client, topic, {"pinned": False}, '"1.1.0"').status_code == 412
    assert client.patch(f"/api/v1/topics/{topic.pk}/", {}, format="json").status_code == 428


def test_rename_topic_is_for_its_writer_and_leaders(cast, api_for, topic):
    assert patch(api_for(cast.chidi), topic, {"title": "Mine"}).status_code == 200
    assert patch(api_for(cast.alma), topic, {"title": "Theirs"}).status_code == 403
    assert patch(api_for(cast.chidi), topic, {"title": " "}).status_code == 400
    operations.lock_topic(topic, by=cast.dora)
    assert patch(api_for(cast.chidi), topic, {"title": "Late"}).status_code == 403


@pytest.mark.parametrize("verb", ["lock", "unlock", "pin", "unpin"])
def test_members_and_strangers_keep_no_order(cast, client_for, topic, verb):
    assert client_for(cast.chidi).post(url(topic, verb)).status_code == 403
    assert client_for(cast.fay).post(url(topic, verb)).status_code == 404
    with pytest.raises(NotAllowed):
        getattr(operations, f"{verb}_topic")(topic, by=cast.alma)


def test_moderators_keep_order_everywhere(cast, topic):
    assert operations.lock_topic(topic, by=cast.lena).state == "locked"


def test_nothing_is_done_to_a_removed_topic(cast, topic):
    type(topic).objects.filter(pk=topic.pk).update(state="removed")
    with pytest.raises(WrongState):
        operations.lock_topic(topic, by=cast.dora)
