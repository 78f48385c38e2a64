"""The steps that news links and resources share: put on the shelf, decided on, corrected."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.groups import merging
from communities.library.models import NewsLink, NewsLinkEvent, Resource, ResourceEvent
from communities.library.permissions import can_decide
from communities.library.states import MOVES, Reason, State
from rareshare.lib import clock, limits, states
from rareshare.lib.errors import Conflict, Invalid, Stale
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line

S = TypeVar("S", NewsLink, Resource)
_OLDEST = date(1900, 1, 1)
SUGGESTIONS = limits.Limit("library_suggestions", most=20, seconds=24 * 3600)


def put(item: S, *, by: User) -> S:
    """Store a suggestion; what comes from somebody who decides is shown at once."""
    decides = can_decide(by, item.community)
    if not decides:
        limits.count(SUGGESTIONS, str(by.pk))
    _save(item, force_insert=True)
    record(item, "suggested", by=by, to_state=State.SUGGESTED)
    return move(item, State.APPROVED, by=by) if decides else item


def locked_in_place(item: S) -> S:
    """The community first, where there is one, as in every decision and every merge, so that no two
    wait for each other."""
    if item.community is not None:
        merging.held(item.community)
    return locked(item)


def move(item: S, to: State, *, by: User | None, reason: str = "", note: str = "") -> S:
    """The one place that changes the state of a suggestion, together with its history. A person
    whose suggestion is declined is told why. Nobody is `by` where the house tidies up."""
    states.check(MOVES, item.state, to)
    if to == State.DECLINED:
        reason, note = _why(item, reason, note, by=by)
    record(item, str(to), by=by, from_state=item.state, to_state=to, note=note)
    item.state, item.reason, item.reason_note = to, reason, note
    item.decided_at = item.next_check_at = clock.now()
    item.save(update_fields=["state", "reason", "reason_note", "decided_at", "next_check_at"])
    return item


def correct(item: S, values: Mapping[str, Any], *, by: User, version: int | None = None) -> S:
    """Change what is written about a link; a new address is checked anew."""
    if version is not None and version != item.version:
        raise Stale("It changed since you read it. Read it again, then send your change.")
    changed = sorted(name for name, value in values.items() if getattr(item, name) != value)
    if not changed:
        return item
    for name in changed:
        setattr(item, name, values[name])
    if "url" in changed:
        item.failures, item.last_failed_on, item.next_check_at = 0, None, clock.now()
    item.version += 1
    _save(item)
    record(item, "changed", by=by, note=", ".join(changed))
    return item


def record(
    item: NewsLink | Resource,
    verb: str,
    *,
    by: User | None,
    from_state: str = "",
    to_state: str = "",
    note: str = "",
) -> None:
    """One line in the history of the thing."""
    facts: dict[str, Any] = {"from_state": from_state, "to_state": to_state, "note": note}
    if isinstance(item, NewsLink):
        NewsLinkEvent.objects.create(link=item, verb=f"news_link_{verb}", by=by, **facts)
    else:
        ResourceEvent.objects.create(resource=item, verb=f"resource_{verb}", by=by, **facts)


def needed(text: str, field: str, missing: str, *, limit: int = 200) -> str:
    """One line that must say something."""
    line = clean_line(text, field, limit=limit)
    if not line:
        raise Invalid(missing, field=field)
    return line


def past_day(day: date) -> date:
    """The day on which something appeared."""
    # One day ahead, because it is tomorrow already somewhere.
    if not _OLDEST <= day <= clock.today() + timedelta(days=1):
        raise Invalid(
            "Write the day on which it appeared. It cannot be ahead.", field="published_on"
        )
    return day


def _save(item: NewsLink | Resource, *, force_insert: bool = False) -> None:
    try:
        with transaction.atomic():
            item.save(force_insert=force_insert)
    except IntegrityError as error:
        raise Conflict("This address was suggested already.", field="url") from error


def _why(item: NewsLink | Resource, reason: str, note: str, *, by: User | None) -> tuple[str, str]:
    if reason and reason not in Reason.values:
        raise Invalid("Choose why.", field="reason")
    if not reason and item.suggested_by_id not in {None, by.pk if by else None}:
        raise Invalid("Choose why. We tell the person who suggested it.", field="reason")
    note = clean_line(note, "note", limit=500)
    if reason == Reason.OTHER and not note:
        raise Invalid("Write one sentence on why.", field="note")
    return reason, note
