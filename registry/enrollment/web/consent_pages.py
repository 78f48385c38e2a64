"""Step 2 of joining: one idea a page, five questions about our words, the text, a signature."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from rareshare.lib import text
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import FormPage
from registry.enrollment import operations, queries
from registry.enrollment.models import ConsentVersion
from registry.enrollment.signing import Signing
from registry.enrollment.states import State, Step
from registry.enrollment.web.base import OwnPage, StepPage, next_address, signed_in_recently
from registry.enrollment.web.consent_forms import CheckForm, SignForm


class ConsentStepPage(StepPage):
    """A page before the signature."""

    step = Step.CONSENT

    @property
    def version(self) -> ConsentVersion:
        """The text that is signed now."""
        return queries.current_version(self.participant)

    @property
    def ideas(self) -> list[dict[str, Any]]:
        """The sections that have a short page of their own."""
        return [section for section in self.version.sections if section.get("screen")]

    def address(self, name: str, *args: Any) -> str:
        """A page of this step."""
        return reverse(f"enrollment:{name}", args=[self.participant.reference, *args])


class ConsentPage(ConsentStepPage):
    """Take your time: what comes, and other ways to read it."""

    template = "enrollment/consent.html"
    title = "Do you agree?"

    def due(self, request: HttpRequest) -> HttpResponseBase:
        """The start of the step; whoever signed an older text reads what is different."""
        return self.render(
            request,
            participant=self.participant,
            version=self.version,
            again=self.participant.state == State.RECONSENT_REQUIRED,
            next=self.address("consent-idea", 1),
        )


class IdeaPage(ConsentStepPage):
    """One idea of the text, in at most 90 words."""

    template = "enrollment/idea.html"

    def due(self, request: HttpRequest) -> HttpResponseBase:
        """The idea, and more for those who want it."""
        place, ideas = int(self.kwargs["place"]), self.ideas
        if not 1 <= place <= len(ideas):
            raise NotFound
        idea = ideas[place - 1]
        last = place == len(ideas)
        follows = ("consent-check", 1) if last and self.version.checks else ("consent-sign",)
        return self.render(
            request,
            title=idea["title"],
            idea=text.to_html(idea["screen"]),
            more=text.to_html(idea["more"]) if idea.get("more") else "",
            next=self.address(*follows) if last else self.address("consent-idea", place + 1),
            back=self.address("consent-idea", place - 1) if place > 1 else self.address("consent"),
            whole=self.address("consent-sign"),
        )


class QuestionPage(ConsentStepPage):
    """Did we explain it well? A wrong answer brings the explanation, and one more try."""

    template = "enrollment/question.html"
    title = "Did we explain this well?"

    @property
    def place(self) -> int:
        """Which question, from 1."""
        return int(self.kwargs["place"])

    @property
    def check(self) -> dict[str, Any]:
        """The question itself."""
        checks = self.version.checks
        if not 1 <= self.place <= len(checks):
            raise NotFound
        found: dict[str, Any] = checks[self.place - 1]
        return found

    def due(self, request: HttpRequest) -> HttpResponseBase:
        """Ask."""
        return self._show(CheckForm(check=self.check))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Right: go on. Wrong: explain and ask once more, then explain and go on."""
        check = self.check
        form = CheckForm(request.POST, check=check)
        if not form.is_valid():
            return self._show(form, status=400)
        right = form.cleaned_data["answer"] == str(check["right"])
        again = "again" in request.POST
        if not again:
            operations.note_check(self.version, self.place, by=self.visitor, right=right)
        if right:
            return redirect(self._next())
        return self._show(CheckForm(check=check), explain=check["explain"], twice=again)

    def _next(self) -> str:
        if self.place < len(self.version.checks):
            return self.address("consent-check", self.place + 1)
        return self.address("consent-sign")

    def _show(self, form: Form, status: int = 200, **extra: Any) -> HttpResponse:
        before = ("consent-check", self.place - 1) if self.place > 1 else None
        return self.render(
            self.request,
            status=status,
            form=form,
            place=self.place,
            count=len(self.version.checks),
            next=self._next(),
            back=self.address(*(before or ("consent-idea", len(self.ideas)))),
            **extra,
        )


class SignPage(FormPage, ConsentStepPage):
    """The whole text on one page, then the signature, a no, or not now."""

    template = "enrollment/sign.html"
    title = "Read and sign"
    form_class = SignForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the text; at another step, go there."""
        return ConsentStepPage.get(self, request, *args, **kwargs)

    def due(self, request: HttpRequest) -> HttpResponseBase:
        """The form under the text."""
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Three equal buttons."""
        decision = request.POST.get("decision", "")
        if decision == "later":
            return redirect("enrollment:saved")
        if decision == "refuse":
            sha256 = request.POST.get("sha256", "")[:64]
            operations.refuse_consent(self.participant, by=self.visitor, sha256=sha256)
            return redirect(self.address("consent-refused"))
        return super().post(request, *args, **kwargs)

    def form_arguments(self) -> dict[str, Any]:
        """The statements of this text, and whether the password is needed."""
        recently = signed_in_recently(self.request)
        return {"version": self.version, "needs_password": not recently}

    def perform(self, form: Any) -> str:
        """Sign, then the next step."""
        signing = form.signing(recently=signed_in_recently(self.request))
        participant = operations.sign_consent(self.participant, by=self.visitor, signing=signing)
        return next_address(participant)

    def extra(self) -> dict[str, Any]:
        """The text that is signed."""
        version = self.version
        return {
            "version": version,
            "text": text.to_html(version.text),
            "participant": self.participant,
            "statements": [name for name in self.form().fields if name.startswith("statement_")],
        }


class RefusedPage(OwnPage):
    """A no is fine; nothing else changes."""

    access = Access.SIGNED_IN
    template = "enrollment/refused.html"
    title = "You said no"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """What this means, and how to change one's mind."""
        return self.render(request, participant=self.participant)


class AssentPage(FormPage, StepPage):
    """The child reads, or has it read aloud, and answers alone."""

    step = Step.ASSENT
    template = "enrollment/assent.html"
    title = "Now we ask your child"
    form_class = SignForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the text; at another step, go there."""
        return StepPage.get(self, request, *args, **kwargs)

    def due(self, request: HttpRequest) -> HttpResponseBase:
        """The form under the child's text."""
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Yes needs the child's name and ticks; no needs nothing."""
        if request.POST.get("decision") == "refuse":
            signing = Signing(request.POST.get("sha256", "")[:64], "", frozenset())
            operations.answer_assent(
                self.participant, by=self.visitor, agrees=False, signing=signing
            )
            said_no = reverse("enrollment:consent-refused", args=[self.participant.reference])
            return redirect(said_no)
        return super().post(request, *args, **kwargs)

    def form_arguments(self) -> dict[str, Any]:
        """The child's text; the parent has just signed, so no password."""
        return {"version": queries.assent_version(self.participant), "needs_password": False}

    def perform(self, form: Any) -> str:
        """The child says yes."""
        participant = operations.answer_assent(
            self.participant,
            by=self.visitor,
            agrees=True,
            signing=form.signing(recently=True),
        )
        return next_address(participant)

    def extra(self) -> dict[str, Any]:
        """The child's text."""
        version = queries.assent_version(self.participant)
        return {"version": version, "text": text.to_html(version.text)}
