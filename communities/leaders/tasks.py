"""Celery's door into this room. It may run twice, late, or not at all."""

from celery import shared_task

from communities.leaders import operations
from rareshare.lib.doors import Door, opened


@shared_task
def end_for_closed_accounts() -> None:
    """End the offers of people who closed their account, and the questions to them."""
    with opened(Door.TASK):
        operations.withdraw_for_closed_accounts()


@shared_task
def look_after_leaders() -> None:
    """Ask about terms, end those that lapsed, look for communities without a leader."""
    with opened(Door.TASK):
        operations.ask_about_terms()
        operations.end_lapsed_terms()
        operations.note_leaderless()
        operations.ask_members()
