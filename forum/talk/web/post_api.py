"""Posts as JSON, with their earlier wordings."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as accounts
from forum.talk import operations, queries
from forum.talk.models import Post
from forum.talk.web import serializers
from forum.talk.web.api import PAGING, TalkApi
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid


class PostsApi(TalkApi):
    """The posts of a topic."""

    access = Access.PUBLIC
    reads = frozenset({"cursor", "page_size"})

    @extend_schema(parameters=PAGING, responses=serializers.PostList)
    def get(self, request: Request, topic_id: int) -> Response:
        """Posts by number; the cursor is the number behind which the page starts."""
        topic, size = queries.topic_for(request.user, "", topic_id), self.page_size()
        cursor = request.query_params.get("cursor", "0")
        if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
            raise Invalid("This page mark was not made by us. Start from the first page.")
        after = int(cursor)
        rows = queries.posts_after(request.user, topic, after, size)
        return self.ok(
            {
                "results": rows,
                "next": self.link(cursor=after + size if after + size < topic.post_count else 0),
                "previous": self.link(cursor=str(max(0, after - size))) if after else None,
            }
        )

    @extend_schema(request=serializers.PostInput, responses={201: serializers.PostRow})
    def post(self, request: Request, topic_id: int) -> Response:
        """Reply. The same words twice in a row within a minute are one post."""
        topic = queries.topic_for(request.user, "", topic_id)
        post = operations.reply_to_topic(
            topic, by=accounts.person(request.user), **self.body(serializers.PostInput)
        )
        return self.created(
            _post(post, request), location=f"/api/v1/posts/{post.pk}/", etag=post.version
        )


class PostApi(TalkApi):
    """One post."""

    access = Access.PUBLIC

    @extend_schema(responses=serializers.PostRow)
    def get(self, request: Request, post_id: int) -> Response:
        """The post as it stands."""
        post = queries.post_for(request.user, post_id)
        return self.ok(_post(post, request), etag=post.version)

    @extend_schema(request=serializers.PostChange, responses=serializers.PostRow)
    def patch(self, request: Request, post_id: int) -> Response:
        """Change one's own words. Needs If-Match; 412 where it changed meanwhile."""
        post = queries.post_for(request.user, post_id)
        text = self.body(serializers.PostChange)["text"]
        post = operations.edit_post(
            post, by=accounts.person(request.user), text=text, version=self.match_number()
        )
        return self.ok(_post(post, request), etag=post.version)

    @extend_schema(request=serializers.PostRemoval, responses={204: None})
    def delete(self, request: Request, post_id: int) -> Response:
        """Take it away; its number and its replies stay."""
        post = queries.post_for(request.user, post_id)
        reason = self.body(serializers.PostRemoval)["reason"] if request.data else ""
        operations.remove_post(post, by=accounts.person(request.user), reason=reason)
        return self.no_content()


class RevisionsApi(TalkApi):
    """What a post said before."""

    access = Access.PUBLIC

    @extend_schema(responses=serializers.RevisionRow(many=True))
    def get(self, request: Request, post_id: int) -> Response:
        """Earlier wordings, newest first."""
        post = queries.post_for(request.user, post_id)
        return self.list(
            queries.revisions_of(request.user, post), serializers.RevisionRow, order=("-version",)
        )


def _post(post: Post, request: Request) -> dict[str, Any]:
    return {
        "id": post.pk,
        "number": post.number,
        "reply_to": post.reply_to,
        "replies": getattr(post, "replies", []),
        "muted": getattr(post, "muted", False),
        "text": post.text if post.is_visible else "",
        "html": post.html if post.is_visible else "",
        "language": post.language,
        "state": post.state,
        "author": post.author.display_name,
        "author_id": post.author.public_id,
        "own": post.author_id == request.user.pk,
        "version": post.version,
        "created_at": post.created_at,
        "edited_at": post.edited_at,
        "removed_at": post.removed_at,
    }
