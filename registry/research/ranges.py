"""How a number becomes a range that protects people, and how slowly a published range moves.

The rule is `feasibility-v1`: below the smallest number there is one bucket that never tells none
from few; above it, ranges of one width. No noise: noise can be averaged away.
"""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# A published range moves only when the number went this far beyond its edge, so that one person who
# joins or leaves never shows.
HYSTERESIS = 3


@dataclass(frozen=True, order=True)
class Range:
    """From `low` to `high`, both included."""

    low: int
    high: int

    @property
    def enough(self) -> bool:
        """True for every range but the first."""
        return self.low > 0

    def holds(self, number: int) -> bool:
        """True where the number lies in the range."""
        return self.low <= number <= self.high


@dataclass(frozen=True)
class Rule:
    """The smallest number that is ever told, and the width of the ranges above it."""

    smallest: int
    width: int

    def __post_init__(self) -> None:
        if self.smallest < 5 or self.width < 5:
            raise ImproperlyConfigured("COUNTS_SMALLEST and COUNTS_WIDTH must be 5 or more.")
        if (self.smallest - 1) % self.width:
            raise ImproperlyConfigured(
                "COUNTS_SMALLEST minus 1 must be a multiple of COUNTS_WIDTH, or ranges overlap."
            )

    @property
    def small(self) -> Range:
        """The bucket for none and few."""
        return Range(0, self.smallest - 1)

    def bucket(self, number: int) -> Range:
        """The range of a number."""
        if number < self.smallest:
            return self.small
        low = (number - 1) // self.width * self.width + 1
        return Range(low, low + self.width - 1)

    def settled(self, number: int, before: Range | None) -> Range:
        """The range to publish next, where `before` was published last."""
        if before is None or before.holds(number):
            return before or self.bucket(number)
        beyond = number - before.high if number > before.high else before.low - number
        return self.bucket(number) if beyond >= HYSTERESIS else before


@cache
def rule() -> Rule:
    """The rule of the settings."""
    return Rule(settings.COUNTS_SMALLEST, settings.COUNTS_WIDTH)
