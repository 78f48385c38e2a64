"""`manage.py find_due_updates`: queue the letters of everybody whose yearly update is due."""

from typing import Any

from django.core.management.base import BaseCommand

from rareshare.lib.doors import Door, opened
from registry.updates import operations


class Command(BaseCommand):
    """What beat does every minute, once and at once."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Look once."""
        with opened(Door.COMMAND):
            queued = operations.find_due()
        self.stdout.write(f"{queued} letters queued.")
