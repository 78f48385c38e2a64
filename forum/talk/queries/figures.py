"""How long people wait for a first answer, and who writes: numbers for many communities at once.
They hold no words and no names; the page that shows them decides who sees them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth

from communities.groups.models import Community, Membership
from communities.groups.permissions import Viewer
from forum.talk import permissions
from forum.talk.models import Post, Topic
from forum.talk.states import PostState, TopicState
from rareshare.lib import clock
from rareshare.lib.errors import NotFound

# The first answer is the first visible post of somebody else. News needs no answer.
_FIRST_ANSWER = """
SELECT p.created_at FROM talk_post p
WHERE p.topic_id = t.id AND p.number > 1 AND p.author_id <> t.author_id AND p.state = 'visible'
ORDER BY p.number LIMIT 1
"""
_ANSWERS = """
SELECT community_id, /*figures*/ FROM (
    SELECT t.community_id, t.created_at, t.state = 'open' AS open, (/*first*/) AS answered_at
    FROM talk_topic t
    WHERE t.state <> 'removed' AND t.kind <> 'news' AND t.last_post_at >= %(since)s
      AND t.created_at >= %(since)s
      AND (%(community)s::bigint IS NULL OR t.community_id = %(community)s::bigint)
) asked GROUP BY community_id
""".replace("/*first*/", _FIRST_ANSWER)
_UNANSWERED = """
SELECT t.*, NOT t.pinned AND EXISTS (
    SELECT 1 FROM accounts_block b WHERE b.blocker_id = %(viewer)s AND b.blocked_id = t.author_id
) AS muted FROM talk_topic t
WHERE t.community_id = %(community)s AND t.state = 'open' AND t.kind <> 'news'
  AND t.created_at >= %(since)s AND t.created_at < %(before)s
  AND t.last_post_at >= %(since)s AND NOT EXISTS (/*first*/)
ORDER BY t.created_at, t.id LIMIT %(limit)s
""".replace("/*first*/", _FIRST_ANSWER)
# Shared with the questions to experts, whose rows have the same four columns.
_FIGURES = """
    count(*),
    count(*) FILTER (WHERE created_at <= %(due)s),
    count(*) FILTER (WHERE created_at <= %(due)s
        AND (answered_at IS NULL OR answered_at > created_at + %(patience)s)),
    count(*) FILTER (WHERE created_at <= %(due)s AND answered_at IS NULL AND open),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY answered_at - created_at)
        FILTER (WHERE answered_at IS NOT NULL)
"""
PATIENCE = timedelta(hours=72)


@dataclass(frozen=True)
class Answers:
    """What was asked since some day; of what is old enough (`due`) how much had no answer in time
    (`late`) and has none to this moment (`waiting`); half of all answers came within `median`."""

    asked: int = 0
    due: int = 0
    late: int = 0
    waiting: int = 0
    median: timedelta | None = None

    @property
    def in_time(self) -> int:
        """What is old enough and was answered within the time."""
        return self.due - self.late

    @property
    def late_percent(self) -> int | None:
        """The share that waited too long; None where nothing is old enough to tell."""
        return round(100 * self.late / self.due) if self.due else None


def answers_since(since: datetime, community: Community | None = None) -> dict[int, Answers]:
    """How topics were answered, by the community's id: one statement, however many there are."""
    return read_answers(_ANSWERS, since, community)


def read_answers(sql: str, since: datetime, community: Community | None) -> dict[int, Answers]:
    """Run a statement that gives a community and, where it says so, the figures of its rows."""
    asked: dict[str, Any] = {
        "since": since,
        "due": clock.now() - PATIENCE,
        "patience": PATIENCE,
        "community": community.pk if community else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("/*figures*/", _FIGURES), asked)
        return {row[0]: Answers(*row[1:]) for row in cursor.fetchall()}


def writers_since(since: datetime, community: Community | None = None) -> dict[int, int]:
    """How many different people wrote, by the community's id; what was removed does not count."""
    posts = Post.objects.filter(
        topic__last_post_at__gte=since, created_at__gte=since, state=PostState.VISIBLE
    )
    if community is not None:
        posts = posts.filter(topic__community=community)
    rows = posts.values_list("topic__community").annotate(writers=Count("author", distinct=True))
    return dict(rows.order_by())


def posts_since(since: datetime, community: Community, author_ids: list[int]) -> dict[int, int]:
    """How many posts each of these people wrote here, by the person's id."""
    posts = Post.objects.filter(
        topic__community=community,
        topic__last_post_at__gte=since,
        created_at__gte=since,
        author__in=author_ids,
        state=PostState.VISIBLE,
    )
    return dict(posts.values_list("author").annotate(posts=Count("pk")).order_by())


def months_since(
    since: datetime, community: Community, leader_ids: list[int]
) -> dict[date, tuple[int, int]]:
    """How many different people wrote in each month, and how many posts of these leaders are among
    theirs, by the first day of the month; what was removed does not count."""
    posts = Post.objects.filter(
        topic__community=community,
        topic__last_post_at__gte=since,
        created_at__gte=since,
        state=PostState.VISIBLE,
    )
    rows = (
        posts.annotate(month=TruncMonth("created_at"))
        .values_list("month")
        .annotate(
            writers=Count("author", distinct=True),
            led=Count("pk", filter=Q(author__in=leader_ids)),
        )
    )
    return {at.date(): (writers, led) for at, writers, led in rows.order_by()}


def unanswered_topics(
    viewer: Viewer, community: Community, *, since: datetime, before: datetime, limit: int = 10
) -> list[Topic]:
    """Open topics that were started in this time and that nobody but the writer answered, the
    oldest first; for those who may read the talk. As in the list of topics, the title of somebody
    whom the viewer muted or blocked is left out, unless a leader pinned it."""
    if not permissions.can_read_talk(viewer, community):
        raise NotFound
    asked = {"viewer": viewer.pk, "community": community.pk, "since": since, "before": before}
    topics = list(Topic.objects.raw(_UNANSWERED, {**asked, "limit": limit}))
    for topic in topics:
        if topic.muted:
            topic.title = ""
    return topics


def pinned_topics(viewer: Viewer, community: Community) -> list[Topic]:
    """The topics that stay at the top, for those who may read the talk."""
    if not permissions.can_read_talk(viewer, community):
        raise NotFound
    rows = Topic.objects.filter(community=community, pinned=True).exclude(state=TopicState.REMOVED)
    return list(rows.order_by("-last_post_at", "-pk")[:20])


def first_posts_of(community: Community, user_ids: list[int]) -> dict[int, tuple[int, int]]:
    """The first visible post of each of these people since they joined: the topic's id and the
    number. Whoever wrote has told the members that they are here; what they wrote before they left
    and came back tells nothing of that."""
    present = Membership.objects.current().filter(
        community=community, user=OuterRef("author"), joined_at__lte=OuterRef("created_at")
    )
    posts = Post.objects.filter(
        Exists(present),
        topic__community=community,
        author__in=user_ids,
        state=PostState.VISIBLE,
    ).exclude(topic__state=TopicState.REMOVED)
    rows = posts.order_by("author", "pk").distinct("author")
    return {
        who: (topic, number) for who, topic, number in rows.values_list("author", "topic", "number")
    }
