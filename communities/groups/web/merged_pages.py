"""What became of a community that is part of another one: the page that its letter leads to."""

from django.http import HttpRequest, HttpResponse

from communities.groups import permissions, queries
from communities.groups.web.pages import OneCommunity
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import Page


class MergedPage(OneCommunity, Page):
    """Which communities are part of this one, and who sees now that one belongs."""

    access = Access.SIGNED_IN
    template = "groups/merged.html"
    title = "Two communities are one now"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The latest first; nothing where it took in none."""
        found = queries.taken_in(request.user, self.community)
        if not found:
            raise NotFound
        membership = permissions.standing(request.user, self.community).membership
        return self.render(request, found=found, membership=membership, **self.extra())
