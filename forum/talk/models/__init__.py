"""The nouns of talk: topics, their numbered posts, and what each reader has read and follows."""

from forum.talk.models.post import Post, PostEvent, PostRevision
from forum.talk.models.reading import Follow, ReadMark
from forum.talk.models.topic import Topic, TopicEvent
from forum.talk.models.update import PageUpdate

__all__ = [
    "Follow",
    "PageUpdate",
    "Post",
    "PostEvent",
    "PostRevision",
    "ReadMark",
    "Topic",
    "TopicEvent",
]
