"""The public page of a community, and the desk of its leaders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from communities.groups import permissions as belonging
from communities.groups import queries as groups
from communities.library import queries as library
from communities.pages import queries as pages
from rareshare.home import community as panels
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, NotFound
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


class ManagePage(Page):
    """What leaders can do next."""

    access = Access.SIGNED_IN
    template = "home/manage.html"
    title = "Look after this community"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Sections that are missing, suggestions that wait, and the way to each."""
        community = groups.community_by_public_id(request.user, public_id)
        if not belonging.can_manage_community(request.user, community):
            raise NotAllowed("Only leaders of this community look after its page.")
        return self.render(
            request,
            community=community,
            contents=pages.contents_of(request.user, community),
            suggestions=library.suggestions_to(request.user, community).count(),
        )
