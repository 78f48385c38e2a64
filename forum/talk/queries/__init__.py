"""What a person may see of talk. Doors get topics and posts only from here."""

from forum.talk.queries.figures import (
    Answers,
    answers_since,
    first_posts_of,
    months_since,
    pinned_topics,
    posts_since,
    unanswered_topics,
    writers_since,
)
from forum.talk.queries.posts import (
    PostPage,
    post_for,
    post_in_topic,
    post_numbered,
    posts_after,
    posts_page,
    revisions_of,
)
from forum.talk.queries.search import Found, Hit, search_posts
from forum.talk.queries.topics import (
    TopicPage,
    community_for_talk,
    latest_topics,
    topic_for,
    topics_in,
    topics_page,
    used_to_belong,
)

__all__ = [
    "Answers",
    "Found",
    "Hit",
    "PostPage",
    "TopicPage",
    "answers_since",
    "community_for_talk",
    "first_posts_of",
    "latest_topics",
    "months_since",
    "pinned_topics",
    "post_for",
    "post_in_topic",
    "post_numbered",
    "posts_after",
    "posts_page",
    "posts_since",
    "revisions_of",
    "search_posts",
    "topic_for",
    "topics_in",
    "topics_page",
    "unanswered_topics",
    "used_to_belong",
    "writers_since",
]
