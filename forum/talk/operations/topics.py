"""Opening topics and keeping them in order."""

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from communities.groups import merging
from communities.groups import operations as groups
from communities.groups.models import Community
from forum.talk import emails, permissions
from forum.talk.models import Topic, TopicEvent
from forum.talk.operations import reading, writing
from forum.talk.states import ContentNote, TopicKind, TopicState
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed, WrongState

_LEADERS_ONLY = "Only leaders and moderators can do this."


def open_topic(
    community: Community,
    *,
    by: User,
    title: str,
    text: str,
    kind: str = TopicKind.QUESTION,
    language: str = "en",
) -> Topic:
    """Start a conversation in a community that one belongs to. Title and text are needed; its
    writer follows it. The same topic sent twice within a minute is one topic."""
    problems = _problems(title, text, kind, language)
    if problems:
        raise Invalid(problems)
    with transaction.atomic():
        # No key changes, so replies elsewhere in the community do not wait for this lock.
        community = Community.objects.select_for_update(no_key=True).get(pk=community.pk)
        merging.refuse_moved(community)
        if not community.is_open:
            raise WrongState("This community is closed for new posts. You can still read it.")
        if not permissions.can_open_topic(by, community):
            raise NotAllowed("Join this community to write in it.")
        if (again := _sent_twice(community, by, title, text)) is not None:
            return again
        topic = Topic.objects.create(
            community=community,
            author=by,
            kind=kind,
            title=writing.checked_title(title),
            language=language,
            last_post_author=by,
        )
        TopicEvent.objects.create(topic=topic, verb="topic_opened", by=by, to_state=TopicState.OPEN)
        text = writing.checked_text(text)
        post = writing.add_post(topic, by=by, text=text, language=language, reply_to=None)
        reading.follow_own(topic, by)
        emails.topic_opened(post)
        groups.note_topic_opened(community)
    return topic


def rename_topic(topic: Topic, *, by: User, title: str, version: int) -> Topic:
    """Give a topic a better title. The old one stays in the history of post 1."""
    title = writing.checked_title(title)
    with transaction.atomic():
        topic = writing.topic_for_writing(topic.pk)
        if not permissions.can_rename_topic(by, topic):
            raise NotAllowed("Only its writer and leaders can change the title.")
        writing.check_version(topic.version, version)
        set_title(topic, title, by=by)
    return topic


def set_title(topic: Topic, title: str, *, by: User) -> None:
    """Write the title to the locked topic and to its first post, where search looks for it."""
    if title == topic.title:
        return
    first = topic.posts.select_for_update().get(number=1)
    writing.keep_revision(first, by=by)
    first.heading, first.version = title, first.version + 1
    first.save(update_fields=["heading", "version"])
    topic.title, topic.version = title, topic.version + 1
    topic.save(update_fields=["title", "version"])
    TopicEvent.objects.create(topic=topic, verb="topic_renamed", by=by)


def set_content_notes(topic: Topic, *, by: User, notes: Collection[str]) -> Topic:
    """Say what readers may want to know before they open the topic. The list is closed; setting
    the same notes again changes nothing."""
    unknown = set(notes) - set(ContentNote.values)
    if unknown:
        raise Invalid("Choose notes from the list.", field="content_notes")
    with transaction.atomic():
        topic = writing.topic_for_writing(topic.pk)
        if not permissions.can_set_content_notes(by, topic):
            raise NotAllowed("Only its writer, leaders and moderators can set notes.")
        chosen = [note.value for note in ContentNote if note.value in set(notes)]
        if chosen != topic.content_notes:
            topic.content_notes, topic.version = chosen, topic.version + 1
            topic.save(update_fields=["content_notes", "version"])
            note = " ".join(chosen)
            TopicEvent.objects.create(topic=topic, verb="topic_noted", by=by, note=note)
    return topic


def lock_topic(topic: Topic, *, by: User) -> Topic:
    """Close a topic for replies; everything in it stays readable."""
    with transaction.atomic():
        topic = writing.topic_for_writing(topic.pk)
        if not permissions.can_lock_topic(by, topic):
            raise NotAllowed(_LEADERS_ONLY)
        writing.move_topic(topic, TopicState.LOCKED, by=by, verb="topic_locked")
    return topic


def unlock_topic(topic: Topic, *, by: User) -> Topic:
    """Open a locked topic for replies again."""
    with transaction.atomic():
        topic = writing.topic_for_writing(topic.pk)
        if not permissions.can_unlock_topic(by, topic):
            raise NotAllowed(_LEADERS_ONLY)
        writing.move_topic(topic, TopicState.OPEN, by=by, verb="topic_unlocked")
    return topic


def pin_topic(topic: Topic, *, by: User) -> Topic:
    """Keep a topic at the top of the list; pinning twice changes nothing."""
    with transaction.atomic():
        topic = writing.topic_for_writing(topic.pk)
        if not permissions.can_pin_topic(by, topic):
            raise NotAllowed(_LEADERS_ONLY)
        return _set_pinned(topic, True, by=by)


def unpin_topic(topic: Topic, *, by: User) -> Topic:
    """Let a topic take its place by date again; doing it twice changes nothing."""
    with transaction.atomic():
        topic = writing.topic_for_writing(topic.pk)
        if not permissions.can_unpin_topic(by, topic):
            raise NotAllowed(_LEADERS_ONLY)
        return _set_pinned(topic, False, by=by)


def _set_pinned(topic: Topic, pinned: bool, *, by: User) -> Topic:
    if topic.pinned != pinned:
        topic.pinned, topic.version = pinned, topic.version + 1
        topic.save(update_fields=["pinned", "version"])
        verb = "topic_pinned" if pinned else "topic_unpinned"
        TopicEvent.objects.create(topic=topic, verb=verb, by=by)
    return topic


def _sent_twice(community: Community, by: User, title: str, text: str) -> Topic | None:
    return Topic.objects.filter(
        community=community,
        author=by,
        created_at__gte=clock.now() - writing.SAME_WORDS,
        title=writing.checked_title(title),
        posts__number=1,
        posts__text=writing.checked_text(text),
    ).first()


def _problems(title: str, text: str, kind: str, language: str) -> dict[str, str]:
    """Everything that is wrong at once, so that nobody corrects one field after another."""
    found: dict[str, str] = {}
    for check, value in (
        (writing.checked_title, title),
        (writing.checked_text, text),
        (writing.checked_language, language),
    ):
        try:
            check(value)
        except Invalid as error:
            found.update(error.fields)
    if kind not in TopicKind.values:
        found["kind"] = "Choose what kind of topic this is."
    return found
