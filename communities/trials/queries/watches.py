"""A person's own wishes and news; nobody else's."""

from django.db.models import QuerySet

from accounts.models import User
from communities.groups.permissions import Viewer
from communities.trials.models import TrialNews, TrialWatch
from rareshare.lib.errors import NotFound


def watches_of(viewer: Viewer) -> QuerySet[TrialWatch]:
    """The viewer's own wishes by the name of the illness."""
    if not isinstance(viewer, User):
        return TrialWatch.objects.none()
    mine = TrialWatch.objects.filter(user=viewer).select_related("condition")
    return mine.order_by("condition__sort_name", "pk")


def watch_of(viewer: Viewer, pk: int) -> TrialWatch:
    """One of the viewer's own wishes."""
    found = watches_of(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def news_for(viewer: Viewer) -> QuerySet[TrialNews]:
    """What the viewer was told of, the newest first; with the study as it is now."""
    if not isinstance(viewer, User):
        return TrialNews.objects.none()
    mine = TrialNews.objects.filter(user=viewer)
    return mine.select_related("trial", "watch__condition").order_by("-pk")
