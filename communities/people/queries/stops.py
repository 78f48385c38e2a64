"""Stopped readers, as staff see them."""

from django.db.models import QuerySet

from communities.groups.permissions import Viewer
from communities.people import permissions
from communities.people.models import ReadingStop, ReadingStopEvent
from communities.people.states import HOLDING, StopState
from rareshare.lib.errors import NotAllowed, NotFound


def holding_stops(viewer: Viewer) -> QuerySet[ReadingStop]:
    """The stops that hold now, the oldest first; for those who look at them."""
    if not permissions.can_see_stops(viewer):
        raise NotAllowed("Moderators and administrators look at this.")
    return ReadingStop.objects.filter(state__in=HOLDING).select_related("viewer").order_by("since")


def waiting_stops(viewer: Viewer) -> QuerySet[ReadingStop]:
    """The stops at which nobody had a look yet; for those who look at them."""
    return holding_stops(viewer).filter(state=StopState.WAITING)


def stop_at_desk(viewer: Viewer, pk: int) -> ReadingStop:
    """One stop, for those who look at them."""
    if not permissions.can_see_stops(viewer):
        raise NotAllowed("Moderators and administrators look at this.")
    found = ReadingStop.objects.filter(pk=pk).select_related("viewer").first()
    if found is None:
        raise NotFound
    return found


def history_of_stop(viewer: Viewer, stop: ReadingStop) -> QuerySet[ReadingStopEvent]:
    """What happened to a stop, for those who look at it."""
    if not permissions.can_see_stops(viewer):
        raise NotAllowed("Moderators and administrators look at this.")
    return stop.events.select_related("by").order_by("pk")
