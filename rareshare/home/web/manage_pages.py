"""The desk of a community's leaders: what waits, and a hello to newcomers."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import queries as accounts
from communities.groups import queries as groups
from communities.groups import watching
from communities.leaders import operations
from rareshare.home import manage, newcomers
from rareshare.home.manage import Desk
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, TooMany
from rareshare.lib.pages import Page, flash


class ManagePage(Page):
    """What leaders can do next."""

    access = Access.SIGNED_IN
    template = "home/manage.html"
    title = "Look after this community"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The next job first, then everything that waits, then what stands."""
        community = groups.community_by_public_id(request.user, public_id)
        desk = _with_people_counted(request, manage.desk_of(request.user, community))
        return self.render(request, community=community, desk=desk, jobs=desk.jobs)


def _with_people_counted(request: HttpRequest, desk: Desk) -> Desk:
    """The newcomers count among the people whom a leader is shown on a day. Whoever was shown too
    many sees none of them, and goes on with the other jobs."""
    people = [one.membership.user.public_id for one in desk.newcomers]
    try:
        watching.people_shown(accounts.person(request.user), people)
    except (NotAllowed, TooMany):
        return replace(desk, newcomers=[])
    return desk


class HelloPage(Page):
    """A newcomer was greeted, or gets the letter with a hello: off the list for all leaders."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str, person: str) -> HttpResponse:
        """Note it, and back to the list."""
        community = groups.community_by_public_id(request.user, public_id)
        membership = newcomers.newcomer_for(request.user, community, person)
        by = accounts.person(request.user)
        if request.POST.get("letter"):
            operations.send_hello(membership, by=by)
            flash(request, "Your community says hello to them by e-mail. Thank you.")
        else:
            operations.greet_newcomer(membership, by=by)
            flash(request, "Noted. Thank you for saying hello.")
        return redirect("home:manage", public_id)
