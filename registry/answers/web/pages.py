"""The voluntary questions as pages: a list of sections, one section a page."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import queries as people
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import FormPage, Page, flash
from registry.answers import operations, queries, questionnaire
from registry.answers.models import Response
from registry.answers.questionnaire import Section
from registry.answers.web.forms import SectionForm
from registry.enrollment import queries as enrollment
from registry.enrollment.models import Participant
from registry.enrollment.states import Relationship


def chosen_participant(request: HttpRequest) -> Participant:
    """The participant that the address names with `for`, or the only one."""
    return queries.participant_for(request.user, request.GET.get("for", ""))


def is_proxy(request: HttpRequest, participant: Participant) -> bool:
    """True where the visitor is not the participant."""
    visitor = people.person(request.user)
    own = participant.actors.filter(user=visitor, until=None, relationship=Relationship.SELF)
    return not own.exists()


class AnswersPage(Page):
    """The sections with the date of the last answer; all are optional."""

    access = Access.SIGNED_IN
    template = "answers/sections.html"
    title = "Your answers"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the list."""
        participant = chosen_participant(request)
        found = queries.current_responses(participant)
        return self.render(
            request,
            participant=participant,
            others=enrollment.participants_of(request.user).exclude(pk=participant.pk),
            sections=[_summary(part, found) for part in questionnaire.current().sections],
        )


class SectionPage(FormPage):
    """The questions of one section."""

    access = Access.SIGNED_IN
    form_class = SectionForm
    template = "answers/section.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Remember which section the address names."""
        super().setup(request, *args, **kwargs)
        self.section_key: str = kwargs["section"]

    @property
    def section(self) -> Section:
        """The section; NotFound where there is none of this name."""
        found = questionnaire.current().section(self.section_key)
        if found is None:
            raise NotFound
        return found

    def form_arguments(self) -> dict[str, Any]:
        """The questions in the words for the person or for somebody who acts for them."""
        self.participant = chosen_participant(self.request)
        return {"section": self.section, "proxy": is_proxy(self.request, self.participant)}

    def initial(self) -> Mapping[str, Any]:
        """What was answered last."""
        last = queries.current_responses(self.participant).get(self.section_key)
        return {**(last.values if last else {}), "seen": last.number if last else 0}

    def extra(self) -> Mapping[str, Any]:
        """The heading and the way back."""
        return {
            "section": self.section,
            "title": self.section.title,
            "participant": self.participant,
        }

    def perform(self, form: Form) -> str:
        """Keep the answers."""
        assert isinstance(form, SectionForm)  # noqa: S101 - form_class above
        operations.record_response(
            self.participant,
            by=people.person(self.request.user),
            section=self.section_key,
            values=form.answers(),
            seen=form.cleaned_data["seen"],
        )
        flash(self.request, "Saved. Thank you.")
        return f"{reverse('answers:sections')}?for={self.participant.reference}"


def _summary(part: Section, found: Mapping[str, Response]) -> dict[str, Any]:
    last = found.get(part.key)
    return {"section": part, "at": last.at if last else None}
