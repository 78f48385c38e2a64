"""The rows that Python writes: nothing of a person reaches a page unescaped, and every address in
them exists."""

import re

import pytest
from django.urls import resolve

from accounts.models import User
from forum.talk import operations
from forum.talk.models import Topic

NASTY = "<b>\"'&amp;</b>"


@pytest.fixture
def topic(cast, community):
    User.objects.filter(pk=cast.chidi.pk).update(display_name=NASTY)
    cast.chidi.refresh_from_db()
    topic = operations.open_topic(community, by=cast.chidi, title=NASTY, text="One.")
    post = operations.reply_to_topic(topic, by=cast.chidi, text="Two.")
    operations.edit_post(post, by=cast.chidi, text="Two, changed.", version=1)
    gone = operations.reply_to_topic(topic, by=cast.dora, text="Three.", reply_to=2)
    operations.remove_post(gone, by=cast.dora)
    operations.reply_to_topic(topic, by=cast.dora, text="Four.")
    Topic.objects.filter(pk=topic.pk).update(pinned=True)
    return topic


def test_words_of_people_are_escaped(cast, client_for, community, topic):
    for path in ("", f"{topic.pk}/"):
        text = client_for(cast.dora).get(f"/c/{community.public_id}/talk/{path}").content.decode()
        assert NASTY not in text
        assert "&lt;b&gt;&quot;&#x27;&amp;amp;&lt;/b&gt;" in text


def test_a_list_says_who_wrote_last(cast, client_for, community, topic):
    text = client_for(cast.chidi).get(f"/c/{community.public_id}/talk/").content.decode()
    assert '<span class="tag t-new">Unread</span>' in text
    assert '<span class="tag">Pinned</span>' in text
    assert "3 replies, the last by Dora on " in text


def test_posts_tell_their_history_and_offer_what_the_reader_may_do(
    cast, client_for, community, topic
):
    page = f"/c/{community.public_id}/talk/{topic.pk}/"
    own = client_for(cast.chidi).get(page).content.decode()
    assert "Changed <" not in own and f'{page}posts/2/history/">Changed ' in own
    assert "Removed by the writer on " in own
    assert f'In reply to <a href="{page}#post-2">post 2</a>' in own
    assert f"{page}posts/2/edit/" in own and f"{page}posts/4/edit/" not in own
    assert own.count(">Report<") == 1
    assert own.count(">Reply<") == 3
    for address in set(re.findall(r'href="(/c/[^"#?]*)', own)):
        resolve(address)
