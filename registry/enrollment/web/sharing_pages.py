"""Step 3 of joining, and the same twelve questions on one's own page for ever after."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from rareshare.lib.forms import ChoiceOf
from rareshare.lib.pages import FormPage, flash
from registry.enrollment import operations, queries, wording
from registry.enrollment.states import Answer, State, Step
from registry.enrollment.web.base import OwnPage, StepPage, own_address
from registry.enrollment.wording import Question


class SharingForm(forms.Form):
    """Twelve questions; none has a default, and each may be left open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, question in wording.questions().items():
            self.fields[code] = ChoiceOf(
                _choices(question),
                required=False,
                label=question.question,
                help_text=question.why,
            )

    def given(self) -> dict[str, str]:
        """The answers that were given; open ones are left out."""
        return {code: value for code, value in self.cleaned_data.items() if value}


class JoinSharingPage(FormPage, StepPage):
    """The last step of joining."""

    step = Step.PERMISSIONS
    template = "enrollment/join_sharing.html"
    title = "What may we share?"
    form_class = SharingForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the questions; at another step, go there."""
        return StepPage.get(self, request, *args, **kwargs)

    def due(self, request: HttpRequest) -> HttpResponseBase:
        """Twelve questions without a default."""
        return self.show(self.form())

    def perform(self, form: Any) -> str:
        """Save them; then one has joined."""
        participant = operations.answer_permissions(
            self.participant, by=self.visitor, answers=form.given()
        )
        return reverse("enrollment:joined", args=[participant.reference])

    def extra(self) -> dict[str, Any]:
        """For whom."""
        return {"participant": self.participant}


class JoinedPage(OwnPage):
    """You have joined: the reference, and what happens next."""

    template = "enrollment/joined.html"
    title = "You have joined"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """The confirmation; before joining there is none."""
        joined = self.participant.state in {State.ENROLLED, State.RECONSENT_REQUIRED}
        if not joined:
            return self.render(request, "enrollment/not_joined.html", participant=self.participant)
        return self.render(request, participant=self.participant)


class SharingPage(FormPage, OwnPage):
    """What I share, and since when; changed at any time."""

    template = "enrollment/sharing.html"
    title = "What you share"
    form_class = SharingForm

    def initial(self) -> dict[str, str]:
        """The answers that count now; open ones stay open."""
        return {
            str(one.question.code): one.value
            for one in queries.sharing_of(self.participant)
            if one.answer != Answer.UNANSWERED
        }

    def perform(self, form: Any) -> str:
        """Save what changed; it counts at once."""
        participant = operations.change_permissions(
            self.participant, by=self.visitor, answers=form.given()
        )
        flash(self.request, "Saved. Your answers count from now on.")
        return own_address("enrollment:sharing", participant)

    def extra(self) -> dict[str, Any]:
        """What counts now, with its date and effect."""
        return {
            "participant": self.participant,
            "now": queries.sharing_of(self.participant),
            "changeable": queries.next_step(self.participant) is None
            and self.participant.state not in {State.WITHDRAWN, State.DECEASED},
        }


def _choices(question: Question) -> list[tuple[str, str]]:
    no = (str(Answer.NO), f"No. {question.no}")
    if question.options:
        return [*question.options, no]
    return [(str(Answer.YES), f"Yes. {question.yes}"), no]
