"""What can be done in talk, by noun."""

from forum.talk.operations.announcing import tell_page_updates
from forum.talk.operations.posts import edit_post, remove_post, reply_to_topic
from forum.talk.operations.reading import follow_topic, mark_read
from forum.talk.operations.topics import (
    lock_topic,
    open_topic,
    pin_topic,
    rename_topic,
    set_content_notes,
    unlock_topic,
    unpin_topic,
)

__all__ = [
    "edit_post",
    "follow_topic",
    "lock_topic",
    "mark_read",
    "open_topic",
    "pin_topic",
    "remove_post",
    "rename_topic",
    "reply_to_topic",
    "set_content_notes",
    "tell_page_updates",
    "unlock_topic",
    "unpin_topic",
]
