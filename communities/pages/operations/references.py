"""The published works that a page rests on."""

import re
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.groups import merging
from communities.groups.models import Community
from communities.pages import permissions
from communities.pages.models import PageEvent, Reference, SectionKind
from communities.pages.states import State
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale, WrongState
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line
from rareshare.lib.weblinks import clean_weblink

_LEADERS_ONLY = "Only leaders of this community write its page."
_FIRST_YEAR = 1800  # before the first medical journals that still have an index
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s<>\"]+")  # as Crossref recommends
_PMID = re.compile(r"[1-9][0-9]{0,8}")
_YEAR = re.compile(r"[0-9]{4}")


def add_reference(community: Community, *, by: User, work: dict[str, object]) -> Reference:
    """Put a work on the page: title, authors and year, and where it can be found. A DOI may come
    as a bare name, with `doi:` or as an address; each work stands once."""
    checked = _checked(work)
    with transaction.atomic():
        community = merging.held(community)
        if not permissions.can_add_reference(by, community):
            raise NotAllowed(_LEADERS_ONLY)
        reference = Reference(community=community, added_by=by, **checked)
        _save(reference)
        _record(reference, "reference_added", by=by)
    return reference


def change_reference(
    reference: Reference, *, by: User, work: dict[str, object], version: int
) -> Reference:
    """Correct what stands about a work; the texts that rest on it keep resting on it. `version` is
    the number of what the leader read: Stale where somebody corrected it meanwhile. The history
    keeps each field that changed, as it was and as it is."""
    checked = _checked(work)
    with transaction.atomic():
        reference = _standing(reference)
        if not permissions.can_change_reference(by, reference):
            raise NotAllowed(_LEADERS_ONLY)
        if reference.version != version:
            raise Stale("It changed since you read it. Read it again, then send your change.")
        before = {name: getattr(reference, name) for name in checked}
        changed = [name for name, value in checked.items() if before[name] != value]
        if not changed:
            return reference
        for name in changed:
            setattr(reference, name, checked[name])
        reference.version += 1
        _save(reference)
        lines = [f"{name}: {before[name]} -> {checked[name]}" for name in changed]
        _record(reference, "reference_changed", by=by, changes=lines)
    return reference


def remove_reference(reference: Reference, *, by: User) -> None:
    """Take a work off the page. Not while a text that readers see rests on it; what older texts
    rest on stays in their history."""
    with transaction.atomic():
        reference = _standing(reference)
        if not permissions.can_remove_reference(by, reference):
            raise NotAllowed(_LEADERS_ONLY)
        shown = reference.versions.filter(state=State.PUBLISHED).exclude(text="")
        if kinds := list(shown.order_by("pk").values_list("section__kind", flat=True)):
            names = ", ".join(SectionKind(kind).label for kind in kinds)
            raise WrongState(f"This work is a source of: {names}. Take it off there first.")
        reference.removed_at = clock.now()
        reference.save(update_fields=["removed_at"])
        _record(reference, "reference_removed", by=by)


def _standing(reference: Reference) -> Reference:
    """The work under its lock, while it stands on the page. Whoever takes it as a source locks it
    too, so it cannot leave the page between the two."""
    merging.held(reference.community)
    reference = locked(reference)
    if reference.removed_at is not None:
        raise NotFound
    return reference


def _save(reference: Reference) -> None:
    try:
        with transaction.atomic():
            reference.save()
    except IntegrityError as error:
        for name in ("doi", "pmid"):
            if f"one_reference_per_{name}" in str(error):
                said = f"A work with this {name.upper()} is on the page already."
                raise Conflict(said, field=name) from error
        raise Conflict("This work is on the page already.", field="title") from error


def _record(reference: Reference, verb: str, *, by: User, changes: Iterable[str] = ()) -> None:
    lines = [f"{reference.title} {reference.year}", *changes]
    PageEvent.objects.create(
        community=reference.community,
        verb=verb,
        by=by,
        note="\n".join(lines),
    )


def _checked(work: dict[str, object]) -> dict[str, object]:
    def line(name: str, limit: int) -> str:
        return clean_line(str(work.get(name) or ""), name, limit=limit)

    title, authors = line("title", 400), line("authors", 400)
    if not title:
        raise Invalid("Write the title of the work.", field="title")
    if not authors:
        raise Invalid("Write who wrote it.", field="authors")
    return {
        "title": title,
        "authors": authors,
        "journal": line("journal", 200),
        "year": _year(work.get("year")),
        "doi": _doi(line("doi", 150)),
        "pmid": _pmid(line("pmid", 10)),
        "url": clean_weblink(str(work["url"])) if work.get("url") else "",
    }


def _year(value: object) -> int:
    text = str(value or "")
    if not _YEAR.fullmatch(text) or not _FIRST_YEAR <= int(text) <= clock.today().year + 1:
        raise Invalid("Write the year in four digits, such as 2018.", field="year")
    return int(text)


def _doi(text: str) -> str:
    name = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)
    if name and not _DOI.fullmatch(name):
        raise Invalid("Write the DOI as it is printed, such as 10.1056/NEJMra1505292.", field="doi")
    return name


def _pmid(text: str) -> str:
    if text and not _PMID.fullmatch(text):
        raise Invalid("Write the PMID as a number.", field="pmid")
    return text
