"""Celery's door to the studies. It may run twice, late, or not at all."""

from celery import shared_task

from communities.trials import operations
from rareshare.lib.doors import Door, opened


@shared_task
def sync_trials() -> None:
    """Ask about the illnesses that are due."""
    with opened(Door.TASK):
        operations.sync_due_trials()
