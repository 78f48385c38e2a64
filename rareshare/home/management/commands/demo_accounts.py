"""`manage.py demo_accounts`: who can sign in to the demo, and as what."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rareshare.home.demo.accounts import PEOPLE
from rareshare.home.demo.cast import DOMAIN, PASSWORD


class Command(BaseCommand):
    """One line for each person, with the one password of the demo above them."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Refused in production, where none of them exists."""
        if settings.PRODUCTION:
            raise CommandError("Demo accounts exist in the demo only.")
        self.stdout.write(f"  Accounts, all with the password: {PASSWORD}")
        for key, person in PEOPLE.items():
            self.stdout.write(f"    {key + '@' + DOMAIN:24} {person.part}")
