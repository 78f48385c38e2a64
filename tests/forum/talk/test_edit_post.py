"""Changing one's own words: history, versions, and who may."""

import pytest
from django.urls import reverse

from communities.groups import operations as groups
from forum.talk import operations
from forum.talk.models import PostEvent
from rareshare.lib.errors import NotAllowed, Stale


@pytest.fixture
def post(cast, topic):
    return operations.reply_to_topic(topic, by=cast.alma, text="First wording")


def url(post):
    return reverse("talk:edit", args=[post.community.public_id, post.topic_id, post.number])


def api_url(post):
    return f"/api/v1/posts/{post.pk}/"


def test_the_writer_changes_a_post_on_the_page_and_the_old_text_stays(cast, client_for, post):
    client = client_for(cast.alma)
    assert b"First wording" in client.get(url(post)).content
    answer = client.post(url(post), {"text": "Second wording", "version": "1"}, follow=True)
    page = answer.content.decode()
    assert "Second wording" in page and "First wording" not in page and "Changed" in page
    history = client.get(url(post).replace("/edit/", "/history/")).content.decode()
    assert "First wording" in history and "Second wording" in history
    assert PostEvent.objects.filter(post=post, verb="post_edited", by=cast.alma).exists()


def test_the_writer_changes_a_post_through_the_api(cast, api_for, post):
    client = api_for(cast.alma)
    etag = client.get(api_url(post))["ETag"]
    answer = client.patch(
        api_url(post), {"text": "Second"}, format="json", headers={"If-Match": etag}
    )
    assert answer.status_code == 200 and answer["ETag"] == '"2"'
    revisions = api_for(cast.chidi).get(f"{api_url(post)}revisions/").json()["results"]
    assert [(row["version"], row["text"]) for row in revisions] == [(1, "First wording")]


def test_an_edit_says_what_it_is_based_on(cast, api_for, post):
    client = api_for(cast.alma)
    answer = client.patch(api_url(post), {"text": "x"}, format="json")
    assert answer.status_code == 428
    for stale in ('"7"', '"one"', '"9999999999999"'):
        answer = client.patch(
            api_url(post), {"text": "x"}, format="json", headers={"If-Match": stale}
        )
        assert answer.status_code == 412
    post.refresh_from_db()
    assert post.text == "First wording"


def test_a_stale_edit_on_the_page_shows_both_wordings(cast, client_for, post):
    operations.edit_post(post, by=cast.alma, text="From another window", version=1)
    client = client_for(cast.alma)
    answer = client.post(url(post), {"text": "My other wording", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 412
    assert "From another window" in page and "My other wording" in page
    again = client.post(url(post), {"text": "My other wording", "version": "2"})
    assert again.status_code == 302
    with pytest.raises(Stale):
        operations.edit_post(post, by=cast.alma, text="x", version=2)


def test_post_1_carries_the_title(cast, client_for, topic):
    first = topic.posts.get()
    data = {"title": "A better title", "text": "I cannot sleep.", "version": "1"}
    assert client_for(cast.chidi).post(url(first), data).status_code == 302
    topic.refresh_from_db()
    first.refresh_from_db()
    assert topic.title == first.heading == "A better title"
    assert first.revisions.get().heading == "What helps at night?"


def test_nobody_else_changes_it(cast, client_for, api_for, post):
    for user in (cast.chidi, cast.dora, cast.lena):
        client = client_for(user)
        assert client.get(url(post)).status_code == 403
        assert client.post(url(post), {"text": "x", "version": "1"}).status_code == 403
        answer = api_for(user).patch(
            api_url(post), {"text": "x"}, format="json", headers={"If-Match": '"1"'}
        )
        assert answer.status_code == 403
    assert client_for(cast.fay).get(url(post)).status_code == 404


def test_not_after_leaving_locking_or_removing(cast, topic, post):
    operations.lock_topic(topic, by=cast.dora)
    with pytest.raises(NotAllowed):
        operations.edit_post(post, by=cast.alma, text="x", version=1)
    operations.unlock_topic(topic, by=cast.dora)
    groups.leave_community(post.community, by=cast.alma)
    with pytest.raises(NotAllowed):
        operations.edit_post(post, by=cast.alma, text="x", version=1)
    operations.remove_post(post, by=cast.alma)
    with pytest.raises(NotAllowed):
        operations.edit_post(post, by=cast.alma, text="x", version=2)


def test_bad_words_are_refused_and_kept(cast, client_for, post):
    answer = client_for(cast.alma).post(url(post), {"text": "turned \u202e", "version": "1"})
    assert answer.status_code == 400 and "turned" in answer.content.decode()
    assert client_for(cast.alma).post(url(post), {"text": "x", "version": "a"}).status_code == 400


def test_nothing_is_kept_where_nothing_changed(cast, post):
    operations.edit_post(post, by=cast.alma, text="First wording", version=1)
    assert not post.revisions.exists()
