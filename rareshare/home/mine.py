"""What the rooms know about one person, gathered for their own page."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One thing on my page: what it is, one line about it, where it leads."""

    title: str
    text: str
    url: str


def needs_of(user: Any) -> list[Entry]:
    """At most three things that wait for this person; the most urgent first."""
    return []


def registry_entries_of(user: Any) -> list[Entry]:
    """The registry records this person acts for."""
    return []


def account_links() -> list[Entry]:
    """Where a person changes what belongs to the account."""
    return [Entry("Display settings", "", reverse("home:display"))]
