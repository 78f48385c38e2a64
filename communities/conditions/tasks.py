"""Celery's door into the catalogue. It may run twice, late, or not at all."""

from celery import shared_task

from communities.conditions import operations
from rareshare.lib.doors import Door, opened


@shared_task
def import_dropped() -> None:
    """Import the releases that wait in the drop folder."""
    with opened(Door.TASK):
        operations.import_dropped()
