"""How communities are doing: one for its leaders, all of them for staff."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from communities.groups import queries as groups
from rareshare.home import health, overview
from rareshare.home.web import drawings
from rareshare.home.web.forms import OverviewForm
from rareshare.lib.access import Access
from rareshare.lib.pages import Page


class HealthPage(Page):
    """Sentences, tables and charts about one community."""

    access = Access.SIGNED_IN
    template = "home/health.html"
    title = "How this community is doing"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """For leaders and staff."""
        community = groups.community_by_public_id(request.user, public_id)
        found = health.health_of(request.user, community)
        return self.render(
            request,
            community=community,
            health=found,
            answers=[("Topics", found.talk), ("Questions to experts", found.experts)],
            few=drawings.few(),
            answers_chart=drawings.answers_chart(found),
            months_chart=drawings.months_chart(found),
            writers_chart=drawings.writers_chart(found),
            leaders_chart=drawings.leaders_chart(found),
        )


class OverviewPage(Page):
    """All communities, the worst first."""

    access = Access.STAFF
    template = "home/communities_desk.html"
    title = "How communities are doing"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Twenty-five a page, filtered by what is wrong and by name."""
        form = OverviewForm(request.GET or None)
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        show, text = chosen.get("show", ""), chosen.get("q", "")
        lines = overview.overview_for(request.user, show=show, text=text)
        page = Paginator(lines, 25).get_page(request.GET.get("page"))
        query = urlencode({"show": show, "q": text}) + "&"
        status = 400 if form.is_bound and form.errors else 200
        return self.render(request, status=status, form=form, page=page, query=query)
