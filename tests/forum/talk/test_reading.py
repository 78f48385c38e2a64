"""The reader's place in a topic, and the choice to hear of replies: mark_read, follow_topic."""

import pytest
from django.urls import reverse

from forum.talk import operations, queries
from forum.talk.models import Follow, ReadMark
from rareshare.lib.errors import NotFound


def page_of(topic):
    return reverse("talk:topic", args=[topic.community.public_id, topic.pk])


def test_reading_a_page_moves_the_place_and_unread_is_a_word(cast, client_for, topic):
    for number in range(2, 25):
        operations.reply_to_topic(topic, by=cast.chidi, text=f"reply {number}")
    client = client_for(cast.alma)
    listed = client.get(reverse("talk:topics", args=[topic.community.public_id]))
    assert b"Unread" in listed.content
    assert b"Unread" in client.get(page_of(topic)).content
    assert ReadMark.objects.get(user=cast.alma).last_number == 20
    again = client.get(page_of(topic)).content.decode()
    assert "Skip to first unread: post 21" in again
    assert f"{page_of(topic)}?page=2#post-21" in again
    client.get(page_of(topic) + "?page=2")
    client.get(page_of(topic))  # reading page 1 again does not go back
    assert ReadMark.objects.get(user=cast.alma).last_number == 24
    listed = client.get(reverse("talk:topics", args=[topic.community.public_id]))
    assert b"Unread" not in listed.content


def test_mark_read_through_the_api_never_goes_back_or_ahead(cast, api_for, topic):
    operations.reply_to_topic(topic, by=cast.chidi, text="two")
    client, path = api_for(cast.alma), f"/api/v1/topics/{topic.pk}/read/"
    assert client.put(path, {"number": 2}, format="json").status_code == 204
    client.put(path, {"number": 1}, format="json")
    client.put(path, {"number": 99}, format="json")
    assert ReadMark.objects.get(user=cast.alma).last_number == 2
    for bad in ({}, {"number": -1}, {"number": "x"}, {"number": 10**20}):
        assert client.put(path, bad, format="json").status_code == 400
    assert api_for(cast.fay).put(path, {"number": 1}, format="json").status_code == 404


def test_own_words_are_read(cast, topic):
    assert queries.topics_page(cast.chidi, topic.community.public_id).rows[0]["unread"] == 0
    assert queries.topics_page(cast.alma, topic.community.public_id).rows[0]["unread"] == 1


def test_follow_topic_on_the_page_and_through_the_api(cast, client_for, api_for, topic):
    path = reverse("talk:follow", args=[topic.community.public_id, topic.pk])
    client = client_for(cast.alma)
    assert client.get(path).status_code == 200
    assert client.post(path, {"level": "sometimes"}).status_code == 400
    assert client.post(path, {"level": "email"}).status_code == 302
    assert Follow.objects.get(user=cast.alma).level == "email"
    api = api_for(cast.alma)
    api_path = f"/api/v1/topics/{topic.pk}/follow/"
    assert api.put(api_path, {"level": "off"}, format="json").json() == {"level": "off"}
    assert Follow.objects.get(user=cast.alma).level == "off"
    assert api.put(api_path, {"level": "x"}, format="json").status_code == 400
    with pytest.raises(NotFound):
        operations.follow_topic(topic, by=cast.fay, level="email")
    with pytest.raises(NotFound):
        operations.mark_read(topic, by=cast.fay, number=1)
