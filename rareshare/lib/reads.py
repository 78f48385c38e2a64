"""The read audit: the row is written before the data leave, in the same transaction."""

from collections.abc import Iterable
from typing import Any

from rareshare.lib.errors import Invalid
from rareshare.lib.models import ReadEntry


def record(
    actor: Any, *, subject: str, fields: Iterable[str], purpose: str, reason: str = ""
) -> ReadEntry:
    """Note that `actor` is about to see `fields` of `subject`. No row, no data: an error here
    keeps the data in."""
    return ReadEntry.objects.create(
        actor_id=getattr(actor, "pk", None),
        subject=subject,
        fields=sorted(fields),
        purpose=purpose,
        reason=reason,
    )


def record_with_reason(
    actor: Any, *, subject: str, fields: Iterable[str], purpose: str, reason: str
) -> ReadEntry:
    """The same for staff, who state in words why before anything opens."""
    if len(reason.strip()) < 10:
        raise Invalid("Say in a few words why you need to open this.", field="reason")
    return record(actor, subject=subject, fields=fields, purpose=purpose, reason=reason.strip())
