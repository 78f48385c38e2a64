"""Celery's door into this room. It may run twice, late, or not at all."""

from celery import shared_task

from communities.proposals import operations
from rareshare.lib.doors import Door, opened


@shared_task
def end_for_closed_accounts() -> None:
    """End the proposals of people who closed their account."""
    with opened(Door.TASK):
        operations.withdraw_for_closed_accounts()
