"""Celery's door into this room. It may run twice, late, or not at all."""

from celery import shared_task

from communities.people import operations
from rareshare.lib.doors import Door, opened


@shared_task
def forget_readings() -> None:
    """Drop yesterday's counts of who was shown how many people."""
    with opened(Door.TASK):
        operations.forget_readings()
