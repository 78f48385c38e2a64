"""Taking words away: the writer's own, or a moderator's with a reason. Replies stay."""

import pytest
from django.urls import reverse

from communities.groups import operations as groups
from forum.talk import operations
from forum.talk.models import PostEvent
from rareshare.lib.errors import Invalid, NotAllowed, WrongState


@pytest.fixture
def post(cast, topic):
    made = operations.reply_to_topic(topic, by=cast.alma, text="Words to regret")
    operations.reply_to_topic(topic, by=cast.dora, text="An answer to it", reply_to=2)
    return made


def url(post):
    return reverse("talk:remove", args=[post.community.public_id, post.topic_id, post.number])


def test_the_writer_takes_a_post_back_on_the_page(cast, client_for, post):
    client = client_for(cast.alma)
    assert b"Words to regret" in client.get(url(post)).content
    page = client.post(url(post), follow=True).content.decode()
    assert "Removed by the writer on" in page and "Words to regret" not in page
    assert "An answer to it" in page
    assert PostEvent.objects.get(post=post, verb="post_withdrawn").by == cast.alma


def test_the_words_are_in_no_answer_of_the_api(cast, api_for, post):
    client = api_for(cast.alma)
    assert client.delete(f"/api/v1/posts/{post.pk}/").status_code == 204
    for path in (
        f"/api/v1/posts/{post.pk}/",
        f"/api/v1/topics/{post.topic_id}/posts/",
        f"/api/v1/search/?q=regret&community={post.community.public_id}",
    ):
        assert b"regret" not in client.get(path).content
    assert client.get(f"/api/v1/posts/{post.pk}/").json()["state"] == "withdrawn"
    assert client.get(f"/api/v1/posts/{post.pk}/revisions/").status_code == 404
    assert api_for(cast.lena).get(f"/api/v1/posts/{post.pk}/revisions/").status_code == 200


def test_a_moderator_gives_a_reason(cast, client_for, api_for, post):
    client = client_for(cast.lena)
    refused = client.post(url(post), {"reason": "  "})
    assert refused.status_code == 400 and b"Say why." in refused.content
    assert client.post(url(post), {"reason": "It names a person."}).status_code == 302
    event = PostEvent.objects.get(post=post, verb="post_removed")
    assert (event.by, event.note) == (cast.lena, "It names a person.")
    again = api_for(cast.lena).delete(
        f"/api/v1/posts/{post.pk}/", {"reason": "again"}, format="json"
    )
    assert again.status_code == 409
    with pytest.raises(Invalid):
        operations.remove_post(post.topic.posts.get(number=3), by=cast.lena)


def test_nobody_else_removes(cast, client_for, api_for, post):
    for user in (cast.chidi, cast.dora):
        assert client_for(user).get(url(post)).status_code == 403
        assert client_for(user).post(url(post), {"reason": "x"}).status_code == 403
        assert api_for(user).delete(f"/api/v1/posts/{post.pk}/").status_code == 403
    assert client_for(cast.fay).post(url(post)).status_code == 404


def test_one_can_take_words_back_from_a_locked_topic_and_after_leaving(cast, topic, post):
    operations.lock_topic(topic, by=cast.dora)
    groups.leave_community(post.community, by=cast.alma)
    assert operations.remove_post(post, by=cast.alma).state == "withdrawn"
    with pytest.raises(WrongState):
        operations.remove_post(post, by=cast.alma)


def test_strangers_stay_strangers(cast, post):
    with pytest.raises(NotAllowed):
        operations.remove_post(post, by=cast.fay)
