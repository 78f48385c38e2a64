"""My registry page: where I stand, what I signed, who has seen my data, how to pause and leave."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from rareshare.lib import json, text
from rareshare.lib.forms import ChoiceOf, TextField
from rareshare.lib.pages import FormPage, flash
from registry.enrollment import operations, queries
from registry.enrollment.queries import ConsentCopy
from registry.enrollment.states import Answer, State
from registry.enrollment.web.base import OwnPage, own_address
from registry.enrollment.web.serializers import consent_json

_MOST_SEEN = 50
_LEADS_TO = {
    "stay": "enrollment:sharing",
    "leave": "enrollment:leave-confirm",
    "erase": "enrollment:erase",
}


class MinePage(OwnPage):
    """The participant's page. Without a record it says how to join."""

    template = "enrollment/mine.html"
    title = "My registry page"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Status in words, what needs me, and the parts of the record."""
        people = list(queries.participants_of(self.visitor))
        if not people:
            return self.render(request, "enrollment/mine_none.html")
        participant = self.participant
        sharing = queries.sharing_of(participant)
        return self.render(
            request,
            participant=participant,
            others=[one for one in people if one.pk != participant.pk],
            step=queries.next_step(participant),
            yes=sum(one.answer == Answer.YES for one in sharing),
            total=len(sharing),
            seen=len(queries.disclosures(self.visitor, participant)),
            copies=queries.consent_copies(self.visitor, participant)[:1],
            erasure_at=queries.erasure_requested_at(participant),
            in_use=participant.state in {State.ENROLLED, State.RECONSENT_REQUIRED},
        )


class SeenPage(OwnPage):
    """Who has seen my data: who, when, what, why."""

    template = "enrollment/seen.html"
    title = "Who has seen your data"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Newest first."""
        seen = queries.disclosures(self.visitor, self.participant)[:_MOST_SEEN]
        return self.render(request, participant=self.participant, seen=seen)


class ConsentsPage(OwnPage):
    """Everything I signed or refused."""

    template = "enrollment/consents.html"
    title = "Your consent"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Each version with its date."""
        copies = queries.consent_copies(self.visitor, self.participant)
        current = queries.is_current(self.participant)
        return self.render(request, participant=self.participant, copies=copies, current=current)


class CopyPage(OwnPage):
    """One copy: the text, who signed, when, and the hash. Prints by itself."""

    template = "enrollment/copy.html"
    title = "Your copy"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page; it stays readable for ever."""
        copy = queries.consent_copy(self.visitor, self.participant, pk)
        return self.render(request, participant=self.participant, **_parts(copy))


class CopyFilePage(OwnPage):
    """The same copy as a file to keep: HTML that needs nothing else, or JSON."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """The file, named after the reference."""
        copy = queries.consent_copy(self.visitor, self.participant, pk)
        if kind == "json":
            body: bytes | str = json.dumps(consent_json(copy))
            response = HttpResponse(body, content_type="application/json")
        else:
            body = render_to_string(
                "enrollment/copy_file.html", {"participant": self.participant, **_parts(copy)}
            )
            response = HttpResponse(body)
        name = f"consent-{self.participant.reference}-{copy.record.pk}.{kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class LeaveForm(forms.Form):
    """Four choices, none made beforehand."""

    choice = ChoiceOf(
        [
            ("stay", "Stay, but change what I share"),
            ("pause", "Pause for a while: no letters, no use of my data until I say so"),
            ("leave", "Leave the registry: my data are used for nothing new"),
            ("erase", "Leave, and ask you to erase my name and answers"),
        ],
        label="What would you like to do?",
    )


class LeavePage(FormPage, OwnPage):
    """Pause or leave; leaving asks once whether it is meant."""

    template = "enrollment/leave.html"
    title = "Pause or leave"
    form_class = LeaveForm

    def perform(self, form: Any) -> str:
        """Pausing works at once; the others lead on."""
        choice = form.cleaned_data["choice"]
        if choice == "pause":
            operations.pause_enrollment(self.participant, by=self.visitor)
            flash(self.request, "Paused. Nothing is used and nobody writes, until you say so.")
            return own_address("enrollment:mine", self.participant)
        return own_address(_LEADS_TO[choice], self.participant)

    def extra(self) -> dict[str, Any]:
        """Whose record."""
        return {"participant": self.participant}


class ReasonForm(forms.Form):
    """A reason is welcome and never needed."""

    reason = TextField(limit=2000, rows=3, required=False, label="Would you like to tell us why?")


class LeaveConfirmPage(FormPage, OwnPage):
    """What leaving does, and one button."""

    template = "enrollment/leave_confirm.html"
    title = "Leave the registry"
    form_class = ReasonForm

    def perform(self, form: Any) -> str:
        """Leave; it works at once."""
        participant = operations.withdraw_enrollment(
            self.participant, by=self.visitor, reason=form.cleaned_data["reason"]
        )
        flash(self.request, "You have left. Nothing is used for anything new from this moment.")
        return own_address("enrollment:mine", participant)

    def extra(self) -> dict[str, Any]:
        """Whose record."""
        return {"participant": self.participant}


class ErasePage(FormPage, OwnPage):
    """What asking for erasure does, and one button."""

    template = "enrollment/erase.html"
    title = "Ask us to erase your data"
    form_class = forms.Form

    def perform(self, form: Any) -> str:
        """Ask; every use stops at once."""
        participant = operations.request_erasure(self.participant, by=self.visitor)
        flash(self.request, "We have your request. Nothing is used from this moment.")
        return own_address("enrollment:mine", participant)

    def extra(self) -> dict[str, Any]:
        """Whose record."""
        return {"participant": self.participant}


class ResumePage(FormPage, OwnPage):
    """End a pause."""

    template = "enrollment/resume.html"
    title = "End your pause"
    form_class = forms.Form

    def perform(self, form: Any) -> str:
        """Back in; a new text is read first."""
        participant = operations.resume_enrollment(self.participant, by=self.visitor)
        flash(self.request, "Welcome back. Your pause is over.")
        return own_address("enrollment:mine", participant)

    def extra(self) -> dict[str, Any]:
        """Whose record."""
        return {"participant": self.participant}


def _parts(copy: ConsentCopy) -> dict[str, Any]:
    return {
        "copy": copy,
        "record": copy.record,
        "version": copy.version,
        "text": text.to_html(copy.version.text),
    }
