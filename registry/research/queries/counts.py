"""Counts from the frozen cube. What is told depends on who asks; the cube never does."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from communities.conditions.models import Condition
from rareshare.lib.crypto import digest
from rareshare.lib.ledger import canonical
from registry.research import permissions, ranges
from registry.research.models import Cell, Inquiry, Researcher, Snapshot


@dataclass(frozen=True)
class Question:
    """The closed menu: a condition, and at most an age band and a world region."""

    condition: Condition
    age_band: str = ""
    region: str = ""

    @property
    def facts(self) -> dict[str, str]:
        """The one spelling of a question."""
        facts = {"condition": self.condition.key}
        if self.age_band:
            facts["age_band"] = self.age_band
        if self.region:
            facts["region"] = self.region
        return facts

    @property
    def digest(self) -> str:
        """Equal questions have equal digests."""
        return digest(canonical(self.facts))


@dataclass(frozen=True)
class Count:
    """A published answer: a range, or nothing where a number would tell too much."""

    shown: bool
    low: int | None
    high: int | None
    snapshot: Snapshot | None

    @property
    def enough(self) -> bool:
        """True where the published range lies above the smallest bucket."""
        return bool(self.shown and self.low)

    @property
    def told(self) -> dict[str, Any]:
        """The answer as it is logged."""
        return {"shown": self.shown, "low": self.low, "high": self.high}


def newest_snapshot() -> Snapshot | None:
    """The build that everybody's answers come from."""
    return Snapshot.objects.first()


def published_count(question: Question) -> Count:
    """The range of the newest build; a cell that the cube does not hold is none or few."""
    snapshot = newest_snapshot()
    cell = _cell(question, snapshot)
    if cell is None:
        small = ranges.rule().small
        return Count(True, small.low, small.high, snapshot)
    if not cell.shown:
        return Count(False, None, None, snapshot)
    return Count(True, cell.low, cell.high, snapshot)


def exact_count(question: Question) -> int:
    """The number of the newest build; its reader is registry staff and is noted."""
    cell = _cell(question, newest_snapshot())
    return cell.exact if cell else 0


def has_enough(condition: Condition) -> bool:
    """What everybody may know about a condition: that more than ten people can be counted, or
    nothing."""
    return published_count(Question(condition)).enough


def researcher_of(viewer: Any) -> Researcher | None:
    """What a researcher stated; None before the rules were accepted."""
    return Researcher.objects.filter(user_id=viewer.pk).first()


def researchers_locked(viewer: Any) -> QuerySet[Researcher]:
    """Researchers who asked too many different questions, for registry staff."""
    if not permissions.is_coordinator(viewer):
        return Researcher.objects.none()
    return Researcher.objects.exclude(locked_at=None).select_related("user").order_by("locked_at")


def inquiries_of(viewer: Any) -> QuerySet[Inquiry]:
    """A researcher's own inquiries, newest first."""
    return Inquiry.objects.filter(by_id=viewer.pk).select_related("condition").order_by("-id")


def _cell(question: Question, snapshot: Snapshot | None) -> Cell | None:
    return Cell.objects.filter(
        snapshot=snapshot,
        condition=question.condition,
        age_band=question.age_band,
        region=question.region,
    ).first()
