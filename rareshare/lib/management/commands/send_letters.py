"""`manage.py send_letters`: send what is due now, without Celery."""

from typing import Any

from django.core.management.base import BaseCommand

from rareshare.lib import delivery


class Command(BaseCommand):
    """The same work as the task; safe to run beside it."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and count."""
        self.stdout.write(f"{delivery.deliver_due()} letters handled")
