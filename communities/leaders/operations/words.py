"""What somebody says who wants to lead: checked once for all ways in."""

from dataclasses import dataclass
from typing import Any

from communities.groups.operations.leadership import HELPS_WITH_LIMIT, STORY_LIMIT
from communities.leaders.models import MOST_HOURS
from rareshare.lib import clock
from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line, clean_text

WHY_LIMIT = 1_000


@dataclass(frozen=True)
class Offer:
    """Why, with what, and for how long a week; story and `helps_with` become public later."""

    why: str
    helps_with: str
    hours: int
    public: bool
    story: str = ""

    def checked(self) -> dict[str, Any]:
        """The fields of an application; Invalid names everything that is wrong at once."""
        found: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for name, clean, text, limit in (
            ("why", clean_text, self.why, WHY_LIMIT),
            ("helps_with", clean_line, self.helps_with, HELPS_WITH_LIMIT),
            ("story", clean_text, self.story, STORY_LIMIT),
        ):
            try:
                found[name] = clean(text, name, limit=limit)
            except Invalid as error:
                wrong.update(error.fields)
        if "why" in found and not found["why"]:
            wrong["why"] = "Write in a few words why you want to help."
        if "helps_with" in found and not found["helps_with"]:
            wrong["helps_with"] = "Write what you can help with."
        if not 1 <= self.hours <= MOST_HOURS:
            wrong["hours"] = f"Write a number of hours from 1 to {MOST_HOURS}."
        if not self.public:
            wrong["public"] = "Leaders are named on the page. Tick this if that is fine for you."
        if wrong:
            raise Invalid(wrong)
        return {**found, "hours": self.hours, "agreed_public_at": clock.now()}
