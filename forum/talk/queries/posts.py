"""Posts: one page of a topic by number, one post, and its earlier wordings."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Block, BlockKind
from communities.groups.permissions import Viewer
from forum.talk import permissions
from forum.talk.models import Post, PostRevision, Topic
from forum.talk.models.post import POSTS_A_PAGE, page_of
from forum.talk.queries import rows
from forum.talk.queries.topics import topic_for
from forum.talk.states import PostState, TopicState
from rareshare.lib.errors import NotFound

# Numbers have no gaps, so that the last page of a long topic costs what the first costs.
_POSTS = """
SELECT p.id, p.number, p.reply_to, p.text, p.html, p.language, p.state, p.version, p.created_at,
       p.edited_at, p.removed_at, u.display_name AS author, u.public_id AS author_id,
       u.id AS writer, away.kind AS kept_away,
       (SELECT array_agg(r.number ORDER BY r.number) FROM talk_post r
        LEFT JOIN accounts_block apart ON apart.blocker_id = %(viewer)s
            AND apart.blocked_id = r.author_id AND apart.kind = 'block'
        WHERE r.topic_id = p.topic_id AND r.reply_to = p.number AND apart.id IS NULL) AS replies
FROM talk_post p JOIN accounts_user u ON u.id = p.author_id
LEFT JOIN accounts_block away ON away.blocker_id = %(viewer)s AND away.blocked_id = p.author_id
WHERE p.topic_id = %(topic)s AND p.number BETWEEN %(first)s AND %(last)s
ORDER BY p.number
"""


@dataclass(frozen=True)
class PostPage:
    """One page of a topic."""

    rows: list[dict[str, Any]]
    number: int
    last: int


def _replies(viewer: Viewer) -> QuerySet[Post, int]:
    """The numbers of the replies, without those of people whom the viewer blocked."""
    apart = Block.objects.filter(blocker=viewer.pk, kind=BlockKind.BLOCK).values("blocked")
    found = Post.objects.filter(topic=OuterRef("topic"), reply_to=OuterRef("number"))
    return found.exclude(author__in=apart).order_by("number").values_list("number", flat=True)


def _kept_away(viewer: Viewer) -> QuerySet[Block]:
    return Block.objects.filter(blocker=viewer.pk, blocked=OuterRef("author"))


def posts_page(viewer: Viewer, topic: Topic, number: int) -> PostPage:
    """Page `number` of a topic that the viewer may read; NotFound behind its end. `kept_away` says
    that the viewer muted or blocked the writer; that somebody blocked the viewer is nowhere. What
    somebody blocked by the viewer wrote is not shown as a reply to anybody."""
    last = page_of(max(1, topic.post_count))
    if not 1 <= number <= last:
        raise NotFound
    first = (number - 1) * POSTS_A_PAGE + 1
    return PostPage(_between(viewer, topic, first, first + POSTS_A_PAGE - 1), number, last)


def posts_after(viewer: Viewer, topic: Topic, after: int, limit: int) -> list[dict[str, Any]]:
    """Up to `limit` posts behind a number, for readers that walk the whole topic. Words of people
    whom the viewer muted or blocked are left out; `post_for` gives them, when asked."""
    found = _between(viewer, topic, after + 1, after + limit)
    for row in found:
        row["muted"] = bool(row.pop("kept_away"))
        if row["muted"]:
            row["text"] = row["html"] = ""
    return found


def post_for(viewer: Viewer, post_id: int) -> Post:
    """One post of a topic that the viewer may read; else it does not exist."""
    post = (
        Post.objects.select_related("topic__community", "author")
        .annotate(replies=ArraySubquery(_replies(viewer)), muted=Exists(_kept_away(viewer)))
        .exclude(topic__state=TopicState.REMOVED)
        .filter(pk=post_id)
        .first()
    )
    if post is None or not permissions.can_read_talk(viewer, post.topic.community):
        raise NotFound
    return post


def post_numbered(viewer: Viewer, public_id: str, topic_id: int, number: int) -> Post:
    """One post by its place, as pages name it."""
    topic = topic_for(viewer, public_id, topic_id)
    post = topic.posts.select_related("author").filter(number=number).first()
    if post is None:
        raise NotFound
    post.topic = topic
    return post


def post_in_topic(viewer: Viewer, topic_id: int, number: int) -> Post:
    """One post by its place alone, as letters name it: without the community."""
    found = Post.objects.filter(topic=topic_id, number=number).values_list("pk", flat=True)
    return post_for(viewer, found.first() or 0)


def revisions_of(viewer: Viewer, post: Post) -> QuerySet[PostRevision]:
    """The earlier wordings of a post, newest first. What was removed has none to show, except to
    moderators."""
    if not permissions.can_see_revisions(viewer, post):
        raise NotFound
    return post.revisions.select_related("by")


def _between(viewer: Viewer, topic: Topic, first: int, last: int) -> list[dict[str, Any]]:
    found = rows.fetch(
        _POSTS, {"topic": topic.pk, "first": first, "last": last, "viewer": viewer.pk}
    )
    for row in found:
        row["own"] = row.pop("writer") == viewer.pk
        row["replies"] = row["replies"] or []
        if row["kept_away"] == BlockKind.BLOCK:
            row["reply_to"] = None
        if row["state"] != PostState.VISIBLE:
            row["text"] = row["html"] = ""
    return found
