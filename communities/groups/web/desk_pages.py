"""The staff's pages of one community: its history, closing, reopening, and merging."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from communities.groups import merging, operations, permissions, queries
from communities.groups.models import Community, CommunityEvent
from communities.groups.states import State
from communities.groups.web.desk_forms import MergeForm, ReasonForm, TargetForm
from communities.groups.web.pages import OneCommunity
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid, NotAllowed, NotFound
from rareshare.lib.pages import FormPage, Page, flash

STATES = {State.OPEN: "Open", State.ARCHIVED: "Closed", State.MERGED: "Part of another one"}
SAID = {
    "community_open": "opened",
    "community_archived": "closed",
    "community_merged": "made part of another",
    "community_took_in": "took in another community",
    "leader_appointed": "a leader was appointed",
    "leadership_renewed": "a leader goes on for another term",
    "leadership_described": "a leader wrote about themselves",
    "leadership_ended": "a leader ended",
    "leadership_lapsed": "a leader's term ran out",
    "talk_opening": "the talk will open to everyone",
    "talk_opened": "the talk opened to everyone",
    "talk_closed": "the talk is for members again",
}


class CarePage(OneCommunity, Page):
    """What became of a community, who decided it and when, and what can be decided now; also of one
    that is part of another by now."""

    access = Access.STAFF
    template = "groups/care.html"
    title = "Look after a community"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The newest decision first."""
        refuse_others(request)
        history = queries.history_of(request.user, self.community)[:100]
        return self.render(
            request,
            history=[(_said(event), event) for event in history],
            came_in=queries.taken_in(request.user, self.community),
            state=STATES[State(self.community.state)],
            **self.extra(),
        )

    @cached_property
    def community(self) -> Community:
        """Whatever became of it."""
        return queries.community_at_desk(self.request.user, self.kwargs["public_id"])


class TurnPage(OneCommunity, FormPage):
    """Close an open community, or open a closed one again."""

    access = Access.STAFF
    template = "groups/turn.html"
    form_class = ReasonForm

    def extra(self) -> Mapping[str, Any]:
        """Which of the two it is."""
        refuse_others(self.request)
        title = "Close this community" if self.community.is_open else "Open it again"
        return {**super().extra(), "title": title}

    def perform(self, form: Any) -> str:
        """Close or reopen."""
        reason = form.cleaned_data["reason"]
        if self.community.is_open:
            operations.archive_community(self.community, by=self.person, reason=reason)
            flash(self.request, "It is closed. Its members are told.")
        else:
            operations.reopen_community(self.community, by=self.person, reason=reason)
            flash(self.request, "It is open again. Its members are told.")
        return reverse("groups:care", args=[self.community.public_id])


class MergePage(OneCommunity, FormPage):
    """Step 1 of merging: with which?"""

    access = Access.STAFF
    template = "groups/merge.html"
    title = "Make it part of another community"
    form_class = TargetForm

    def extra(self) -> Mapping[str, Any]:
        """The community that will be gone."""
        refuse_others(self.request)
        return super().extra()

    def perform(self, form: Any) -> str:
        """Find the other one."""
        refuse_others(self.request)
        target = _found(self.request, form.cleaned_data["target"])
        if target.pk == self.community.pk:
            raise Invalid("Choose another community than this one.", field="target")
        return reverse("groups:merge-into", args=[self.community.public_id, target.public_id])


class MergeIntoPage(OneCommunity, FormPage):
    """Step 2: what will move, and the name typed as the last word."""

    access = Access.STAFF
    template = "groups/merge_into.html"
    title = "Check before you merge"
    form_class = MergeForm

    @cached_property
    def target(self) -> Community:
        """The community that takes the other in."""
        return queries.community_by_public_id(self.request.user, self.kwargs["target"])

    def form_arguments(self) -> dict[str, Any]:
        """The name to type."""
        return {"name": self.community.name}

    def extra(self) -> Mapping[str, Any]:
        """Everything that hangs on it."""
        refuse_others(self.request)
        moves = merging.what_moves(self.community)
        return {**super().extra(), "target": self.target, "moves": moves}

    def perform(self, form: Any) -> str:
        """Merge; there is no way back."""
        operations.merge_communities(
            self.community, self.target, by=self.person, reason=form.cleaned_data["reason"]
        )
        flash(self.request, "The two are one now. The members are told.")
        return reverse("groups:care", args=[self.target.public_id])


def _said(event: CommunityEvent) -> str:
    """One step in words; a kind of step that is new here speaks for itself."""
    if event.verb == "community_open" and event.from_state:
        return "opened again"
    return SAID.get(event.verb, event.verb.replace("_", " "))


def refuse_others(request: HttpRequest) -> None:
    """Not all staff look after communities."""
    if not permissions.can_open_community(request.user):
        raise NotAllowed("Only moderators and administrators look after communities.")


def _found(request: HttpRequest, text: str) -> Community:
    """By its short id or by the name in its public address."""
    for find in (queries.community_by_public_id, queries.community_by_slug):
        try:
            return find(request.user, text)
        except NotFound:
            continue
    raise Invalid("There is no community at this address.", field="target")
