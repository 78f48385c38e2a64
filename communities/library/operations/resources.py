"""Lasting resources: guides, books, podcasts, groups that help."""

from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction

from accounts.models import User
from communities.groups import merging
from communities.groups.models import Community
from communities.library import permissions
from communities.library.languages import NAMES
from communities.library.models import LengthUnit, Resource, ResourceKind
from communities.library.operations.steps import (
    correct,
    locked_in_place,
    move,
    needed,
    past_day,
    put,
)
from communities.library.states import State
from rareshare.lib.errors import Invalid, NotAllowed
from rareshare.lib.weblinks import clean_weblink

NOT_YOURS = "Only those who look after this list decide on its resources."
LONGEST = 20_000


class Words(TypedDict, total=False):
    """What is written about a resource; the first four are needed."""

    kind: str
    title: str
    description: str
    url: str
    language: str
    length: int | None
    length_unit: str
    published_on: date | None


def suggest_resource(community: Community | None, *, by: User, **words: Unpack[Words]) -> Resource:
    """A member suggests something worth keeping; a leader's own is shown at once."""
    checked = _checked(words)
    with transaction.atomic():
        community = merging.held(community) if community else None
        if not permissions.can_suggest_resource(by, community):
            raise NotAllowed("Only members can suggest resources here. You can join in one step.")
        return put(Resource(community=community, suggested_by=by, **checked), by=by)


def approve_resource(resource: Resource, *, by: User) -> Resource:
    """A leader lets everybody see a suggested resource."""
    with transaction.atomic():
        resource = locked_in_place(resource)
        if not permissions.can_approve_resource(by, resource):
            raise NotAllowed(NOT_YOURS)
        return move(resource, State.APPROVED, by=by)


def decline_resource(resource: Resource, *, by: User, reason: str = "", note: str = "") -> Resource:
    """A leader does not take a suggestion, or takes a resource away that was shown."""
    with transaction.atomic():
        resource = locked_in_place(resource)
        if not permissions.can_decline_resource(by, resource):
            raise NotAllowed(NOT_YOURS)
        return move(resource, State.DECLINED, by=by, reason=reason, note=note)


def change_resource(
    resource: Resource, *, by: User, version: int | None = None, **words: Unpack[Words]
) -> Resource:
    """A leader corrects what is written about a resource."""
    checked = _checked(words)
    with transaction.atomic():
        resource = locked_in_place(resource)
        if not permissions.can_change_resource(by, resource):
            raise NotAllowed(NOT_YOURS)
        return correct(resource, checked, by=by, version=version)


def _checked(words: Words) -> dict[str, Any]:
    kind, language = words.get("kind", ""), words.get("language") or ""
    if kind not in ResourceKind.values:
        raise Invalid("Choose what it is.", field="kind")
    if language and language not in NAMES:
        raise Invalid("Choose a language from the list.", field="language")
    length, unit = _length(words.get("length"), words.get("length_unit") or "")
    day = words.get("published_on")
    missing = "Write one sentence on what it is."
    return {
        "kind": kind,
        "title": needed(words.get("title", ""), "title", "Write the title."),
        "description": needed(words.get("description", ""), "description", missing, limit=500),
        "url": clean_weblink(words.get("url", "")),
        "language": language,
        "length": length,
        "length_unit": unit,
        "published_on": past_day(day) if day is not None else None,
    }


def _length(number: int | None, unit: str) -> tuple[int | None, str]:
    """A number with its unit; no number means no length."""
    if number is None:
        return None, ""
    if not 0 < number <= LONGEST:
        raise Invalid("Write a number of pages or minutes.", field="length")
    if unit not in LengthUnit.values:
        raise Invalid("Choose pages or minutes.", field="length_unit")
    return number, unit
