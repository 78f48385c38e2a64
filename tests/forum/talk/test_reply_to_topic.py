"""Replying, through the page and the API, and the letter that tells of it."""

import pytest
from django.urls import reverse

from communities.groups import operations as groups
from forum.talk import operations
from forum.talk.models import Post
from rareshare.lib import letters
from rareshare.lib.errors import Invalid, NotAllowed, WrongState


def url(topic):
    return reverse("talk:reply", args=[topic.community.public_id, topic.pk])


def api_url(topic):
    return f"/api/v1/topics/{topic.pk}/posts/"


def test_a_member_replies_on_the_page(cast, client_for, topic):
    client = client_for(cast.alma)
    answer = client.post(url(topic), {"text": "A pillow.", "reply_to": "1"}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200 and "A pillow." in page
    assert 'id="post-2"' in page and "In reply to" in page
    assert "Replies:" in page  # post 1 names what answers it
    topic.refresh_from_db()
    assert (topic.post_count, topic.last_post_author) == (2, cast.alma)


def test_a_member_replies_through_the_api(cast, api_for, topic):
    answer = api_for(cast.alma).post(api_url(topic), {"text": "A pillow."}, format="json")
    assert answer.status_code == 201
    assert answer.json()["number"] == 2 and answer["ETag"] == '"1"'
    listed = api_for(cast.chidi).get(api_url(topic)).json()
    assert [row["number"] for row in listed["results"]] == [1, 2]
    assert listed["next"] is None and listed["previous"] is None


def test_numbers_have_no_gaps_and_pages_are_cut_by_number(cast, api_for, client_for, topic):
    for number in range(2, 44):
        operations.reply_to_topic(topic, by=cast.alma, text=f"reply {number}")
    assert list(topic.posts.order_by("number").values_list("number", flat=True)) == [*range(1, 44)]
    client = client_for(cast.chidi)
    page = client.get(f"/c/{topic.community.public_id}/talk/{topic.pk}/?page=3").content.decode()
    assert 'id="post-41"' in page and 'id="post-40"' not in page and "Page 3 of 3" in page
    assert client.get(f"/c/{topic.community.public_id}/talk/{topic.pk}/?page=4").status_code == 404
    first = api_for(cast.chidi).get(api_url(topic)).json()
    second = api_for(cast.chidi).get(first["next"]).json()
    assert second["results"][0]["number"] == 21 and second["previous"]


def test_the_link_of_a_letter_names_no_community(cast, topic, outbox, client_for, anonymous):
    post = operations.reply_to_topic(topic, by=cast.alma, text="A pillow.")
    (letter,) = outbox.rows("topic_replied")
    link = f"/me/talk/{topic.pk}/2/"
    whole = outbox.read(letter).as_string()
    assert link in whole and "/c/" not in whole
    assert topic.community.public_id not in whole and topic.community.slug not in whole
    asked = anonymous.get(link)["Location"]
    assert asked.startswith(reverse("account_login"))
    assert topic.community.public_id not in asked
    assert client_for(cast.chidi).get(link)["Location"] == post.get_absolute_url()
    assert client_for(cast.fay).get(link).status_code == 404
    assert client_for(cast.chidi).get(f"/me/talk/{topic.pk}/3/").status_code == 404


def test_followers_get_one_neutral_letter(cast, topic, outbox):
    post = operations.reply_to_topic(topic, by=cast.alma, text="My secret pillow")
    (letter,) = outbox.rows("topic_replied")
    assert letter.recipient_id == cast.chidi.pk
    message = outbox.read(letter)
    whole = message.as_string()
    for hidden in ("Test condition", "What helps", "pillow", "Alma", "Chidi"):
        assert hidden not in whole
    assert f"/me/talk/{topic.pk}/{post.number}/" in outbox.text("topic_replied")
    assert "List-Unsubscribe" in message


@pytest.mark.parametrize("why", ["removed", "read", "left", "off"])
def test_a_letter_that_is_not_wanted_any_more_is_not_sent(cast, community, topic, outbox, why):
    post = operations.reply_to_topic(topic, by=cast.alma, text="Hello")
    match why:
        case "removed":
            operations.remove_post(post, by=cast.alma)
        case "read":
            topic.refresh_from_db()
            operations.mark_read(topic, by=cast.chidi, number=2)
        case "left":
            groups.leave_community(community, by=cast.chidi)
        case "off":
            operations.follow_topic(topic, by=cast.chidi, level="off")
    (letter,) = outbox.rows("topic_replied")
    assert isinstance(letters.kinds()[letter.kind].decide(letter), letters.Cancel)


def test_who_said_no_letters_stays_without_them_when_writing_again(cast, topic, outbox):
    operations.follow_topic(topic, by=cast.chidi, level="off")
    operations.reply_to_topic(topic, by=cast.chidi, text="More")
    operations.reply_to_topic(topic, by=cast.alma, text="Hello")
    assert outbox.rows("topic_replied") == []


def test_a_locked_topic_refuses_and_keeps_the_text(cast, client_for, api_for, topic):
    operations.lock_topic(topic, by=cast.dora)
    client = client_for(cast.alma)
    assert client.get(url(topic)).status_code == 403
    answer = client.post(url(topic), {"text": "My long text"})
    assert answer.status_code == 409
    assert b"My long text" in answer.content and b"This topic is locked." in answer.content
    refused = api_for(cast.alma).post(api_url(topic), {"text": "x"}, format="json")
    assert refused.status_code == 409 and "locked" in refused.json()["detail"]
    assert operations.reply_to_topic(topic, by=cast.dora, text="Why I locked it").number == 2


def test_who_left_is_told_so_and_keeps_the_text(cast, client_for, api_for, topic):
    groups.leave_community(topic.community, by=cast.alma)
    answer = client_for(cast.alma).post(url(topic), {"text": "My long text"})
    assert answer.status_code == 403
    assert b"My long text" in answer.content and b"You left this community" in answer.content
    refused = api_for(cast.alma).post(api_url(topic), {"text": "x"}, format="json")
    assert refused.status_code == 404
    with pytest.raises(NotAllowed):
        operations.reply_to_topic(topic, by=cast.alma, text="x")


def test_a_removed_topic_refuses_and_keeps_the_text(cast, client_for, topic):
    type(topic).objects.filter(pk=topic.pk).update(state="removed")
    answer = client_for(cast.alma).post(url(topic), {"text": "My long text"})
    assert answer.status_code == 404
    assert b"My long text" in answer.content and b"not there any more" in answer.content
    with pytest.raises(WrongState):
        operations.reply_to_topic(topic, by=cast.alma, text="x")


def test_a_closed_community_refuses(cast, api_for, topic):
    type(topic.community).objects.filter(pk=topic.community_id).update(state="archived")
    refused = api_for(cast.alma).post(api_url(topic), {"text": "x"}, format="json")
    assert refused.status_code == 409 and "closed" in refused.json()["detail"]


def test_strangers_learn_nothing(cast, client_for, api_for, topic):
    client = client_for(cast.fay)
    there = client.post(url(topic), {"text": "Hello"})
    nowhere = client.post(url(topic).replace(str(topic.pk), "999999"), {"text": "Hello"})
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content
    api = api_for(cast.fay)
    there = api.post(api_url(topic), {"text": "x"}, format="json")
    nowhere = api.post("/api/v1/topics/999999/posts/", {"text": "x"}, format="json")
    assert (there.status_code, there.content) == (404, nowhere.content)
    assert Post.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "   "},
        {"text": "x" * 500_000},
        {"text": "hidden \u202e mark"},
        {"text": "ok", "reply_to": 2},
        {"text": "ok", "reply_to": 0},
        {"text": "ok", "reply_to": 10**30},
        {"text": ["a"]},
        {"text": "ok", "language": "x" * 99},
    ],
)
def test_bad_input_is_refused(cast, api_for, topic, data):
    answer = api_for(cast.alma).post(api_url(topic), data, format="json")
    assert answer.status_code == 400 and answer.json()["errors"]
    assert Post.objects.count() == 1


def test_half_a_megabyte_on_the_page_is_refused_and_kept(cast, client_for, topic):
    answer = client_for(cast.alma).post(url(topic), {"text": "word " * 100_000})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Use at most 20,000 characters." in page and page.count("word word") > 10_000


def test_the_same_words_twice_are_one_post(cast, topic):
    first = operations.reply_to_topic(topic, by=cast.alma, text="Hello")
    again = operations.reply_to_topic(topic, by=cast.alma, text="Hello")
    assert first == again and topic.posts.count() == 2
    operations.reply_to_topic(topic, by=cast.chidi, text="Hello")
    assert topic.posts.count() == 3


def test_an_unknown_number_cannot_be_answered(cast, topic):
    with pytest.raises(Invalid):
        operations.reply_to_topic(topic, by=cast.alma, text="x", reply_to=2)
