"""Celery's door into the scanner. It may run twice, late, or not at all."""

from celery import shared_task

from rareshare.lib.doors import Door, opened
from registry.updates import operations


@shared_task
def find_due() -> None:
    """Queue the letters of everybody who is due."""
    with opened(Door.TASK):
        operations.find_due()
