"""The pages of this room: find a community, join and leave it, see who is here."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import User
from communities.groups import operations, permissions, queries, watching
from communities.groups.models import Community, Membership
from communities.groups.queries.finder import MOST_PAGES
from communities.groups.web.forms import ChoicesForm, FindForm, JoinForm, MembersForm
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid, NotAllowed, NotFound, Stale
from rareshare.lib.pages import FormPage, Page, add_problem, flash


class CommunitiesPage(Page):
    """All communities, or what a search found among all conditions."""

    access = Access.PUBLIC
    template = "groups/communities.html"
    title = "Find your community"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Without words all of them; too few words are an error beside the box."""
        text = request.GET.get("q", "").strip()
        form = FindForm({"q": text})
        form.is_valid()
        if not text:
            return self._all(request, form)
        try:
            search = queries.find_communities(request.user, text, page=_page(request))
        except Invalid as error:
            add_problem(form, error)
            return self._all(request, form, status=error.status)
        return self.render(
            request,
            form=form,
            search=search,
            next_url=_at(search, 1) if search.has_more and search.page < MOST_PAGES else "",
            previous_url=_at(search, -1) if search.page > 1 else "",
            undiagnosed=queries.undiagnosed_community(request.user),
        )

    def _all(self, request: HttpRequest, form: FindForm, status: int = 200) -> HttpResponse:
        pages = Paginator(queries.open_communities(request.user), 20)
        return self.render(
            request,
            status=status,
            form=form,
            page=pages.get_page(request.GET.get("page")),
            undiagnosed=queries.undiagnosed_community(request.user),
        )


def _page(request: HttpRequest) -> int:
    """The page of an answer that is asked for, the first where that is no number."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    if number > MOST_PAGES:
        raise NotFound
    return max(number, 1)


def _at(search: queries.Search, step: int) -> str:
    return f"?{urlencode({'q': search.text, 'page': search.page + step})}"


class OneCommunity:
    """What the pages of one community share: the community that their address names."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def community(self) -> Community:
        """The community, as far as the visitor may know of it."""
        return queries.community_by_public_id(self.request.user, self.kwargs["public_id"])

    @property
    def person(self) -> User:
        """Whoever is signed in."""
        return permissions.person(self.request.user)

    def extra(self) -> Mapping[str, Any]:
        """The community is on each of its pages."""
        return {"community": self.community}

    def chosen(self, membership: Membership) -> dict[str, str]:
        """What a member chose, as the form shows it, and the mark of just these choices."""
        return {
            "role": membership.role,
            "visibility": membership.visibility,
            "follow": queries.chosen_level(self.person, self.community),
            "version": queries.membership_version(membership),
        }


class MembershipPage(OneCommunity, FormPage):
    """Join with one answer; a member finds the way out here instead."""

    access = Access.SIGNED_IN
    template = "groups/join.html"
    title = "Join this community"
    form_class = JoinForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The question for those who may join; what holds now for members."""
        standing = permissions.standing(request.user, self.community)
        if standing.membership is None:
            return super().get(request, *args, **kwargs)
        return self.render(
            request,
            "groups/membership.html",
            title="Your membership",
            form=ChoicesForm(initial=self.chosen(standing.membership)),
            standing=standing,
            **self.extra(),
        )

    def perform(self, form: JoinForm) -> str:
        """Join, and go where the community is."""
        operations.join_community(self.community, by=self.person, role=form.cleaned_data["role"])
        flash(self.request, "You have joined. Nobody sees this until you choose to be seen.")
        return self.community.get_absolute_url()


class ChoicesPage(OneCommunity, FormPage):
    """The role, who may see the membership, and what comes by e-mail."""

    access = Access.SIGNED_IN
    template = "groups/membership.html"
    title = "Your membership"
    form_class = ChoicesForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The choices stand on the membership page."""
        return redirect("groups:membership", self.community.public_id)

    def extra(self) -> Mapping[str, Any]:
        """The form lies on the membership page, which shows the membership too."""
        standing = permissions.standing(self.request.user, self.community)
        return {**super().extra(), "standing": standing}

    def perform(self, form: ChoicesForm) -> str | HttpResponse:
        """Save the choices; from an old window nothing, and what holds now is shown."""
        try:
            operations.change_membership(self.community, by=self.person, **form.cleaned_data)
        except Stale as error:
            membership = permissions.standing(self.person, self.community).membership
            form = ChoicesForm(self.chosen(membership) if membership else {})
            add_problem(form, error)
            return self.show(form, status=error.status)
        flash(self.request, "Saved. It holds from now on.")
        return reverse("groups:membership", args=[self.community.public_id])


class LeavingPage(OneCommunity, Page):
    """The way out: one button, no question. Only leaders are asked once more."""

    access = Access.SIGNED_IN
    template = "groups/leaving.html"
    title = "Leave, and lead no more?"

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Leave, and go back to the public page."""
        leads = permissions.is_leader(request.user, self.community)
        if leads and request.POST.get("sure") != "yes":
            return self.render(request, **self.extra())
        operations.leave_community(self.community, by=self.person)
        flash(request, "You have left. You can join again at any time.")
        return redirect(self.community.get_absolute_url())


class MembersPage(OneCommunity, Page):
    """Who chose to be seen; for members, never for search engines."""

    access = Access.SIGNED_IN
    template = "groups/members.html"
    title = "Members"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Fifty at a time, the newest first; of one role where that is asked."""
        try:
            members = queries.members_of(request.user, self.community)
        except NotAllowed as error:
            way_in = "groups/members_only.html"
            return self.render(request, way_in, status=error.status, **self.extra())
        form = MembersForm(request.GET)
        role = form.cleaned_data["role"] if form.is_valid() else ""
        if role:
            members = members.filter(role=role)
        page = Paginator(members, 50).get_page(request.GET.get("page"))
        watching.people_shown(self.person, [member.user.public_id for member in page])
        return self.render(request, page=page, form=form, role=role, **self.extra())
