"""`manage.py sync_trials`: ask ClinicalTrials.gov now, about what is due or about one illness."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from communities.conditions import queries as conditions
from communities.trials import operations
from rareshare.lib.doors import Door, opened
from rareshare.lib.errors import DomainError


class Command(BaseCommand):
    """The same work as the task; safe to run beside it."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One illness, whether due or not."""
        parser.add_argument("--condition", metavar="KEY", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, and say what came."""
        with opened(Door.COMMAND):
            try:
                said = (
                    self._one(options["condition"]) if options["condition"] else self._due(options)
                )
            except DomainError as error:
                raise CommandError(error.detail) from error
        self.stdout.write(said)

    def _one(self, key: str) -> str:
        condition = conditions.condition_by_key(key)
        sync = operations.sync_trials(condition)
        return f"{condition.trial_matches.count()} studies, {sync.bad_records} could not be read."

    def _due(self, options: dict[str, Any]) -> str:
        due = operations.due_syncs().count()
        quiet = options["verbosity"] == 0
        with tqdm(total=due, desc="Illnesses", unit="", disable=quiet, mininterval=0.2) as bar:
            visit = operations.sync_due_trials(step=bar.update)
        return f"{visit.done} illnesses looked at, {visit.failed} without an answer."
