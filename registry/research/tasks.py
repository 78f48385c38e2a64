"""Celery's door into the counts. It may run twice, late, or not at all."""

from celery import shared_task

from rareshare.lib.doors import Door, opened
from registry.research import operations


@shared_task
def refresh_counts() -> None:
    """Build the cube where the month turned."""
    with opened(Door.TASK):
        operations.refresh_counts()
