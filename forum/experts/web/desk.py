"""The desk where staff verify experts."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from accounts import queries as accounts
from accounts.models import User
from communities.groups import queries as groups
from communities.groups.models import Community
from forum.experts import operations, permissions, queries
from forum.experts.models import ExpertVerification
from forum.experts.web.forms import ReasonForm, VerifyForm
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid, NotAllowed, NotFound
from rareshare.lib.pages import FormPage, flash


def community_named(viewer: User, name: str) -> Community:
    """A community by its slug or its short id; Invalid where there is none."""
    for look in (groups.community_by_public_id, groups.community_by_slug):
        try:
            return look(viewer, name.strip("/"))
        except NotFound:
            continue
    raise Invalid("There is no community with this address.", field="community")


def verify(by: User, facts: dict[str, Any]) -> ExpertVerification:
    """Find the person and the community that staff named, and verify. Only those who may verify
    learn whether there is an account."""
    community = community_named(by, facts.pop("community"))
    if not permissions.can_verify_expert(by, community):
        raise NotAllowed("Only moderators and coordinators verify experts.")
    person = accounts.user_by_address(facts.pop("email"))
    if person is None:
        raise Invalid("There is no account with this address.", field="email")
    return operations.verify_expert(person, by=by, community=community, **facts)


class VerificationsPage(FormPage):
    """Who is verified, and the form for one more."""

    access = Access.STAFF
    template = "experts/desk.html"
    title = "Experts"
    form_class = VerifyForm

    def extra(self) -> Mapping[str, Any]:
        """Present verifications, the next to expire first."""
        return {"verifications": queries.verifications_at_desk(self.request.user)[:200]}

    def perform(self, form: Any) -> str:
        """Verify the person."""
        made = verify(accounts.person(self.request.user), dict(form.cleaned_data))
        flash(self.request, f"{made.user.display_name} is verified now.")
        return reverse("experts:desk")


class EndPage(FormPage):
    """End a verification."""

    access = Access.STAFF
    template = "experts/end.html"
    title = "End this verification?"
    form_class = ReasonForm

    def extra(self) -> Mapping[str, Any]:
        """The verification."""
        user = accounts.person(self.request.user)
        return {"verification": queries.verification_with_proof(user, self.kwargs["pk"])}

    def perform(self, form: Any) -> str:
        """End it; answers stay."""
        verification = queries.verification_for(self.request.user, self.kwargs["pk"])
        operations.end_verification(
            verification, by=accounts.person(self.request.user), reason=form.cleaned_data["reason"]
        )
        flash(self.request, "The verification ended. Earlier answers stay.")
        return reverse("experts:desk")
