"""Bringing a release of a source into the catalogue, in one transaction and as sets."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connections, router, transaction
from django.db.backends.utils import CursorWrapper

from accounts.models import User
from communities.conditions import permissions
from communities.conditions.models import Condition, ImportRelease, Product, Source, System
from communities.conditions.models.entry import Entry
from communities.conditions.operations import differences, joining, sql
from communities.conditions.operations.index import lock_catalogue, refresh_index
from communities.conditions.operations.source_file import SourceFile
from communities.conditions.operations.staging import stage
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed

MOST_SHRINKAGE = 0.05


@dataclass(frozen=True, slots=True)
class Release:
    """What an import brings: whose it is, which release, and under which licence."""

    source: Source
    name: str
    licence: str
    identity: System
    language: str = "en"
    product: Product = Product.TABLE

    @property
    def is_whole(self) -> bool:
        """English files say which conditions there are; others bring names and definitions."""
        return self.language == "en"

    @property
    def steps(self) -> dict[str, str]:
        """The statements for what the file tells: the table knows no definitions and no levels."""
        definitions = {} if self.product == Product.TABLE else sql.DEFINITIONS
        if not self.is_whole:
            return {**sql.NAMES, **definitions}
        return {**sql.CONDITIONS, **sql.NAMES, **sql.CODES, **definitions}


class EntryFile(Protocol):
    """A file that yields the entries of one source."""

    digest: str
    left_out: Counter[str]
    examples: list[str]

    def __iter__(self) -> Iterator[Entry]: ...


Progress = Callable[[Iterable[Any]], Iterable[Any]]


def import_catalogue(
    table: EntryFile,
    release: Release,
    *,
    by: User | None,
    allow_shrink: bool = False,
    progress: Progress = iter,
) -> ImportRelease:
    """Make the catalogue say what the release says, in what this source gave and nothing else: the
    whole release or nothing. A second run changes nothing. Refused where the source would drop
    more than 5 % of the conditions in use that it stands behind."""
    if not permissions.can_import_catalogue(by):
        raise NotAllowed
    alias = router.db_for_write(Condition)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        lock_catalogue(cursor)
        _refuse_language(release)
        counts = stage(cursor, progress(table))
        # Whole sets are compared; tables without statistics would tempt the planner to go by rows.
        cursor.execute("SET LOCAL enable_nestloop = off")
        values = _values(release, by)
        counts["not_taken_up"] = joining.identify(cursor, values)
        if not allow_shrink:
            refuse_shrinkage(*joining.shrinkage(cursor, values))
        changes = differences.foreseen(cursor, values)
        difference = _apply(cursor, release, values)
        changes |= differences.happened(cursor, values) if release.is_whole else {}
        refresh_index(cursor)  # which lets the planner choose freely again
        return recorded(release, table, counts, difference, changes)


def _refuse_language(release: Release) -> None:
    known = ImportRelease.objects.filter(
        source=release.source, product=release.product, language="en"
    )
    if not release.is_whole and not known.exists():
        raise Invalid(
            "Import the English file first: it says which conditions there are. "
            "Nothing was changed."
        )


def _values(release: Release, by: User | None) -> dict[str, Any]:
    order = list(Source)
    return {
        "source": release.source.value,
        "before": [one.value for one in order[: order.index(release.source)]],
        "system": release.identity.value,
        "language": release.language,
        "whole": release.is_whole,
        "levels": release.product != Product.TABLE,
        "now": clock.now(),
        "by": by.pk if by else None,
        "note": f"{release.source.label} {release.name}",
    }


def refuse_shrinkage(known: int, gone: int) -> None:
    """A release that gives up more than 5 % of what its source stood behind needs a person."""
    if known and gone / known > MOST_SHRINKAGE:
        raise Conflict(
            f"This release leaves out {gone:,} of {known:,} conditions in use. "
            "Nothing was changed. If that is meant, import it with --allow-shrink."
        )


def _apply(cursor: CursorWrapper, release: Release, values: dict[str, Any]) -> dict[str, int]:
    difference = {}
    for what, statement in release.steps.items():
        cursor.execute(statement, values)
        difference[what] = cursor.rowcount
    difference.pop("identified", None)
    return difference


def recorded(
    release: Release,
    file: EntryFile | SourceFile,
    counts: dict[str, int],
    difference: dict[str, int],
    changes: dict[str, list[list[str]]],
) -> ImportRelease:
    """The release on record; the same bytes again, changing nothing, are the same release."""
    mine = {"source": release.source, "product": release.product, "language": release.language}
    newest = ImportRelease.objects.filter(**mine).first()
    if newest and newest.digest == file.digest and not any(difference.values()):
        return newest
    listed = {what: rows for what, rows in changes.items() if rows}
    if file.examples:
        listed["left_out"] = [[text] for text in file.examples]
    return ImportRelease.objects.create(
        **mine,
        release=release.name,
        licence=release.licence,
        digest=file.digest,
        counts={"unreadable_names": 0, **counts, **file.left_out},
        difference=difference,
        changes=listed,
        at=clock.now(),
    )
