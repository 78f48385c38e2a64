"""What a reader keeps for themselves: the place in a topic, and whether replies are told."""

from django.db import connection, transaction

from accounts.models import User
from communities.groups import queries as groups
from communities.groups.models import FollowLevel as CommunityLevel
from forum.talk import permissions
from forum.talk.models import Follow, Topic
from forum.talk.states import FollowLevel
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotFound

_LETTERS_FOR_REPLIES = (CommunityLevel.ALL, CommunityLevel.REPLIES)
_MARK = """
INSERT INTO talk_readmark (user_id, topic_id, last_number, at) VALUES (%s, %s, %s, %s)
ON CONFLICT (user_id, topic_id) DO UPDATE SET last_number = EXCLUDED.last_number, at = EXCLUDED.at
WHERE talk_readmark.last_number < EXCLUDED.last_number
"""


def mark_read(topic: Topic, *, by: User, number: int) -> None:
    """Remember the highest post number that was shown; it never goes back and never runs ahead."""
    if not permissions.can_mark_read(by, topic):
        raise NotFound
    if number < 0:
        raise Invalid("Send the number of a post.", field="number")
    _mark(topic, by, min(number, topic.post_count))


def follow_topic(topic: Topic, *, by: User, level: str) -> Follow:
    """Choose whether replies in this topic come by e-mail."""
    if not permissions.can_follow_topic(by, topic):
        raise NotFound
    if level not in FollowLevel.values:
        raise Invalid("Choose whether you want e-mail.", field="level")
    with transaction.atomic():
        follow, _ = Follow.objects.update_or_create(user=by, topic=topic, defaults={"level": level})
    return follow


def follow_own(topic: Topic, user: User) -> None:
    """Whoever writes in a topic has read it so far and follows it, unless they said no before, or
    want no single letters from this community."""
    _mark(topic, user, topic.post_count)
    if groups.chosen_level(user, topic.community) not in _LETTERS_FOR_REPLIES:
        return
    Follow.objects.bulk_create([Follow(user=user, topic=topic)], ignore_conflicts=True)


def _mark(topic: Topic, user: User, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [user.pk, topic.pk, number, clock.now()])
