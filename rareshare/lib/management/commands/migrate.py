"""`manage.py migrate`: Django's own, as the owner of the tables."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate

OWNER = "owner"


class Command(migrate.Command):
    """The application role may not change tables: for it Django would note a migration as applied
    and run nothing of it. So the owner's connection is the only one here."""

    def add_arguments(self, parser: CommandParser) -> None:
        """As Django's, with the owner's connection by default."""
        super().add_arguments(parser)
        parser.set_defaults(database=OWNER)

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, or say which connection to use."""
        if options["database"] != OWNER:
            raise CommandError("Only the owner changes tables. Leave out --database.")
        super().handle(*args, **options)
