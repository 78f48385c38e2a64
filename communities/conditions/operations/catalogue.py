"""Bringing a release of a source into the catalogue, in one transaction and as sets."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections, router, transaction
from django.db.backends.utils import CursorWrapper

from accounts.models import User
from communities.conditions import permissions
from communities.conditions.models import Condition, ImportRelease, Source, System
from communities.conditions.models.entry import Entry
from communities.conditions.operations import sql
from communities.conditions.operations.index import lock_catalogue, refresh_index
from communities.conditions.operations.reading import Table
from communities.conditions.operations.staging import stage
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, NotAllowed

MOST_SHRINKAGE = 0.05


@dataclass(frozen=True, slots=True)
class Release:
    """What an import brings: whose it is, which release, and under which licence."""

    source: Source
    name: str
    licence: str
    identity: System
    language: str = "en"


Progress = Callable[[Iterable[Entry]], Iterable[Entry]]


def import_catalogue(
    table: Table,
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
        counts = stage(cursor, progress(table))
        values = _values(release, by)
        cursor.execute(sql.IDENTIFY, values)
        if not allow_shrink:
            _refuse_shrinkage(cursor, values)
        difference = _apply(cursor, values)
        refresh_index(cursor)
        counts["unreadable_names"] = table.unreadable_names
        return _recorded(release, table.digest, counts, difference)


def _values(release: Release, by: User | None) -> dict[str, Any]:
    return {
        "source": release.source.value,
        "system": release.identity.value,
        "language": release.language,
        "now": clock.now(),
        "by": by.pk if by else None,
        "note": f"{release.source.label} {release.name}",
    }


def _refuse_shrinkage(cursor: CursorWrapper, values: dict[str, Any]) -> None:
    cursor.execute(sql.SHRINKAGE, values)
    known, gone = cursor.fetchone()
    if known and gone / known > MOST_SHRINKAGE:
        raise Conflict(
            f"This release leaves out {gone:,} of {known:,} conditions in use. "
            "Nothing was changed. If that is meant, allow the catalogue to shrink."
        )


def _apply(cursor: CursorWrapper, values: dict[str, Any]) -> dict[str, int]:
    difference = {}
    for what, statement in sql.STEPS.items():
        cursor.execute(statement, values)
        difference[what] = cursor.rowcount
    del difference["identified"]
    return difference


def _recorded(
    release: Release, digest: str, counts: dict[str, int], difference: dict[str, int]
) -> ImportRelease:
    """The release on record; the same bytes again, changing nothing, are the same release."""
    newest = ImportRelease.objects.filter(source=release.source).first()
    if newest and newest.digest == digest and not any(difference.values()):
        return newest
    return ImportRelease.objects.create(
        source=release.source,
        release=release.name,
        licence=release.licence,
        digest=digest,
        counts=counts,
        difference=difference,
        at=clock.now(),
    )
