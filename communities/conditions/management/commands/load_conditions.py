"""Load the bundled catalogue of rare conditions, or another file of the same shape."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from communities.conditions import operations, queries
from communities.conditions.models import ImportRelease, Source, System
from communities.conditions.models.entry import Entry
from rareshare.lib.errors import DomainError

DATA = Path(__file__).resolve().parents[2] / "data"
BUNDLED = DATA / "rare-conditions.tsv.gz"
LICENCE = "Mondo, Monarch Initiative, CC BY 4.0"


class Command(BaseCommand):
    help = "Bring the catalogue of rare conditions up to a file; again and again, same end state."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which file, what to call its release, and whether it may shrink the catalogue."""
        parser.add_argument("file", nargs="?", type=Path, default=BUNDLED)
        parser.add_argument("--release", default="", help="name of the release; else its digest")
        parser.add_argument("--allow-shrink", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, then add the names that members use."""
        quiet = options["verbosity"] == 0
        try:
            table = operations.Table(options["file"])
            release = operations.Release(
                source=Source.MONDO,
                name=options["release"] or f"table {table.digest[:12]}",
                licence=LICENCE,
                identity=System.MONDO,
            )
            recorded = operations.import_catalogue(
                table,
                release,
                by=None,
                allow_shrink=options["allow_shrink"],
                progress=lambda entries: _bar(entries, quiet),
            )
            named = _add_community_names()
        except DomainError as error:
            raise CommandError(error.detail) from error
        if not quiet:
            self.stdout.write(_summary(recorded, named))


def _bar(entries: Iterable[Entry], quiet: bool) -> Iterable[Entry]:
    bar: Iterable[Entry] = tqdm(entries, desc="Conditions", unit="", disable=quiet, mininterval=0.2)
    return bar


def _add_community_names() -> int:
    """Give each condition of the small file the names that members use; it may hold none."""
    named = 0
    for code, names in operations.community_names(DATA / "community-names.tsv").items():
        for condition in queries.conditions_with_code(code):
            operations.add_community_names(condition, names, by=None)
            named += 1
    return named


def _summary(recorded: ImportRelease, named: int) -> str:
    counts, difference = recorded.counts, recorded.difference
    left_out = counts["unreadable_names"]
    changes = ", ".join(
        f"{number:,} {what.replace('_', ' ')}" for what, number in difference.items() if number
    )
    return (
        f"{counts['conditions']:,} conditions, {counts['names']:,} names, "
        f"{counts['codes']:,} codes ({recorded.release}).\n"
        f"Release on record: {changes or 'nothing changed'}. "
        f"{left_out} unreadable names left out. {named} conditions have names from members."
    )
