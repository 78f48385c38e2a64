"""Replying, editing, and taking words back."""

from django.db import transaction

from accounts.models import User
from communities.groups import operations as groups
from communities.groups.models import Community
from forum.talk import emails, permissions
from forum.talk.models import Post, PostEvent, Topic
from forum.talk.operations import reading, topics, writing
from forum.talk.states import PostState
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed, NotFound, WrongState
from rareshare.lib.text import needed_text, to_html


def reply_to_topic(
    topic: Topic, *, by: User, text: str, reply_to: int | None = None, language: str = "en"
) -> Post:
    """Add the next numbered post. Only members, and not to a locked, removed or closed place; the
    writer follows the topic and its other followers get a letter. The same words sent twice in a
    row within a minute are one post: a button was pressed twice."""
    text = writing.checked_text(text)
    language = writing.checked_language(language)
    with transaction.atomic():
        topic = writing.topic_for_writing(topic.pk)
        _refuse_reply(topic, by)
        if (again := _sent_twice(topic, by, text)) is not None:
            return again
        _check_answered(topic, reply_to)
        post = writing.add_post(topic, by=by, text=text, language=language, reply_to=reply_to)
        reading.follow_own(topic, by)
        emails.topic_replied(post)
        groups.note_activity(topic.community)
    return post


def edit_post(post: Post, *, by: User, text: str, version: int, title: str = "") -> Post:
    """Change one's own words; the earlier wording stays readable. `version` is the one that was
    read: where somebody saved meanwhile, nothing is overwritten. Post 1 can carry a new title."""
    text = writing.checked_text(text)
    title = writing.checked_title(title) if title else ""
    with transaction.atomic():
        post = _post_for_writing(post)
        if not permissions.can_edit_post(by, post):
            raise NotAllowed("Only its writer can change a post, and only in an open topic.")
        writing.check_version(post.version, version)
        if title and post.number == 1 and title != post.topic.title:
            topics.set_title(post.topic, title, by=by)
            post.refresh_from_db(fields=["heading", "version"])
        if text != post.text:
            _change_words(post, text, by=by)
    return post


def remove_post(post: Post, *, by: User, reason: str = "") -> Post:
    """Take words away; the number and the replies stay. A writer needs no reason, a moderator
    must give one, which the writer will read."""
    with transaction.atomic():
        post = _post_for_writing(post)
        if not post.is_visible:
            raise WrongState("This post was removed already.")
        if not permissions.can_remove_post(by, post):
            raise NotAllowed("Only its writer and moderators can remove a post.")
        if post.author_id == by.pk:
            writing.move_post(post, PostState.WITHDRAWN, by=by, verb="post_withdrawn")
        else:
            note = needed_text(reason, "reason", "Say why. The writer will read it.")
            writing.move_post(post, PostState.REMOVED, by=by, verb="post_removed", note=note)
    return post


def _refuse_reply(topic: Topic, by: User) -> None:
    """Say which of the rules of can_reply_to_topic stands in the way."""
    if permissions.can_reply_to_topic(by, topic):
        return
    if not permissions.can_read_talk(by, topic.community):
        raise NotAllowed("You are not a member of this community. Join it to write here.")
    if not topic.community.is_open:
        raise WrongState("This community is closed for new posts. You can still read it.")
    if topic.is_locked:
        raise WrongState("This topic is locked. Nobody can reply to it now.")
    raise NotAllowed("Join this community to write in it.")


def _check_answered(topic: Topic, number: int | None) -> None:
    """The post is there and was not removed. Whether its writer blocked this person makes no
    difference here, so that nobody learns of it: the writer sees the reply folded, hears nothing
    of it, and does not see that it answers them."""
    if number is None:
        return
    if not topic.posts.filter(number=number, state=PostState.VISIBLE).exists():
        raise Invalid(
            "You cannot reply to the post with this number. You can write in the topic without a "
            "number.",
            field="reply_to",
        )


def _sent_twice(topic: Topic, by: User, text: str) -> Post | None:
    if topic.last_post_author_id != by.pk or topic.last_post_at < clock.now() - writing.SAME_WORDS:
        return None
    return topic.posts.filter(number=topic.post_count, number__gt=1, author=by, text=text).first()


def _post_for_writing(post: Post) -> Post:
    """The post under the lock of its topic, so that posts of one topic change one after another."""
    topic = Topic.objects.select_for_update().filter(pk=post.topic_id).first()
    if topic is None:
        raise NotFound
    topic.community = Community.objects.get(pk=topic.community_id)
    found = Post.objects.select_for_update(of=("self",)).filter(pk=post.pk).first()
    if found is None:
        raise NotFound
    found.topic = topic
    return found


def _change_words(post: Post, text: str, *, by: User) -> None:
    writing.keep_revision(post, by=by)
    post.text, post.html, post.edited_at = text, to_html(text), clock.now()
    post.version += 1
    post.save(update_fields=["text", "html", "edited_at", "version"])
    PostEvent.objects.create(post=post, verb="post_edited", by=by)
