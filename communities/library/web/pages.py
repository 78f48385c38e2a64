"""The pages that show a library: of one community, of the whole site, and of one's own."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from communities.groups import permissions as belonging
from communities.library import permissions, queries
from communities.library.languages import NAMES
from communities.library.models import Resource, ResourceKind
from communities.library.web.place import InLibrary
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid
from rareshare.lib.pages import Page

PAGE_SIZE = 20
NEWS_SHOWN = 5


class LibraryPage(InLibrary, Page):
    """Resources, news and the way to trials; those who decide find what waits on top."""

    access = Access.PUBLIC
    template = "library/library.html"
    title = "Resources and news"

    def get(self, request: HttpRequest, public_id: str = "") -> HttpResponse:
        """What was approved, as far as the filters let it through."""
        viewer, community = request.user, self.community
        resources = queries.resources_of(viewer, community)
        chosen = _chosen(request)
        return self.render(
            request,
            community=community,
            decides=self.decides,
            may_suggest=permissions.can_suggest(viewer, community),
            waiting=queries.number_waiting(viewer, community) if self.decides else 0,
            kinds=ResourceKind.choices,
            languages=_languages(resources),
            chosen=chosen,
            query=urlencode(chosen) + "&" if chosen else "",
            page=Paginator(resources.filter(**chosen), PAGE_SIZE).get_page(request.GET.get("page")),
            news=queries.news_of(viewer, community)[:NEWS_SHOWN],
        )


class NewsPage(InLibrary, Page):
    """All news of a library, the newest first."""

    access = Access.PUBLIC
    template = "library/news.html"
    title = "News from elsewhere"

    def get(self, request: HttpRequest, public_id: str = "") -> HttpResponse:
        """What was approved."""
        news = queries.news_of(request.user, self.community)
        return self.render(
            request,
            community=self.community,
            decides=self.decides,
            page=Paginator(news, PAGE_SIZE).get_page(request.GET.get("page")),
        )


class MinePage(Page):
    """What I suggested, and what became of it."""

    access = Access.SIGNED_IN
    template = "library/mine.html"
    title = "What you suggested"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The newest first, with the reason where something was not taken."""
        person = belonging.person(request.user)
        return self.render(request, items=queries.suggestions_by(person))


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """The filters of the address that hold something; a value that nobody offers is refused."""
    known = {"kind": set(ResourceKind.values), "language": set(NAMES)}
    chosen = {name: request.GET[name] for name in known if request.GET.get(name)}
    for name, value in chosen.items():
        if value not in known[name]:
            raise Invalid("Choose from the lists on the page.", field=name)
    return chosen


def _languages(resources: QuerySet[Resource]) -> list[tuple[str, str]]:
    """The languages that something is in."""
    codes = resources.exclude(language="").order_by("language").values_list("language", flat=True)
    found = [(code, NAMES.get(code, code)) for code in codes.distinct()]
    return sorted(found, key=lambda pair: pair[1])
