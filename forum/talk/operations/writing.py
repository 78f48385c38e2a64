"""What opening, replying and editing share: checked words, numbered posts, one place for states."""

import re
from datetime import timedelta

from django.db.models import F

from accounts.models import User
from communities.groups.models import Community
from forum.talk.models import Post, PostEvent, PostRevision, Topic, TopicEvent
from forum.talk.states import POST_MOVES, TOPIC_MOVES, PostState, TopicState
from rareshare.lib import clock, states
from rareshare.lib.errors import Invalid, Stale, WrongState
from rareshare.lib.text import clean_line, clean_markdown, to_html

TITLE_LIMIT = 150
TEXT_LIMIT = 20_000
SAME_WORDS = timedelta(minutes=1)  # the same words again within this: a button pressed twice
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def checked_title(title: str) -> str:
    """A title has words in it, on one line of at most 150 characters."""
    title = clean_line(title, "title", limit=TITLE_LIMIT)
    if not any(letter.isalnum() for letter in title):
        raise Invalid("Write a title.", field="title")
    return title


def checked_text(text: str) -> str:
    """A post says something in at most 20,000 characters, and swells to no page of its own."""
    text = clean_markdown(text, "text", limit=TEXT_LIMIT)
    if not text:
        raise Invalid("Write some text.", field="text")
    return text


def checked_language(language: str) -> str:
    """A language tag such as `en` or `pt-BR` (BCP 47, its common part)."""
    if len(language) > 12 or not _LANGUAGE.fullmatch(language):
        raise Invalid("Choose a language.", field="language")
    return language


def topic_for_writing(pk: int) -> Topic:
    """The topic under its lock, with its community read after it; gone or removed is refused. In
    one statement a topic whose community was merged meanwhile would seem to be gone."""
    topic = Topic.objects.select_for_update().filter(pk=pk).first()
    if topic is None or topic.state == TopicState.REMOVED:
        raise WrongState("This topic was removed, so nobody can write in it.")
    topic.community = Community.objects.get(pk=topic.community_id)
    return topic


def add_post(topic: Topic, *, by: User, text: str, language: str, reply_to: int | None) -> Post:
    """The next number of a locked topic, and the counters with it."""
    now = clock.now()
    post = Post.objects.create(
        topic=topic,
        community=topic.community,
        heading=topic.title if topic.post_count == 0 else "",
        number=topic.post_count + 1,
        author=by,
        reply_to=reply_to,
        text=text,
        html=to_html(text),
        language=language,
        created_at=now,
    )
    topic.post_count, topic.last_post_at, topic.last_post_author = post.number, now, by
    topic.save(update_fields=["post_count", "last_post_at", "last_post_author"])
    PostEvent.objects.create(post=post, verb="post_written", by=by, to_state=PostState.VISIBLE)
    return post


def check_version(current: int, known: int) -> None:
    """An edit is based on what stands now; nobody's words are overwritten unseen."""
    if current != known:
        raise Stale("This was changed while you wrote. Look at the new text, then save again.")


def keep_revision(post: Post, *, by: User) -> None:
    """Store what the post says now as its numbered earlier wording, before it changes."""
    PostRevision.objects.create(
        post=post,
        version=post.version,
        heading=post.heading,
        text=post.text,
        by=by,
        written_at=post.edited_at or post.created_at,
    )


def move_topic(topic: Topic, to: TopicState, *, by: User, verb: str) -> None:
    """The one place that changes a topic's state, together with its history."""
    states.check(TOPIC_MOVES, topic.state, to)
    TopicEvent.objects.create(topic=topic, verb=verb, by=by, from_state=topic.state, to_state=to)
    topic.state = to
    topic.version = F("version") + 1
    topic.save(update_fields=["state", "version"])
    topic.refresh_from_db(fields=["version"])


def move_post(post: Post, to: PostState, *, by: User, verb: str, note: str = "") -> None:
    """The one place that changes a post's state, together with its history."""
    states.check(POST_MOVES, post.state, to)
    PostEvent.objects.create(
        post=post, verb=verb, by=by, from_state=post.state, to_state=to, note=note
    )
    post.state, post.removed_at = to, clock.now()
    post.version += 1
    post.save(update_fields=["state", "removed_at", "version"])
