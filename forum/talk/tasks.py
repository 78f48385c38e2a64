"""Celery's door: chores of talk. Each may run twice, late, or not at all."""

from celery import shared_task

from forum.talk import operations
from rareshare.lib.doors import Door, opened


@shared_task
def tell_page_updates() -> None:
    """Tell the forum and the followers what changed on the pages of communities."""
    with opened(Door.TASK):
        operations.tell_page_updates()
