"""The accounts of the demo with codes that work now; the demo only."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from accounts import cast, queries


@dataclass(frozen=True)
class Line:
    """One account: who, what for, how to get in."""

    name: str
    part: str
    address: str
    code: str


def lines() -> Iterator[Line]:
    """All accounts of the cast that exist, those with a role with a code; nothing elsewhere."""
    if not settings.DEMO:
        return
    for key, person in cast.PEOPLE.items():
        user = queries.user_by_address(cast.address(key))
        if user is not None:
            yield Line(person.name, person.part, user.email, queries.demo_code(user))
