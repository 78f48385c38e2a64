"""Starting a community: four questions on pages of their own, then check and send.

The answers stand in the person's draft, so that they can stop anywhere and go on another day.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from accounts import queries as accounts
from accounts.models import User
from communities.conditions import queries as conditions
from communities.conditions.models import Condition
from communities.proposals import operations, queries
from communities.proposals.models import About, Proposal
from communities.proposals.operations import Taken
from communities.proposals.web import forms
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import FormPage, Page, flash


def condition_of(key: str) -> Condition | None:
    """The illness of the list that a key names, if any."""
    try:
        return conditions.condition_by_key(key) if key else None
    except NotFound:
        return None


class Question(FormPage):
    """One question; what was answered so far is in the draft."""

    access = Access.SIGNED_IN
    template = "proposals/question.html"
    title = "Start a community"
    back: ClassVar[str] = "proposals:start"
    then: ClassVar[str] = "proposals:check"
    obstacle: queries.Obstacle | None = None

    @property
    def person(self) -> User:
        """Whoever is signed in."""
        return accounts.person(self.request.user)

    @cached_property
    def draft(self) -> Proposal | None:
        """The answers so far."""
        return queries.draft_of(self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The later questions need the first."""
        if request.user.is_authenticated and self.back_needed and self.draft is None:
            return redirect("proposals:start")
        return super().dispatch(request, *args, **kwargs)

    @property
    def back_needed(self) -> bool:
        """True for all questions but the first."""
        return type(self) is not StartPage

    def extra(self) -> Mapping[str, Any]:
        """Where Back leads, what stands in the way, and what was typed."""
        return {
            "back_url": reverse(self.back),
            "obstacle": self.obstacle,
            "draft": self.draft,
            "person": self.person,
        }

    def perform(self, form: Any) -> str:
        """Keep the answer, and go on with the next question or back to the check page."""
        return self.keep(**form.cleaned_data)

    def keep(self, **answers: Any) -> str:
        """Save in the draft; where somebody was first the page says what there is instead."""
        try:
            draft = operations.answer_proposal(self.draft, by=self.person, **answers)
        except Taken as taken:
            self.obstacle = taken.obstacle
            raise
        done = not queries.missing_of(draft)
        return reverse("proposals:check" if done else self.then)


class StartPage(Question):
    """Question 1: the name. A page of the catalogue sends its illness along by its key."""

    template = "proposals/start.html"
    form_class = forms.StartForm
    then = "proposals:match"

    def initial(self) -> Mapping[str, Any]:
        """The illness one came from, or the name in the draft."""
        if condition := condition_of(self.request.GET.get("condition", "")):
            return {"name": condition.name, "condition": condition.key}
        return {"name": self.draft.name} if self.draft else {}

    def extra(self) -> Mapping[str, Any]:
        """Back leads to the search."""
        return {**super().extra(), "back_url": reverse("groups:communities")}

    def perform(self, form: Any) -> str:
        """A known illness needs no second look; another name does, before anything else."""
        name = form.cleaned_data["name"]
        condition = condition_of(form.cleaned_data["condition"])
        if condition is not None and condition.name == name:
            self.keep(name=name, about=About.LISTED, condition=condition)
            return reverse("proposals:names")
        self.keep(name=name, about="", condition=None)
        return reverse("proposals:match")


class MatchPage(Question):
    """Question 1 goes on: what is there already, before anything new is made."""

    template = "proposals/match.html"
    form_class = forms.AboutForm
    then = "proposals:names"

    @cached_property
    def alike(self) -> queries.Alike:
        """What has a name like this."""
        if self.draft is None:
            return queries.Alike()
        return queries.alike_of(self.request.user, self.draft.name, self.draft.about)

    def form_arguments(self) -> dict[str, Any]:
        """Only an illness without a community can be chosen; the others are joined."""
        return {"near": [one for one in self.alike.conditions if one.community is None]}

    def initial(self) -> Mapping[str, Any]:
        """What was chosen before."""
        draft = self.draft
        if draft is None or draft.condition is None:
            return {"about": draft.about if draft else ""}
        return {"about": f"condition:{draft.condition.key}"}

    def extra(self) -> Mapping[str, Any]:
        """The near ones stand above the question."""
        joinable = [one for one in self.alike.conditions if one.community is not None]
        return {**super().extra(), "alike": self.alike, "joinable": joinable}

    def perform(self, form: Any) -> str:
        """Keep which illness it is."""
        chosen = form.cleaned_data["about"]
        return self.keep(about=chosen["about"], condition=condition_of(chosen["key"]))


class NamesPage(Question):
    """Question 2."""

    form_class = forms.NamesForm
    back, then = "proposals:match", "proposals:why"

    def initial(self) -> Mapping[str, Any]:
        """The names so far."""
        return {"other_names": "\n".join(self.draft.other_names) if self.draft else ""}


class WhyPage(Question):
    """Question 3."""

    form_class = forms.WhyForm
    back, then = "proposals:names", "proposals:link"

    def initial(self) -> Mapping[str, Any]:
        """The words so far."""
        return {"why": self.draft.why if self.draft else ""}


class LinkPage(Question):
    """Question 4."""

    template = "proposals/link.html"
    form_class = forms.LinkForm
    back = "proposals:why"

    def initial(self) -> Mapping[str, Any]:
        """What was chosen before."""
        if self.draft is None or self.draft.wants_to_lead is None:
            return {}
        lead = "yes" if self.draft.wants_to_lead else "no"
        return {"link": self.draft.link, "wants_to_lead": lead}


class CheckPage(Question):
    """All answers at once, each with a way to change it, and the button that sends them."""

    template = "proposals/check.html"
    form_class = forms.SendForm
    back = "proposals:link"

    def extra(self) -> Mapping[str, Any]:
        """What is still missing."""
        missing = queries.missing_of(self.draft) if self.draft else {}
        return {**super().extra(), "missing": missing}

    def perform(self, form: Any) -> str:
        """Send it to staff."""
        assert self.draft is not None  # noqa: S101 - dispatch sent everybody else away
        try:
            proposal = operations.send_proposal(self.draft, by=self.person)
        except Taken as taken:
            self.obstacle = taken.obstacle
            raise
        flash(self.request, "We have it. A person of our team reads it and writes to you.")
        return reverse("proposals:proposal", args=[proposal.public_id])


class TellMePage(Page):
    """Hear when the community opens that somebody else proposed."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest) -> HttpResponse:
        """By the name or the illness that was asked for; nothing of the other person is shown."""
        condition = condition_of(request.POST.get("condition", ""))
        earlier = queries.earlier_for(request.user, request.POST.get("name", ""), condition)
        operations.watch_proposal(
            earlier, by=accounts.person(request.user), asked=request.POST.get("name", "")
        )
        flash(request, "We will write to you when we have decided.")
        return redirect("proposals:mine")
