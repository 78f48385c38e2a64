"""Celery's door: chores of communities. Each may run twice, late, or not at all."""

from celery import shared_task

from communities.groups import operations
from rareshare.lib.doors import Door, opened


@shared_task
def open_due_talks() -> None:
    """Let everyone read a talk once its members had their week."""
    with opened(Door.TASK):
        operations.open_due_talks()


@shared_task
def sweep_merged() -> None:
    """Let what came in at the last moment follow communities that were merged."""
    with opened(Door.TASK):
        operations.sweep_merged_communities()
