"""The nouns of talk: topics, their numbered posts, and what each reader has read and follows."""

from forum.talk.models.post import Post, PostEvent, PostRevision
from forum.talk.models.reading import Follow, ReadMark
from forum.talk.models.topic import Topic, TopicEvent

__all__ = ["Follow", "Post", "PostEvent", "PostRevision", "ReadMark", "Topic", "TopicEvent"]
