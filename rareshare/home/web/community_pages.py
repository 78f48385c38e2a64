"""The public page of a community."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from communities.groups import queries as groups
from rareshare.home import community as panels
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import Page


class CommunityPage(Page):
    """All about one community. Its address names the illness, so it shows nothing of a person but
    the leaders, who agreed to that."""

    access = Access.PUBLIC
    template = "home/community.html"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page; for signed-in people an opaque id leads to it as well."""
        try:
            community = groups.community_by_slug(request.user, slug)
        except NotFound:
            if not request.user.is_authenticated:  # the way from the id to the illness is not open
                raise
            community = groups.community_by_public_id(request.user, slug)
            return redirect(community.get_absolute_url())
        view = panels.view_of(request.user, community)
        return self.render(request, title=community.name, view=view, community=community)
