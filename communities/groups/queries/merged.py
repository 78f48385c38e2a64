"""What became part of a community, for readers of its page and for those who look after it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from communities.groups import permissions
from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.groups.states import State
from rareshare.lib.errors import NotFound


@dataclass(frozen=True)
class TakenIn:
    """A community that is part of another one, and since when."""

    community: Community
    since: datetime


def taken_in(viewer: Viewer, community: Community) -> list[TakenIn]:
    """All communities that are part of this one, also by a chain of merges, the latest first.
    Everybody may know: whoever looks for the old name must find its people."""
    came_with = {community.pk: community.created_at}
    found: list[TakenIn] = []
    while came_with:
        step = Community.objects.filter(merged_into__in=came_with).select_related("condition")
        since = Max("events__at", filter=Q(events__to_state=State.MERGED))
        here = [
            TakenIn(one, max(getattr(one, "since", None) or came_with[into], came_with[into]))
            for one in step.annotate(since=since).prefetch_related("condition__names")
            if (into := one.merged_into_id) is not None
        ]
        found += here
        came_with = {one.community.pk: one.since for one in here}
    return sorted(found, key=lambda one: (one.since, one.community.pk), reverse=True)


def community_at_desk(viewer: Viewer, public_id: str) -> Community:
    """Any community, whatever became of it, for those who look after communities."""
    if not permissions.can_open_community(viewer):
        raise NotFound
    found = Community.objects.filter(public_id=public_id).select_related("merged_into").first()
    if found is None:
        raise NotFound
    return found
