"""What the pages of this room share: whose record is shown, and where the next step is."""

import time
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts import queries as people
from accounts.models import User
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import Page
from registry.enrollment import queries
from registry.enrollment.models import Participant
from registry.enrollment.states import Step

_PAGE_OF = {
    Step.CONSENT: "enrollment:consent",
    Step.ASSENT: "enrollment:assent",
    Step.PERMISSIONS: "enrollment:join-sharing",
}
RECENT_SECONDS = 900


def next_address(participant: Participant) -> str:
    """The page of the next step on the way in; one's own page where there is none."""
    step = queries.next_step(participant)
    if step is None:
        return own_address("enrollment:mine", participant)
    return reverse(_PAGE_OF[step], args=[participant.reference])


def own_address(name: str, participant: Participant, *args: Any) -> str:
    """A page below /me/registry/ about one of those for whom one acts."""
    return f"{reverse(name, args=args)}?{urlencode({'for': participant.reference})}"


def signed_in_recently(request: HttpRequest) -> bool:
    """True where this browser proved who is there in the last 15 minutes (real time: the domain's
    clock can be moved in the demo)."""
    proofs = request.session.get("account_authentication_methods", [])
    newest = max((float(proof.get("at", 0)) for proof in proofs), default=0.0)
    return 0 <= time.time() - newest < RECENT_SECONDS


class OwnPage(Page):
    """A page about one participant for whom the visitor acts: named in the address while joining,
    by `for` afterwards, or the only one."""

    access = Access.SIGNED_IN

    @property
    def visitor(self) -> User:
        """The signed-in person."""
        return people.person(self.request.user)

    @cached_property
    def participant(self) -> Participant:
        """Whose page it is; for strangers there is none."""
        reference = self.kwargs.get("reference") or self.request.GET.get("for", "")
        if reference:
            return queries.participant_by_reference(self.visitor, reference)
        first = queries.participants_of(self.visitor).first()
        if first is None:
            raise NotFound
        return first


class StepPage(OwnPage):
    """A page on the way in. Whoever opens it at another step is sent to that one."""

    step: ClassVar[Step]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show this step, or go to the one that is due."""
        if queries.next_step(self.participant) != self.step:
            return redirect(next_address(self.participant))
        return self.due(request)

    def due(self, request: HttpRequest) -> HttpResponseBase:
        """Show the step that is due."""
        raise NotFound
