"""A person asks to hear of studies, changes where, and stops."""

from django.db import transaction

from accounts.models import User
from communities.conditions.models import Condition
from communities.trials import permissions, queries
from communities.trials.models import TrialNews, TrialWatch
from communities.trials.words import KM_PER_MILE
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed
from rareshare.lib.locks import locked

MOST_WATCHES = 50
LEAST_KM, MOST_KM = 1.0, 20_000.0


def watch_trials(
    condition: Condition,
    *,
    by: User,
    near: str = "",
    distance: float | None = None,
    miles: bool = False,
) -> TrialWatch:
    """Hear when a study of this illness starts to look for people: anywhere, or near a town that a
    study names. Asking again changes where; each person has one wish for each illness."""
    condition = condition.replaced_by or condition
    where = _where(condition, near, distance, miles=miles)
    with transaction.atomic():
        locked(by)  # two requests of one person come one after the other
        if not permissions.can_watch_trials(by, condition):
            raise NotAllowed("Sign in first. Then you can ask to hear of studies.")
        mine = TrialWatch.objects.filter(user=by)
        others = mine.exclude(condition=condition).count()
        if others >= MOST_WATCHES:
            raise Invalid(f"You can watch {MOST_WATCHES} illnesses. Stop one of them first.")
        watch, _ = TrialWatch.objects.update_or_create(
            user=by, condition=condition, defaults=where, create_defaults=where
        )
    return watch


def stop_watching_trials(watch: TrialWatch, *, by: User) -> None:
    """Forget the wish: its illness and its place. The studies that one was told of stay on one's
    own list, because nobody is told of a study twice."""
    with transaction.atomic():
        watch = locked(watch)
        if not permissions.can_stop_watching_trials(by, watch):
            raise NotAllowed
        watch.delete()


def read_trial_news(*, by: User) -> int:
    """The person has read what is listed; the list keeps it, no longer as new."""
    if not permissions.can_read_trial_news(by):
        raise NotAllowed
    return TrialNews.objects.filter(user=by, read_at=None).update(read_at=clock.now())


def _where(
    condition: Condition, near: str, distance: float | None, *, miles: bool
) -> dict[str, object]:
    if not near:
        nowhere = {"latitude": None, "longitude": None, "radius_km": None}
        return {"place": "", "in_miles": miles, **nowhere}
    town = queries.town_at(condition, near)
    if town is None:
        raise Invalid("Choose a place from the list.", field="near")
    km = (distance or 0) * (KM_PER_MILE if miles else 1)
    if not LEAST_KM <= km <= MOST_KM:
        raise Invalid("Choose how far away it may be.", field="distance")
    return {
        "place": town.name,
        "latitude": town.point.latitude,
        "longitude": town.point.longitude,
        "radius_km": km,
        "in_miles": miles,
    }
