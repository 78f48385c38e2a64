"""`manage.py set_clock 2027-11-23T09:00Z`: move the clock of the demo or of tests."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rareshare.lib import clock


class Command(BaseCommand):
    """Every process reads the new time within a second; refused in production."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """An instant in ISO 8601, or `now` to go back to the real time."""
        parser.add_argument("instant")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the row."""
        if settings.PRODUCTION:
            raise CommandError("The clock can be set in the demo and in tests only.")
        text = options["instant"]
        try:
            instant = datetime.now(UTC) if text == "now" else datetime.fromisoformat(text)  # noqa: TID251
        except ValueError as error:
            raise CommandError("Write the time as 2027-11-23T09:00Z.") from error
        clock.set_clock(instant if instant.tzinfo else instant.replace(tzinfo=UTC))
        self.stdout.write(f"It is {clock.now():%Y-%m-%d %H:%M} UTC now.")
