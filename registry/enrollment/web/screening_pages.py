"""Step 1 of joining: one question a page, saved on every Continue."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts import queries as people
from accounts.models import User
from communities.conditions.queries import Match, search_conditions
from rareshare.lib.access import Access
from rareshare.lib.errors import DomainError, NotFound
from rareshare.lib.pages import FormPage, Page, add_problem
from registry.enrollment import operations, queries, steps
from registry.enrollment.models import Screening
from registry.enrollment.models.screening import KEPT_OPEN
from registry.enrollment.screening_answers import saved
from registry.enrollment.states import ScreeningState
from registry.enrollment.web import summary, words
from registry.enrollment.web.base import next_address
from registry.enrollment.web.screening_forms import FORMS, ConditionForm, ScreenForm

COOKIE = "rs_screening"


def actor(request: HttpRequest) -> User | None:
    """Who is signed in, if anybody."""
    return people.person(request.user) if request.user.is_authenticated else None


def current_screening(request: HttpRequest) -> Screening | None:
    """The open screening of this person; signed out, that of this browser."""
    user = actor(request)
    return begun_here(request) if user is None else queries.open_screening_of(user)


def begun_here(request: HttpRequest) -> Screening | None:
    """What was begun signed out on this device. It may be another visitor's: whoever signs in gets
    it only by asking for it."""
    return queries.screening_by_token(request.COOKIES.get(COOKIE, ""))


def keep_token(response: HttpResponse, token: str) -> HttpResponse:
    """Give the browser its token; scripts cannot read it, and no other site can use it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(KEPT_OPEN.total_seconds()),
        path="/registry/",
        httponly=True,
        secure=settings.SECURE,
        samesite="Lax",
    )
    return response


def forget_token(response: HttpResponse) -> HttpResponse:
    """Take the token from the browser."""
    response.delete_cookie(COOKIE, path="/registry/")
    return response


def screen_address(screen: steps.Screen | None) -> str:
    """The page of a question; behind the last one, the page that shows all answers."""
    if screen is None:
        return reverse("enrollment:check")
    return reverse("enrollment:screen", args=[screen.name])


class ScreeningPage(FormPage):
    """One question. Signed out it works the same, bound to a token in a cookie."""

    access = Access.PUBLIC
    template = "enrollment/screen.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Nothing is looked up before access is settled."""
        super().setup(request, *args, **kwargs)
        self.screening: Screening | None = None
        self.matches: list[Match] = []
        self.asked = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the question with the answer that was saved."""
        return self._unless_lost() or super().get(request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save and go on; a search for a condition shows what it found."""
        if (lost := self._unless_lost()) is not None:
            return lost
        if "search" in request.POST and self.name == "condition":
            return self._search(request)
        if "later" in request.POST and not any(request.POST.get(f) for f in self._field_names()):
            return redirect("enrollment:saved")
        return super().post(request)

    @property
    def name(self) -> str:
        """Which question it is."""
        return str(self.kwargs["name"])

    @property
    def answers(self) -> dict[str, str]:
        """What was answered so far."""
        return saved(self.screening) if self.screening else {}

    def form(self, *args: Any) -> ScreenForm:
        """The question's own form, filled with the saved answer."""
        extra: dict[str, Any] = {"answers": self.answers, "initial": self.answers}
        if FORMS[self.name] is ConditionForm:
            extra["matches"] = self.matches
        return FORMS[self.name](*args[:1], **extra)

    def perform(self, form: Any) -> str:
        """Save the answer; the next open question follows."""
        if self.screening is None:
            raise NotFound
        given = form.given()
        self.screening = operations.answer_screening(
            self.screening, by=actor(self.request), answers=given
        )
        if "later" in self.request.POST:
            return reverse("enrollment:saved")
        if "back-to-check" in self.request.POST and not steps.open_screens(self.answers):
            return reverse("enrollment:check")
        return screen_address(steps.after(self.name, self.answers))

    def extra(self) -> dict[str, Any]:
        """The words around the question."""
        before = steps.before(self.name, self.answers)
        return {
            "why": words.WHY[self.name],
            "back": screen_address(before) if before else reverse("enrollment:join"),
            "is_condition": self.name == "condition",
            "is_choice": self.name in {"who", "known", "born"},
            "asked": self.asked,
            "found": len(self.matches),
            "title": steps.BY_NAME[self.name].title,
            "change": not steps.open_screens(self.answers),
            "private": True,
        }

    def _field_names(self) -> tuple[str, ...]:
        fields = steps.BY_NAME[self.name].fields
        return (
            *fields,
            *(f"{field}_{part}" for field in fields for part in ("day", "0", "1", "2")),
        )

    def _search(self, request: HttpRequest) -> HttpResponse:
        self.asked = request.POST.get("q", "")[:500]
        form: ScreenForm
        try:
            self.matches = search_conditions(self.asked, limit=8)
        except DomainError as error:
            form = self.form(request.POST)
            form.is_valid()
            form.errors.clear()
            add_problem(form, error)
            return self.show(form, status=error.status)
        form = self.form()
        return self.show(form)

    def _unless_lost(self) -> HttpResponse | None:
        """Without a screening one starts at the beginning."""
        self.screening = current_screening(self.request)
        if self.name not in steps.BY_NAME:
            raise NotFound
        return redirect("enrollment:join") if self.screening is None else None


class CheckPage(Page):
    """All answers on one page, then the result."""

    access = Access.PUBLIC
    template = "enrollment/check.html"
    title = "Check your answers"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what was answered, each with a way to change it."""
        screening = current_screening(request)
        if screening is None:
            return redirect("enrollment:join")
        answers = saved(screening)
        if open_ := steps.open_screens(answers):
            return redirect(screen_address(open_[0]))
        return self.render(request, rows=summary.rows(answers), private=True)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send the answers. Whoever is not signed in does that first and comes back here."""
        user = actor(request)
        if user is None:
            query = urlencode({"next": reverse("enrollment:check")})
            return redirect(f"{reverse('account_login')}?{query}")
        screening = current_screening(request)
        if screening is None:
            return redirect("enrollment:join")
        done = operations.submit_screening(screening, by=user)
        return redirect(next_address(done.participant) if done.participant else "enrollment:result")


class ResultPage(Page):
    """Why somebody cannot join now, and what else there is."""

    access = Access.SIGNED_IN
    template = "enrollment/result.html"
    title = "Your result"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The newest answer; without one, the beginning."""
        screening = queries.finished_screening_of(request.user)
        if screening is None:
            return redirect("enrollment:join")
        duplicate = screening.state == ScreeningState.DUPLICATE
        known = [one for one in queries.participants_of(request.user) if not one.is_minor]
        return self.render(request, outcome=screening.outcome, duplicate=duplicate, own=known[:1])

    def post(self, request: HttpRequest) -> HttpResponse:
        """Correct an answer: the screening opens again."""
        user = people.person(request.user)
        screening = queries.finished_screening_of(user)
        if screening is None:
            return redirect("enrollment:join")
        operations.answer_screening(screening, by=user, answers={})
        return redirect("enrollment:check")
