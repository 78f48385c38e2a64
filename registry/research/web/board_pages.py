"""The desk of the scientific advisory board."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import queries as people
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page, flash
from registry.research import operations, permissions, queries
from registry.research.models import Application
from registry.research.queries import Question
from registry.research.states import ApplicationState
from registry.research.web import asking
from registry.research.web.forms import ConflictForm, NoteForm, VoteForm


class BoardPage(Page):
    """What waits for the board, the oldest first."""

    access = Access.BOARD
    template = "research/board.html"
    title = "Board desk"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the queue."""
        return self.render(
            request,
            queue=queries.board_queue(request.user),
            seated=permissions.sits_on_board(request.user),
        )


class BoardFormPage(FormPage):
    """A page about one application at the board desk."""

    access = Access.BOARD

    @property
    def application(self) -> Application:
        """The application of the address; for members in conflict there is none."""
        return queries.application_for(self.request.user, self.kwargs["public_id"])

    def extra(self) -> Mapping[str, Any]:
        """The application."""
        return {"application": self.application}

    def home(self) -> str:
        """The application at the board desk."""
        return reverse("research:board_application", args=[self.kwargs["public_id"]])


class BoardApplicationPage(BoardFormPage):
    """One application, and one's vote."""

    form_class = VoteForm
    template = "research/board_application.html"
    title = "Read and vote"

    def extra(self) -> Mapping[str, Any]:
        """How many people it could reach, the votes so far, and what one may do."""
        application, user = self.application, people.person(self.request.user)
        count = queries.published_count(Question(application.condition))
        open_now = application.state == ApplicationState.BOARD_REVIEW
        return {
            "application": application,
            "title": application.title,
            "reach": asking.in_words(count),
            "vote": queries.own_vote(user, application),
            "tally": queries.standing_tally(application),
            "open_now": open_now,
            "decisions": application.decisions.all(),
            "may_decide": open_now and permissions.can_decide_application(user, application),
            "may_return": open_now and permissions.can_return_application(user, application),
        }

    def perform(self, form: Form) -> str:
        """Vote."""
        operations.vote_on_application(
            self.application, by=people.person(self.request.user), **form.cleaned_data
        )
        flash(self.request, "Your vote is recorded. Thank you.")
        return self.home()


class BoardConflictPage(BoardFormPage):
    """Stepping out because of a conflict of interest."""

    form_class = ConflictForm
    template = "research/board_conflict.html"
    title = "Step out"

    def perform(self, form: Form) -> str:
        """Step out; the application is gone for this member."""
        operations.declare_conflict(
            self.application, by=people.person(self.request.user), **form.cleaned_data
        )
        flash(self.request, "You stepped out. You will not see this application any more.")
        return reverse("research:board")


class BoardDecisionPage(BoardFormPage):
    """The chair closes the vote."""

    form_class = NoteForm
    template = "research/board_decision.html"
    title = "Record the decision"

    def extra(self) -> Mapping[str, Any]:
        """What the votes come to."""
        application = self.application
        return {"application": application, "tally": queries.standing_tally(application)}

    def perform(self, form: Form) -> str:
        """Record what the votes came to."""
        operations.decide_application(
            self.application, by=people.person(self.request.user), **form.cleaned_data
        )
        flash(self.request, "The decision is recorded. The researcher gets a letter.")
        return self.home()


class BoardReturnPage(BoardFormPage):
    """Sending an application back for changes."""

    form_class = NoteForm
    template = "research/board_return.html"
    title = "Send it back"

    def perform(self, form: Form) -> str:
        """Send it back with a note."""
        operations.return_application(
            self.application, by=people.person(self.request.user), **form.cleaned_data
        )
        flash(self.request, "Sent back. The researcher gets a letter.")
        return reverse("research:board")
