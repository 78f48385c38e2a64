"""The yearly update as pages: behind a letter's link, on one's own page, and the pause."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from accounts import queries as people
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page, flash
from registry.answers import queries as answers
from registry.enrollment.models import Participant
from registry.updates import operations, queries
from registry.updates.states import Channel
from registry.updates.web.forms import ConfirmForm


class CheckPage(Page):
    """Behind a letter's link. It shows nothing about anybody; GET changes nothing, because mail
    programs open links by themselves."""

    access = Access.PUBLIC
    template = "updates/check.html"
    title = "Has anything changed?"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Ask, or say that it is settled."""
        link = queries.link_by_token(token)
        if link.settled:
            return self._quietly(self.render(request, done=True, title="Thank you"))
        if link.expired:
            return self._quietly(self.render(request, expired=True, status=410))
        return self._quietly(self.render(request))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Sign that nothing has changed; a second click finds it done."""
        link = queries.link_by_token(token)
        if not link.settled:
            operations.confirm_by_link(link.due)
        return self._quietly(self.render(request, done=True, title="Thank you"))

    def _quietly(self, response: HttpResponse) -> HttpResponse:
        """The link is a secret: nobody keeps the page or learns its address."""
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


class OwnPage(FormPage):
    """A page about one participant for whom the visitor acts."""

    access = Access.SIGNED_IN
    form_class = Form

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Forget nothing between requests: the participant is read when first asked for."""
        self._participant: Participant | None = None
        return super().dispatch(request, *args, **kwargs)

    @property
    def participant(self) -> Participant:
        """The participant that the address names with `for`, or the only one."""
        if self._participant is None:
            reference = self.request.GET.get("for", "")
            self._participant = answers.participant_for(self.request.user, reference)
        return self._participant

    def extra(self) -> dict[str, Any]:
        """When the last update was and when the next is due."""
        standing = queries.standing(self.participant)
        return {"participant": self.participant, "standing": standing}

    def home(self) -> str:
        """Where one lands afterwards."""
        return f"{reverse('updates:confirm')}?for={self.participant.reference}"


class ConfirmPage(OwnPage):
    """One's own page for the yearly check."""

    form_class = ConfirmForm
    template = "updates/confirm.html"
    title = "Has anything changed?"

    def initial(self) -> dict[str, Any]:
        """Which year's question is shown."""
        standing = queries.standing(self.participant)
        return {"cycle": standing.cycle if standing else 1}

    def perform(self, form: Form) -> str:
        """Sign that nothing has changed."""
        operations.confirm_update(
            self.participant,
            by=people.person(self.request.user),
            cycle=form.cleaned_data["cycle"],
            channel=Channel.PAGE,
        )
        flash(self.request, "Thank you. That is all for this year.")
        return self.home()


class PausePage(OwnPage):
    """Six months without letters about updates."""

    template = "updates/pause.html"
    title = "Pause these e-mails"

    def perform(self, form: Form) -> str:
        """Pause, or end the pause."""
        if "resume" in self.request.POST:
            operations.resume_updates(self.participant, by=people.person(self.request.user))
            flash(self.request, "The pause is over. We will write to you again.")
        else:
            operations.pause_updates(self.participant, by=people.person(self.request.user))
            flash(self.request, "Done. You will not get these e-mails for 6 months.")
        return f"{reverse('updates:pause')}?for={self.participant.reference}"
