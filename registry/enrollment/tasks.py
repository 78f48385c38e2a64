"""Wake-ups of this room."""

from celery import shared_task

from rareshare.lib.doors import Door, opened
from registry.enrollment import operations


@shared_task
def forget_screenings() -> None:
    """Forget the screenings whose days are over."""
    with opened(Door.TASK):
        operations.forget_screenings()
