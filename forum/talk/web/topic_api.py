"""Topics as JSON, with the caller's place in them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as accounts
from forum.talk import operations, queries
from forum.talk.models import Topic
from forum.talk.web import serializers
from forum.talk.web.api import PAGING, TalkApi
from rareshare.lib.access import Access
from rareshare.lib.errors import Stale


class TopicsApi(TalkApi):
    """A community's topics."""

    access = Access.PUBLIC
    reads = frozenset({"cursor", "page_size"})

    @extend_schema(parameters=PAGING, responses=serializers.TopicList)
    def get(self, request: Request, public_id: str) -> Response:
        """One page, pinned topics first, then by last post."""
        page = queries.topics_in(
            request.user,
            public_id,
            mark=request.query_params.get("cursor", ""),
            limit=self.page_size(),
        )
        return self.ok(
            {
                "results": page.rows,
                "next": self.link(cursor=page.older),
                "previous": self.link(cursor=page.newer),
            }
        )

    @extend_schema(request=serializers.TopicInput, responses={201: serializers.TopicFull})
    def post(self, request: Request, public_id: str) -> Response:
        """Start a topic."""
        community = queries.community_for_talk(request.user, public_id)
        topic = operations.open_topic(
            community, by=accounts.person(request.user), **self.body(serializers.TopicInput)
        )
        topic = queries.topic_for(request.user, "", topic.pk)
        return self.created(_topic(topic), location=f"/api/v1/topics/{topic.pk}/")


class TopicApi(TalkApi):
    """One topic."""

    access = Access.PUBLIC

    @extend_schema(responses=serializers.TopicFull)
    def get(self, request: Request, topic_id: int) -> Response:
        """The topic with the caller's place in it."""
        return self._answer(queries.topic_for(request.user, "", topic_id))

    @extend_schema(request=serializers.TopicChange, responses=serializers.TopicFull)
    def patch(self, request: Request, topic_id: int) -> Response:
        """Change the title or the content notes, lock or unlock, pin or unpin. Needs If-Match."""
        topic = queries.topic_for(request.user, "", topic_id)
        change, version = self.body(serializers.TopicChange), self.match_number()
        if topic.version != version:
            raise Stale("It changed since you read it. Read it again, then send your change.")
        if "title" in change:
            topic = operations.rename_topic(
                topic, by=accounts.person(request.user), title=change["title"], version=version
            )
        if "content_notes" in change:
            notes = change["content_notes"]
            topic = operations.set_content_notes(
                topic, by=accounts.person(request.user), notes=notes
            )
        for field, yes, no in (
            ("locked", operations.lock_topic, operations.unlock_topic),
            ("pinned", operations.pin_topic, operations.unpin_topic),
        ):
            if field in change:
                topic = (yes if change[field] else no)(topic, by=accounts.person(request.user))
        return self._answer(queries.topic_for(request.user, "", topic.pk))

    def _answer(self, topic: Topic) -> Response:
        read = getattr(topic, "last_read", None)
        return self.ok(_topic(topic), etag=f"{topic.version}.{topic.post_count}.{read or 0}")


class ReadApi(TalkApi):
    """The caller's place in a topic."""

    @extend_schema(request=serializers.ReadInput, responses={204: None})
    def put(self, request: Request, topic_id: int) -> Response:
        """Everything up to this number was seen; it never goes back."""
        topic = queries.topic_for(request.user, "", topic_id)
        operations.mark_read(
            topic, by=accounts.person(request.user), **self.body(serializers.ReadInput)
        )
        return self.no_content()


class FollowApi(TalkApi):
    """Whether replies are told."""

    @extend_schema(request=serializers.FollowInput, responses=serializers.FollowInput)
    def put(self, request: Request, topic_id: int) -> Response:
        """By e-mail or not at all."""
        topic = queries.topic_for(request.user, "", topic_id)
        level = self.body(serializers.FollowInput)["level"]
        return self.ok(
            {
                "level": operations.follow_topic(
                    topic, by=accounts.person(request.user), level=level
                ).level
            }
        )


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "id": topic.pk,
        "community": topic.community.public_id,
        "title": topic.title,
        "kind": topic.kind,
        "language": topic.language,
        "state": topic.state,
        "pinned": topic.pinned,
        "content_notes": topic.content_notes,
        "post_count": topic.post_count,
        "author": topic.author.display_name,
        "author_id": topic.author.public_id,
        "created_at": topic.created_at,
        "last_post_at": topic.last_post_at,
        "last_read": getattr(topic, "last_read", None),
        "follow": getattr(topic, "follow_level", None),
        "version": topic.version,
    }
