"""Celery's door into the house's own chores. Every task may run twice, late, or not at all."""

from datetime import timedelta

from celery import shared_task

from rareshare.lib import clock, delivery
from rareshare.lib.doors import Door, opened
from rareshare.lib.models import Counter, Heartbeat, IdempotencyRow


@shared_task
def send_letters() -> None:
    """Send the letters that are due."""
    with opened(Door.TASK):
        delivery.deliver_due()


@shared_task
def beat_heart() -> None:
    """Leave a row that shows: beat, broker and a worker that consumes all live."""
    with opened(Door.TASK):
        Heartbeat.objects.update_or_create(pk="worker", defaults={"at": clock.now()})


@shared_task
def forget_old_rows() -> None:
    """Drop answers kept for repeated requests after a day, and counters whose window is over."""
    with opened(Door.TASK):
        now = clock.now()
        IdempotencyRow.objects.filter(created_at__lt=now - timedelta(days=1)).delete()
        Counter.objects.filter(expires_at__lt=now).delete()
