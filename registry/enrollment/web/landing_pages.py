"""The registry for everybody: what it is, where joining starts and goes on, the texts to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from communities.groups import queries as groups
from rareshare.lib import text
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import Page
from registry.enrollment import operations, queries, steps
from registry.enrollment.models import Screening
from registry.enrollment.screening_answers import saved
from registry.enrollment.states import State, Step
from registry.enrollment.web.base import next_address
from registry.enrollment.web.screening_pages import (
    actor,
    begun_here,
    current_screening,
    forget_token,
    keep_token,
    screen_address,
)

_ON_THE_WAY = {State.ELIGIBLE, State.DECLINED, State.CONSENTED}


class RegistryPage(Page):
    """What the registry is, calmly, before anybody decides."""

    access = Access.PUBLIC
    template = "enrollment/registry.html"
    title = "The registry"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Everything one may want to know first."""
        return self.render(request, community=request.GET.get("c", "")[:12])


class JoinPage(Page):
    """The three steps with their state; starts or goes on."""

    access = Access.PUBLIC
    template = "enrollment/join.html"
    title = "Join the registry"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Where this person stands, for each record that is not finished."""
        screening = current_screening(request)
        user = actor(request)
        offered = begun_here(request) if user else None
        mine = queries.participants_of(user) if user else []
        begun = [one for one in mine if one.state in _ON_THE_WAY]
        return self.render(
            request,
            screening=screening,
            offered=offered,
            begun=[(one, _step_number(queries.next_step(one))) for one in begun],
            joined=[one for one in mine if one.state not in _ON_THE_WAY],
            community=request.GET.get("c", "")[:12],
            private=bool(screening or offered or mine),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start, or go on where one stopped. What was begun on this device is taken over, or left
        behind, as the visitor says. From a community its condition is filled in."""
        if "take" in request.POST:
            return self._take(request)
        if "fresh" in request.POST:
            own = queries.open_screening_of(actor(request)) if actor(request) else None
            return forget_token(_go_on(own)) if own else self._start(request)
        screening = current_screening(request)
        return _go_on(screening) if screening else self._start(request)

    def _take(self, request: HttpRequest) -> HttpResponse:
        begun, user = begun_here(request), actor(request)
        if begun is None:
            return redirect("enrollment:join")
        if user is not None:
            begun = operations.claim_screening(begun, by=user)
            return forget_token(_go_on(begun))
        return _go_on(begun)

    def _start(self, request: HttpRequest) -> HttpResponse:
        started = operations.start_screening(by=actor(request), answers=_first(request))
        response = redirect(screen_address(steps.SCREENS[0]))
        return keep_token(response, started.token) if started.token else forget_token(response)


class SavedPage(Page):
    """Saved; how to come back."""

    access = Access.PUBLIC
    template = "enrollment/saved.html"
    title = "Your answers are saved"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Signed out, the same browser goes on; signed in, any device."""
        return self.render(request, private=True)


class TextPage(Page):
    """A whole consent text on one page, for anybody who wants to read or print it first."""

    access = Access.PUBLIC
    template = "enrollment/text.html"

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """The text that is signed now, with its version and hash."""
        version = queries.published_versions().filter(document__slug=name).first()
        if version is None:
            raise NotFound
        title = version.document.title
        return self.render(request, version=version, text=text.to_html(version.text), title=title)


class GoOnPage(Page):
    """The step that is due for one record, whatever it is."""

    access = Access.SIGNED_IN

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Send the person there."""
        return redirect(next_address(queries.participant_by_reference(request.user, reference)))


def _go_on(screening: Screening) -> HttpResponse:
    open_ = steps.open_screens(saved(screening))
    return redirect(screen_address(open_[0] if open_ else None))


def _first(request: HttpRequest) -> dict[str, str]:
    public_id = request.POST.get("c", "")[:12]
    if not public_id:
        return {}
    try:
        community = groups.community_by_public_id(request.user, public_id)
    except NotFound:
        return {}
    return {"condition": community.condition.key} if community.condition else {}


def _step_number(step: Step | None) -> int:
    return 3 if step == Step.PERMISSIONS else 2
