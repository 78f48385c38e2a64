"""What the import commands share: options, a progress bar and statistics for the planner."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from tqdm import tqdm

from communities.conditions import operations, queries
from communities.conditions.models import Product
from rareshare.lib import clock
from rareshare.lib.errors import DomainError

_TABLES = (
    "condition",
    "conditioncode",
    "conditionname",
    "conditionparent",
    "definition",
    "prevalence",
    "searchform",
    "searchgram",
    "sourcerecord",
)


class ImportCommand(BaseCommand):
    """One file of one product. Subclasses say which."""

    product: ClassVar[Product]
    bundled: ClassVar[Path | None] = None

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, what to call its release, and whether it may shrink the catalogue."""
        parser.add_argument("file", type=Path, nargs="?" if self.bundled else None)
        parser.add_argument("--release", default="", help="name of the release; else the file's")
        parser.add_argument(
            "--allow-shrink",
            action="store_true",
            help="import also where more than 5 %% of the conditions in use would be left out",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what changed."""
        self.run(options["file"], options)

    def run(self, path: Path, options: dict[str, Any]) -> None:
        """Import the file; a refusal is the command's error."""
        quiet, begin = options["verbosity"] == 0, clock.now()
        try:
            imported = operations.import_file(
                self.product,
                path,
                by=None,
                release=options["release"],
                allow_shrink=options["allow_shrink"],
                progress=lambda entries: _bar(entries, quiet),
            )
        except DomainError as error:
            raise CommandError(error.detail) from error
        if any(imported.difference.values()):
            count_anew()
        if not quiet:
            known = imported.at < begin
            self.stdout.write(queries.unchanged(imported) if known else queries.summary(imported))


def count_anew() -> None:
    """Tell the planner how large the tables are now. Only their owner may; where the owner's
    address is not set, the database does it by itself within minutes."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE " + ", ".join(f"conditions_{name}" for name in _TABLES))


def _bar(entries: Iterable[Any], quiet: bool) -> Iterable[Any]:
    bar: Iterable[Any] = tqdm(entries, desc="Conditions", unit="", disable=quiet, mininterval=0.2)
    return bar
