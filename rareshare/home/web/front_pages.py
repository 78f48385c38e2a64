"""The front page: the right place, one search box, three doors."""

from django.http import HttpRequest, HttpResponse

from communities.groups import queries as groups
from rareshare.home import fresh
from rareshare.lib.access import Access
from rareshare.lib.pages import Page


class FrontPage(Page):
    """Find your community, or go on with your own."""

    access = Access.PUBLIC
    template = "home/front.html"
    title = "Find your community"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The same for everyone, plus the communities of whoever is signed in."""
        mine = [member.community for member in groups.communities_of(request.user)[:8]]
        return self.render(
            request,
            communities=mine,
            undiagnosed=groups.undiagnosed_community(request.user),
            fresh=fresh.whats_new(request.user),
        )
