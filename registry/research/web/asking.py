"""What pages and API share about questions: finding a condition, and telling a count in words."""

from typing import Any

from communities.conditions import queries as conditions
from communities.conditions.models import Condition
from rareshare.lib.errors import Invalid, NotFound
from registry.research.operations.counting import Answer
from registry.research.queries import Count
from registry.research.ranges import rule


def condition_named(text: str) -> Condition:
    """The condition with this key or slug; Invalid at its field where there is none."""
    for find in (conditions.condition_by_key, conditions.condition_by_slug):
        try:
            return find(text)
        except NotFound:
            continue
    raise Invalid("There is no such condition.", field="condition")


def in_words(count: Count) -> str:
    """A range as a person says it."""
    if not count.shown:
        return "We do not show a number for this group, to protect the people in it."
    if not count.low:
        return f"Fewer than {rule().smallest}, maybe none."
    return f"{count.low} to {count.high} people."


def as_json(answer: Answer) -> dict[str, Any]:
    """What the API tells about a count."""
    count, private = answer.count, answer.tier == "public"
    span = {"min": count.low or 0, "max": count.high or 0}
    return {
        "tier": answer.tier,
        "enough": count.enough,
        "range": span if count.shown and not private else None,
        "exact": answer.exact,
        "as_of": count.snapshot.built_at.date() if count.snapshot else None,
        "note": _public_words(count) if private else in_words(count),
    }


def _public_words(count: Count) -> str:
    if count.enough:
        return f"There are {rule().smallest} people or more."
    return f"Fewer than {rule().smallest}, maybe none. Our staff can tell researchers more."
