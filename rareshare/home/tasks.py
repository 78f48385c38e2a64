"""Celery's door into what looks at several rooms. It may run twice, late, or not at all."""

from celery import shared_task

from rareshare.home import weekly
from rareshare.lib.doors import Door, opened


@shared_task
def write_weekly_letters() -> None:
    """Queue the weekly letters of everybody for whom it is time."""
    with opened(Door.TASK):
        weekly.write_weekly_letters()
