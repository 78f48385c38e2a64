"""`manage.py demo_accounts`: the accounts of the demo, with codes that work now."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import queries
from accounts.cast import PASSWORD


class Command(BaseCommand):
    """Prints nothing anywhere but in the demo."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """One line per account."""
        if not settings.DEMO:
            raise CommandError("Only the demo shows its accounts.")
        self.stdout.write(f"Password of all accounts: {PASSWORD}")
        for line in queries.demo_accounts():
            code = f"  code {line.code}" if line.code else ""
            self.stdout.write(f"  {line.address:<20} {line.part}{code}")
