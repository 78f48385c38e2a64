"""`manage.py grant_role ADDRESS ROLE`: how the first administrator comes to be."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import operations, queries
from accounts.roles import Role
from rareshare.lib.doors import Door, opened


class Command(BaseCommand):
    """Gives a role to an account that exists; the person then sets up a second factor."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """An address and a role."""
        parser.add_argument("address")
        parser.add_argument("role", choices=Role.values)

    def handle(self, *args: Any, address: str, role: str, **options: Any) -> None:
        """Grant it as the house itself."""
        with opened(Door.COMMAND):
            user = queries.user_by_address(address)
            if user is None:
                raise CommandError("There is no open account with this address.")
            operations.grant_role(user, role, by=None)
        self.stdout.write(f"{user} is now {Role(role).label}.")
