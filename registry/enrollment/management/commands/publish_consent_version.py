"""Publish a consent text after its ethics board approved it."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import queries as people
from rareshare.lib.doors import Door, opened
from rareshare.lib.errors import DomainError
from registry.enrollment import operations
from registry.enrollment.models import ConsentVersion
from registry.enrollment.texts import Approval


class Command(BaseCommand):
    """`manage.py publish_consent_version adult-en 1 --by … --board … --number … --approved …`."""

    help = "Publish a drafted consent text with its ethics approval."

    def add_arguments(self, parser: CommandParser) -> None:
        """What must be said: which text, who publishes, and what the board gave."""
        parser.add_argument("slug")
        parser.add_argument("version", type=int)
        parser.add_argument("--by", required=True, help="e-mail address of a coordinator")
        parser.add_argument("--board", required=True)
        parser.add_argument("--number", required=True)
        parser.add_argument("--approved", type=date.fromisoformat, required=True)
        parser.add_argument("--expires", type=date.fromisoformat, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and print the hash that signatures will name."""
        with opened(Door.COMMAND):
            version = ConsentVersion.objects.filter(
                document__slug=options["slug"], number=options["version"]
            ).first()
            user = people.user_by_address(options["by"])
            if version is None or user is None:
                raise CommandError("There is no such text, or no such coordinator.")
            approval = Approval(
                options["board"], options["number"], options["approved"], options["expires"]
            )
            try:
                done = operations.publish_consent_version(version, by=user, approval=approval)
            except DomainError as error:
                raise CommandError(error.detail) from error
            self.stdout.write(f"published, SHA-256 {done.sha256}")
