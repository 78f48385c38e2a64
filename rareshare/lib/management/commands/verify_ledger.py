"""`manage.py verify_ledger`: walk the hash chain and name the first bad row."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rareshare.lib import ledger


class Command(BaseCommand):
    """Prints the number of entries and the head; fails where the chain does not hold."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and report."""
        verdict = ledger.verify()
        if verdict.bad_seq is not None:
            raise CommandError(f"The chain breaks at entry {verdict.bad_seq}.")
        self.stdout.write(f"{verdict.entries} entries, head {verdict.head}")
