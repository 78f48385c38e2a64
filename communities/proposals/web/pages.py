"""One's own proposals, and the desk at which staff decide."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from accounts import queries as accounts
from accounts.models import User
from communities.proposals import operations, permissions, queries
from communities.proposals.models import Proposal
from communities.proposals.states import State
from communities.proposals.web import forms
from communities.proposals.web.start_pages import condition_of
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.pages import FormPage, Page, flash


class MyProposalsPage(Page):
    """What one proposed, where it stands, and why."""

    access = Access.SIGNED_IN
    template = "proposals/mine.html"
    title = "Communities you want to start"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The newest first, the draft above."""
        page = Paginator(queries.own_proposals(request.user), 20)
        return self.render(
            request,
            page=page.get_page(request.GET.get("page")),
            draft=queries.draft_of(request.user),
            notices=queries.notices_of(request.user)[:100],
        )


class OneProposal:
    """What the pages of one proposal share."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def person(self) -> User:
        """Whoever is signed in."""
        return accounts.person(self.request.user)

    @cached_property
    def proposal(self) -> Proposal:
        """The proposal, for its proposer and for staff."""
        return queries.proposal_for(self.request.user, self.kwargs["public_id"])


class ProposalPage(OneProposal, FormPage):
    """One's own proposal with its history; the answer to a question of staff is written here."""

    access = Access.SIGNED_IN
    template = "proposals/proposal.html"
    title = "Your proposal"
    form_class = forms.AnswerForm

    def extra(self) -> Mapping[str, Any]:
        """What happened so far, and what can be done now."""
        proposal = self.proposal
        asked = proposal.state == State.ASKED
        return {
            "proposal": proposal,
            "history": queries.history_of(self.person, proposal),
            "may_answer": asked and permissions.can_answer_proposal(self.person, proposal),
            "may_withdraw": permissions.can_withdraw_proposal(self.person, proposal),
        }

    def perform(self, form: Any) -> str:
        """Keep the answer and let staff look again."""
        operations.resend_proposal(
            self.proposal, by=self.person, answer=form.cleaned_data["answer"]
        )
        flash(self.request, "Thank you. We read your answer and write to you.")
        return reverse("proposals:proposal", args=[self.proposal.public_id])


class WithdrawalPage(OneProposal, Page):
    """Take it back: one button, no question."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Done at once."""
        operations.withdraw_proposal(self.proposal, by=self.person)
        flash(request, "You took it back. You can start again at any time.")
        return redirect("proposals:mine")


class NoticeEndPage(Page):
    """Do not tell me any more: one button, no question."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Done at once."""
        notice = queries.notice_for(request.user, pk)
        operations.unwatch_proposal(notice, by=accounts.person(request.user))
        flash(request, "We will not write to you about it.")
        return redirect("proposals:mine")


class DeskPage(Page):
    """What waits for staff, and what they decided."""

    access = Access.STAFF
    template = "proposals/desk.html"
    title = "New communities"

    def get(self, request: HttpRequest) -> HttpResponse:
        """What waits, the oldest first; on wish what was decided, the newest first."""
        _refuse_others(self, request)
        form = forms.ShowForm(request.GET)
        show = form.cleaned_data["show"] if form.is_valid() else ""
        page = Paginator(queries.proposals_at_desk(request.user, show=show), 30)
        return self.render(
            request, page=page.get_page(request.GET.get("page")), form=form, show=show
        )


class DecidePage(OneProposal, Page):
    """One proposal, with everything near to it beside it."""

    access = Access.STAFF
    template = "proposals/decide.html"
    title = "A new community?"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """All that helps to decide."""
        _refuse_others(self, request)
        proposal = self.proposal
        return self.render(
            request,
            proposal=proposal,
            alike=queries.alike_of(request.user, proposal.name, proposal.about),
            others=queries.proposals_like(request.user, proposal),
            history=queries.history_of(request.user, proposal),
            may_decide=proposal.is_waiting
            and permissions.can_approve_proposal(request.user, proposal),
        )


class Decision(OneProposal, FormPage):
    """What the three decisions share."""

    access = Access.STAFF
    template = "proposals/decision.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only while it waits, and only for those who may."""
        _refuse_others(self, request)
        if not self.proposal.is_waiting:
            raise WrongState("This was decided or taken back already.")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As above."""
        _refuse_others(self, request)
        return super().post(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """The proposal is on each page."""
        return {"proposal": self.proposal}

    def done(self, note: str) -> str:
        """Back to the list."""
        flash(self.request, note)
        return reverse("proposals:desk")


class ApprovePage(Decision):
    """Open the community."""

    title = "Open this community"
    form_class = forms.ApproveForm

    def form_arguments(self) -> dict[str, Any]:
        """The illness that was chosen, and those near to it."""
        alike = queries.alike_of(self.request.user, self.proposal.name, self.proposal.about)
        return {"near": [one for one in alike.conditions if one.community is None]}

    def initial(self) -> Mapping[str, Any]:
        """As proposed."""
        proposal = self.proposal
        condition = proposal.condition
        return {
            "name": proposal.name,
            "other_names": "\n".join(proposal.other_names),
            "about": f"condition:{condition.key}" if condition else proposal.about,
        }

    def perform(self, form: Any) -> str:
        """Open it; the proposer and those who wait hear of it."""
        chosen = form.cleaned_data.pop("about")
        operations.approve_proposal(
            self.proposal,
            by=self.person,
            about=chosen["about"],
            condition=condition_of(chosen["key"]),
            **form.cleaned_data,
        )
        return self.done("The community is open. We told the person who proposed it.")


class AskPage(Decision):
    """Ask back."""

    title = "Ask a question"
    form_class = forms.QuestionForm

    def perform(self, form: Any) -> str:
        """Ask."""
        operations.ask_about_proposal(self.proposal, by=self.person, **form.cleaned_data)
        return self.done("We sent your question.")


class DeclinePage(Decision):
    """Say no, and why."""

    title = "Do not open this community"
    form_class = forms.DeclineForm

    def perform(self, form: Any) -> str:
        """Decline."""
        operations.decline_proposal(self.proposal, by=self.person, **form.cleaned_data)
        return self.done("We told the person why.")


def _refuse_others(page: Page, request: HttpRequest) -> None:
    """The desk of communities is for moderators and administrators, not for all staff."""
    if not permissions.can_see_desk(request.user):
        raise NotAllowed("Only moderators and administrators decide on communities.")
