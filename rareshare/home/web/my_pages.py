"""My page: what needs me, my communities, my registry record, my account."""

from django.http import HttpRequest, HttpResponse

from communities.groups import queries as groups
from rareshare.home import mine
from rareshare.lib.access import Access
from rareshare.lib.pages import Page


class MyPage(Page):
    """The start page of whoever is signed in."""

    access = Access.SIGNED_IN
    template = "home/me.html"
    title = "My page"

    def get(self, request: HttpRequest) -> HttpResponse:
        """At most three things that need this person, then everything that is theirs."""
        user = request.user
        return self.render(
            request,
            needs=mine.needs_of(user),
            communities=[member.community for member in groups.communities_of(user)[:20]],
            registry=mine.registry_entries_of(user),
            account_links=mine.account_links(),
        )
