"""The public pages of an illness's studies: all of them, and one."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property

from communities.conditions import queries as conditions
from communities.conditions.models import Condition
from communities.trials import queries, words
from communities.trials.queries import Point, Town
from communities.trials.states import Group
from communities.trials.web.forms import SHOW, USUAL_DISTANCE, SearchForm
from communities.trials.words import KM_PER_MILE
from rareshare.lib.access import Access
from rareshare.lib.pages import Page

PER_PAGE = 10


@dataclass(frozen=True)
class Asked:
    """What a reader looks for."""

    status: Group | None = None
    country: str = ""
    town: Town | None = None
    distance: int = 0
    miles: bool = False

    @property
    def near(self) -> Point | None:
        return self.town.point if self.town else None

    @property
    def km(self) -> float | None:
        return self.distance * (KM_PER_MILE if self.miles else 1) if self.town else None

    @property
    def unit(self) -> str:
        return "miles" if self.miles else "km"


class OfCondition(Page):
    """What the pages of one illness share: a replaced illness leads on, a retired one is gone."""

    access = Access.PUBLIC

    @cached_property
    def condition(self) -> Condition:
        """The illness at this address."""
        return conditions.condition_by_slug(self.kwargs["slug"])

    def moved(self, request: HttpRequest) -> HttpResponseBase | None:
        """Where to go instead; None for an illness in use."""
        if self.condition.replaced_by:
            place = [self.condition.replaced_by.slug, *list(self.kwargs.values())[1:]]
            match = request.resolver_match
            return redirect(match.view_name if match else "", *place, permanent=True)
        if not self.condition.is_active:
            card = conditions.card_by_slug(self.condition.slug)
            template = "conditions/retired.html"
            name = self.condition.name
            return self.render(request, template, status=410, title=name, card=card)
        return None


class TrialsPage(OfCondition):
    """The studies of one illness, those that look for people first."""

    template = "trials/trials.html"

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """One page of them, as the reader asked."""
        if (moved := self.moved(request)) is not None:
            return moved
        towns = queries.towns_of(self.condition)
        form = SearchForm(request.GET, towns=towns)
        good = form.is_valid()
        asked = _asked(form.cleaned_data, towns) if good else Asked()
        found = queries.trials_of(
            request.user,
            self.condition,
            status=asked.status,
            country=asked.country,
            near=asked.near,
            km=asked.km,
        )
        found = found if good else found.none()  # no list beside a filter that was refused
        counts = queries.count_by_group(found)
        pages = Paginator(queries.with_places(found, asked.near), PER_PAGE)
        pages.count = sum(counts.values())  # counted by group already: no second COUNT
        page = pages.get_page(request.GET.get("page"))
        return self.render(
            request,
            status=200 if good else 400,
            title=f"Studies of {self.condition.name}",
            condition=self.condition,
            form=form,
            asked=asked,
            filtered=any((asked.country, asked.town, asked.status is not None)),
            page=page,
            groups=_groups(page.object_list, counts, miles=asked.miles),
            listing=queries.when_last_looked(request.user, self.condition),
            query=_query(request),
        )


class TrialPage(OfCondition):
    """One study: what it is, who may join, where, and how its status changed."""

    template = "trials/trial.html"

    def get(self, request: HttpRequest, slug: str, nct_id: str) -> HttpResponseBase:
        """The study, for an illness that it is listed for."""
        if (moved := self.moved(request)) is not None:
            return moved
        trial = queries.trial_of(request.user, self.condition, nct_id)
        places = Paginator(trial.places.order_by("country", "city", "facility", "pk"), 50)
        places.count = trial.place_count
        return self.render(
            request,
            title=trial.title,
            condition=self.condition,
            trial=trial,
            page=places.get_page(request.GET.get("page")),
            history=queries.history_of(request.user, trial)[:20],
        )


def _asked(data: dict[str, Any], towns: list[Town]) -> Asked:
    town = next((one for one in towns if one.key == data["near"]), None)
    return Asked(
        status=SHOW.get(data["status"]),
        country=data["country"],
        town=town,
        distance=data["distance"] or USUAL_DISTANCE,
        miles=data["unit"] == "miles",
    )


def _groups(trials: Any, counts: dict[int, int], *, miles: bool) -> list[dict[str, Any]]:
    """The studies of a page under their headings; what takes nobody in comes folded."""
    for trial in trials:
        for place in trial.some_places:
            place["name"] = words.place(place["city"], place["region"], place["country"])
            km = place["km"]
            place["away"] = "" if km is None else words.distance(km, miles=miles)
        trial.more_places = trial.place_count - len(trial.some_places)
    groups = [
        {
            "label": group.label,
            "count": counts.get(group, 0),
            "folded": group is Group.OTHER,
            "trials": [trial for trial in trials if trial.group == group],
        }
        for group in Group
    ]
    return [group for group in groups if group["trials"]]


def _query(request: HttpRequest) -> str:
    """The rest of the address, for the links to other pages."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return f"{asked.urlencode()}&" if asked else ""
