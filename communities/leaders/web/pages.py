"""The pages of leading: who helps, offering help, asking others, one's own leadership."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from accounts import queries as accounts
from communities.groups import operations as groups
from communities.groups import permissions as belonging
from communities.groups import queries as communities
from communities.groups.models import Leadership
from communities.groups.web.pages import OneCommunity
from communities.leaders import operations, permissions, queries
from communities.leaders.states import OPEN
from communities.leaders.web.forms import (
    AnyMemberForm,
    MemberForm,
    OfferForm,
    ReasonForm,
    WordsForm,
)
from rareshare.lib import clock
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, NotFound
from rareshare.lib.pages import FormPage, Page, flash


class LeadersPage(OneCommunity, Page):
    """Who helps here, and the way to help too."""

    access = Access.SIGNED_IN
    template = "leaders/leaders.html"
    title = "Who helps here"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The leaders with their own words; what the reader may do next."""
        community, user = self.community, self.person
        leaders = list(queries.leaders_in(user, community).order_by("since", "pk"))
        own = queries.applications_of(user).filter(community=community, state__in=OPEN)
        return self.render(
            request,
            community=community,
            leaders=leaders,
            linked={one.user_id for one in leaders} - accounts.hidden_from(user),
            leaderless=queries.is_leaderless(community),
            standing=belonging.standing(user, community),
            application=own.first(),
            may_ask=permissions.can_ask_member_to_lead(user, community),
            asked=queries.asked_by(user, community),
        )


class ApplyPage(OneCommunity, FormPage):
    """Offer to lead."""

    access = Access.SIGNED_IN
    template = "leaders/apply.html"
    title = "Help to look after this community"
    form_class = OfferForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form for members; who asked or applied already goes to their own page."""
        user, community = self.person, self.community
        if belonging.is_leader(user, community):
            return redirect("leaders:mine", community.public_id)
        if queries.applications_of(user).filter(community=community, state__in=OPEN).exists():
            return redirect("leaders:leading")
        return super().get(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """Strangers are told to join first."""
        may = permissions.can_apply_to_lead(self.person, self.community)
        return {**super().extra(), "may_apply": may}

    def perform(self, form: OfferForm) -> str:
        """Send the offer to our team."""
        operations.apply_to_lead(self.community, by=self.person, offer=form.offer())
        flash(self.request, "Thank you. Our team reads it and tells you what we decide.")
        return reverse("leaders:leading")


class AskPage(OneCommunity, FormPage):
    """Ask a member to lead: leaders those who let members see them, staff any member."""

    access = Access.SIGNED_IN
    template = "leaders/ask.html"
    title = "Ask a member to lead"
    form_class = MemberForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form, for those who may ask."""
        if not permissions.can_ask_member_to_lead(self.person, self.community):
            raise NotAllowed("Only leaders and our team can ask a member to lead.")
        return super().get(request, *args, **kwargs)

    def form(self, *args: Any) -> MemberForm:
        """Staff are asked for a name or an address."""
        staff = permissions.cares_for_leaders(self.person)
        return (AnyMemberForm if staff else MemberForm)(*args, **self.form_arguments())

    def extra(self) -> Mapping[str, Any]:
        """Staff may use the address too, and their question is a promise."""
        return {**super().extra(), "staff": permissions.cares_for_leaders(self.person)}

    def perform(self, form: MemberForm) -> str:
        """Ask; the member hears of it by a neutral letter."""
        user = queries.member_named(self.person, self.community, form.cleaned_data["member"])
        operations.ask_member_to_lead(self.community, by=self.person, user=user)
        flash(self.request, f"We asked {user.display_name}. You will hear what they say.")
        return reverse("leaders:leaders", args=[self.community.public_id])


class OwnLeadership(OneCommunity):
    """The leadership of whoever is signed in; nobody else has these pages."""

    @cached_property
    def leadership(self) -> Leadership:
        """The present leadership, or nothing at this address."""
        return queries.own_leadership(self.person, self.community)

    def extra(self) -> Mapping[str, Any]:
        """The term, and whether it can be renewed now."""
        today = clock.today()
        return {
            **super().extra(),
            "leadership": self.leadership,
            "may_renew": self.leadership.may_renew(today),
            "handover": self.leadership.handovers.filter(state__in=OPEN)
            .select_related("user")
            .first(),
        }


class MinePage(OwnLeadership, FormPage):
    """My leadership: my words, my term, and the ways out."""

    access = Access.SIGNED_IN
    template = "leaders/mine.html"
    title = "You as a leader"
    form_class = WordsForm

    def initial(self) -> Mapping[str, Any]:
        """The words as they stand."""
        return {"story": self.leadership.story, "helps_with": self.leadership.helps_with}

    def perform(self, form: WordsForm) -> str:
        """Save the words."""
        groups.describe_leadership(self.leadership, by=self.person, **form.cleaned_data)
        flash(self.request, "Saved. Everyone can read it now.")
        return reverse("leaders:mine", args=[self.community.public_id])


class RenewPage(OwnLeadership, Page):
    """Go on for another term: one button."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Renew, and show until when."""
        groups.renew_leadership(self.leadership, by=self.person)
        flash(request, "Thank you for going on.")
        return redirect("leaders:mine", public_id)


class StopPage(OwnLeadership, Page):
    """Step down: one button."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The person stays a member."""
        operations.stop_leading(self.leadership, by=self.person)
        flash(request, "You have stepped down. Thank you for all you did. You are still a member.")
        return redirect("leaders:leading")


class HandoverPage(OwnLeadership, FormPage):
    """Name the member who shall follow."""

    access = Access.SIGNED_IN
    template = "leaders/handover.html"
    title = "Hand over"
    form_class = MemberForm

    def perform(self, form: MemberForm) -> str:
        """Ask that member; the leader leads on until all agreed."""
        user = queries.member_named(self.person, self.community, form.cleaned_data["member"])
        operations.hand_over_leadership(self.leadership, by=self.person, user=user)
        flash(self.request, f"We asked {user.display_name}. Until all is settled you lead on.")
        return reverse("leaders:mine", args=[self.community.public_id])


class EndPage(OneCommunity, FormPage):
    """Staff end a leadership and say why."""

    access = Access.STAFF
    template = "leaders/end.html"
    title = "End this leadership"
    form_class = ReasonForm

    @cached_property
    def leadership(self) -> Leadership:
        """A present leadership of this community."""
        if not permissions.cares_for_leaders(self.person):
            raise NotAllowed("Only moderators and administrators decide who leads.")
        found = communities.leadership_in(self.person, self.community, self.kwargs["pk"])
        if found.until is not None:
            raise NotFound
        return found

    def extra(self) -> Mapping[str, Any]:
        """Whose leadership it is."""
        return {**super().extra(), "leadership": self.leadership}

    def perform(self, form: ReasonForm) -> str:
        """End it and tell the person."""
        operations.dismiss_leader(
            self.leadership, by=self.person, reason=form.cleaned_data["reason"]
        )
        flash(self.request, "Ended. The person can read why.")
        return reverse("leaders:desk")
