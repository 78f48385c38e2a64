"""The page on which a person asks to hear of studies, changes where, reads news and stops."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import User
from communities.conditions import queries as conditions
from communities.conditions.models import Condition
from communities.groups import permissions as belonging
from communities.groups import queries as groups
from communities.trials import operations, queries
from communities.trials.models import TrialWatch
from communities.trials.web.forms import USUAL_DISTANCE, WatchForm
from communities.trials.words import KM_PER_MILE
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid
from rareshare.lib.pages import Page, flash

NEWS_SHOWN = 20


class WatchesPage(Page):
    """What I hear of, and where I ask for it."""

    access = Access.SIGNED_IN
    template = "trials/watches.html"
    title = "Tell me about studies"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The news, the wishes, and the illnesses of my communities that could be added."""
        return self.show(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add a wish, or change where an old one holds."""
        condition = conditions.condition_by_key(request.POST.get("condition", ""))
        form = WatchForm(request.POST, towns=queries.towns_of(condition))
        if not form.is_valid():
            return self.show(request, form)
        data = form.cleaned_data
        try:
            operations.watch_trials(
                condition,
                by=_person(request),
                near=data["near"],
                distance=data["distance"] or USUAL_DISTANCE,
                miles=data["unit"] == "miles",
            )
        except Invalid as error:
            for field, text in (error.fields or {"": error.detail}).items():
                form.add_error(field or None, text)
            return self.show(request, form)
        flash(request, "We will write to you when a study starts to look for people.")
        return redirect("trials:watches")

    def show(self, request: HttpRequest, wrong: WatchForm | None = None) -> HttpResponse:
        """The page; with what was wrong above it."""
        watches = list(queries.watches_of(request.user))
        watched = {watch.condition_id for watch in watches}
        return self.render(
            request,
            status=400 if wrong else 200,
            form=wrong,
            adding=_adding(request, watches, wrong),
            news=list(queries.news_for(request.user)[:NEWS_SHOWN]),
            unread=queries.news_for(request.user).filter(read_at=None).exists(),
            watches=[{"watch": watch, "where": _where(watch)} for watch in watches],
            offered=[one for one in _my_conditions(request.user) if one.pk not in watched],
        )


class EndPage(Page):
    """The end of one wish."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop, and go back."""
        watch = queries.watch_of(request.user, pk)
        operations.stop_watching_trials(watch, by=_person(request))
        flash(request, "Stopped. You hear no more of these studies.")
        return redirect("trials:watches")


class ReadPage(Page):
    """The news was read."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest) -> HttpResponse:
        """Note it, and go back."""
        operations.read_trial_news(by=_person(request))
        return redirect("trials:watches")


def _person(request: HttpRequest) -> User:
    return belonging.person(request.user)


def _adding(
    request: HttpRequest, watches: list[TrialWatch], wrong: WatchForm | None
) -> dict[str, Any] | None:
    """The question that a link leads to: hear of this illness's studies, and near which place? The
    address names the illness by its key alone. A wrong answer is shown again."""
    asked = request.GET
    key = wrong.data["condition"] if wrong else asked.get("add")
    if not key:
        return None
    condition = conditions.condition_by_key(key)
    watch = next((one for one in watches if one.condition_id == condition.pk), None)
    chosen = {name: asked[name] for name in ("near", "distance", "unit") if asked.get(name)}
    if not chosen and watch is not None:
        chosen = _chosen(watch)
    towns = queries.towns_of(condition)
    form = wrong or WatchForm(towns=towns, **{**chosen, "condition": condition.key})
    return {"condition": condition, "form": form, "has_towns": bool(towns), "watch": watch}


def _my_conditions(viewer: User | AnonymousUser) -> list[Condition]:
    """The illnesses of the communities that I belong to."""
    mine = groups.communities_of(viewer).filter(community__condition__isnull=False)
    found = [
        membership.community.condition for membership in mine.select_related("community__condition")
    ]
    return [condition for condition in found if condition is not None and condition.is_active]


def _chosen(watch: TrialWatch) -> dict[str, str]:
    """What the form shows at first: what holds now."""
    chosen: dict[str, str] = {}
    if watch.latitude is not None and watch.longitude is not None:
        chosen["near"] = str(queries.Point(watch.latitude, watch.longitude))
        chosen["distance"] = str(_far(watch))
        chosen["unit"] = "miles" if watch.in_miles else "km"
    return chosen


def _far(watch: TrialWatch) -> int:
    return round((watch.radius_km or 0) / (KM_PER_MILE if watch.in_miles else 1))


def _where(watch: TrialWatch) -> str:
    if watch.radius_km is None:
        return ""
    return f"{_far(watch):,} {'miles' if watch.in_miles else 'km'} around {watch.place}"
