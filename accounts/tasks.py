"""Celery's door: chores of accounts. Each may run twice, late, or not at all."""

from celery import shared_task

from accounts import operations
from rareshare.lib.doors import Door, opened


@shared_task
def forget_old_secrets() -> None:
    """Drop codes, links and factor secrets that are over, and addresses nobody confirmed."""
    with opened(Door.TASK):
        operations.forget_old_secrets()
        operations.forget_unconfirmed()
