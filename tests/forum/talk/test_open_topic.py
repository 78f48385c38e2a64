"""Starting a topic, through the page and the API."""

import pytest
from django.urls import reverse

from forum.talk import operations
from forum.talk.models import Follow, Topic, TopicEvent
from rareshare.lib.errors import Invalid, NotAllowed, WrongState

GOOD = {"kind": "question", "title": "Pain at night", "text": "What **helps** you?"}


def url(community):
    return reverse("talk:new", args=[community.public_id])


def api_url(community):
    return f"/api/v1/communities/{community.public_id}/topics/"


def test_a_member_starts_a_topic_on_the_page(cast, client_for, community):
    client = client_for(cast.chidi)
    assert client.get(url(community)).status_code == 200
    answer = client.post(url(community), GOOD, follow=True)
    assert answer.status_code == 200
    assert b"<strong>helps</strong>" in answer.content
    topic = Topic.objects.get()
    assert (topic.title, topic.kind, topic.post_count) == ("Pain at night", "question", 1)
    assert topic.posts.get().heading == "Pain at night"
    assert TopicEvent.objects.get(topic=topic).verb == "topic_opened"
    assert Follow.objects.get(topic=topic, user=cast.chidi).level == "email"
    community.refresh_from_db()
    assert community.topic_count == 1


def test_a_member_starts_a_topic_through_the_api(cast, api_for, community):
    answer = api_for(cast.chidi).post(api_url(community), GOOD, format="json")
    assert answer.status_code == 201, answer.content
    data = answer.json()
    assert data["title"] == "Pain at night" and data["follow"] == "email"
    assert answer["Location"] == f"/api/v1/topics/{data['id']}/"


def test_every_problem_is_told_at_once_and_the_text_is_kept(cast, client_for, community):
    answer = client_for(cast.chidi).post(url(community), {"text": "My long story"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Write a title." in page and "Choose what you want to write." in page
    assert "My long story" in page and "<title>Error: " in page
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"title": "   "},
        {"title": "…!?"},
        {"title": "x" * 151},
        {"title": "nul\x00"},
        {"title": "turned \u202e"},
        {"text": ""},
        {"text": "x" * 20_001},
        {"text": "x" * 500_000},
        {"text": "nul \x00"},
        {"kind": "gossip"},
        {"language": "<script>"},
    ],
)
def test_bad_input_is_refused_with_its_field(cast, api_for, client_for, community, change):
    data = {**GOOD, **change}
    answer = api_for(cast.chidi).post(api_url(community), data, format="json")
    assert answer.status_code == 400, answer.content
    if not any("\x00" in value for value in data.values()):
        assert [error["pointer"] for error in answer.json()["errors"]] == [f"/{next(iter(change))}"]
    with pytest.raises(Invalid):
        operations.open_topic(community, by=cast.chidi, **data)
    if "language" not in change:
        assert client_for(cast.chidi).post(url(community), data).status_code == 400
    assert not Topic.objects.exists()


def test_a_lone_surrogate_is_refused(cast, api_for, community):
    body = '{"title": "a \\ud800", "text": "b", "kind": "story"}'
    answer = api_for(cast.chidi).post(api_url(community), body, content_type="application/json")
    assert answer.status_code == 400
    with pytest.raises(Invalid):
        operations.open_topic(community, by=cast.chidi, title="a \ud800", text="b")


def test_strangers_cannot_start_a_topic(cast, client_for, api_for, community):
    client = client_for(cast.fay)
    assert client.get(url(community)).status_code == 403
    kept = client.post(url(community), GOOD)
    assert kept.status_code == 403 and b"What **helps** you?" in kept.content
    assert api_for(cast.fay).post(api_url(community), GOOD, format="json").status_code == 403
    assert not Topic.objects.exists()


def test_signed_out_leads_to_sign_in(anonymous, community):
    assert anonymous.get(url(community)).status_code == 302
    answer = anonymous.post(api_url(community), GOOD, content_type="application/json")
    assert answer.status_code == 401


def test_a_closed_community_takes_no_topics(cast, community):
    type(community).objects.filter(pk=community.pk).update(state="archived")
    with pytest.raises(WrongState):
        operations.open_topic(community, by=cast.chidi, **GOOD)


def test_a_member_of_a_closed_community_is_told_that_it_is_closed(cast, client_for, community):
    type(community).objects.filter(pk=community.pk).update(state="archived")
    refused = client_for(cast.chidi).get(url(community))
    text = refused.content.decode()
    assert refused.status_code == 409 and "closed for new posts" in text
    assert "Join this community" not in text


def test_only_members_of_that_community_write(cast, community):
    with pytest.raises(NotAllowed):
        operations.open_topic(community, by=cast.lena, **GOOD)


def test_a_button_pressed_twice_makes_one_topic(cast, client_for, community):
    client = client_for(cast.chidi)
    first, second = client.post(url(community), GOOD), client.post(url(community), GOOD)
    assert first["Location"] == second["Location"]
    assert Topic.objects.count() == 1
