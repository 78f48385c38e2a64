"""The pages of the catalogue: A to Z, one condition, and suggestions while somebody types."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect

from communities.conditions import queries
from communities.conditions.models import Condition
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid, NotFound
from rareshare.lib.pages import Page

PER_PAGE = 60
MOST_SUGGESTED = 8
Beside = Callable[[HttpRequest, Condition], Mapping[str, Any]]


class ConditionsPage(Page):
    """All conditions from A to Z, a letter and a page at a time."""

    access = Access.PUBLIC
    template = "conditions/conditions.html"
    title = "Rare conditions from A to Z"

    def get(self, request: HttpRequest) -> HttpResponse:
        """One letter; without one the first that has conditions."""
        letters = queries.letters_in_use()
        letter = request.GET.get("letter", "").lower() or next(iter(letters), "a")
        if letters and letter not in letters:
            raise NotFound
        pages = Paginator(queries.conditions_in_use(letter), PER_PAGE)
        pages.count = letters.get(letter, 0)  # counted with the letters: no second COUNT
        return self.render(
            request,
            letters=letters,
            letter=letter,
            page=_page(pages, request.GET.get("page", "1")),
            query=f"letter={letter}&",
            sources=queries.sources_in_use(),
        )


def _page(pages: Paginator[Any], asked: str) -> Any:
    """The page asked for, the first where that is no number; behind the last there is none."""
    try:
        return pages.page(asked)
    except PageNotAnInteger:
        return pages.page(1)
    except EmptyPage as error:
        raise NotFound from error


class ConditionPage(Page):
    """What the catalogue says about one condition. What other rooms have to say about it, such as
    its community, comes through `beside`, which the house sets when it starts."""

    access = Access.PUBLIC
    template = "conditions/condition.html"
    beside: ClassVar[Beside | None] = None

    def get(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """A retired condition leads to what replaced it, or says that it is gone. Addresses are in
        small letters; others lead there."""
        if slug != slug.lower() and queries.condition_by_slug(slug.lower()):
            return redirect("conditions:condition", slug.lower(), permanent=True)
        card = queries.card_by_slug(slug)
        condition = card.condition
        if condition.replaced_by:
            return redirect(condition.replaced_by, permanent=True)
        if not condition.is_active:
            return self.render(
                request, "conditions/retired.html", status=410, title=condition.name, card=card
            )
        beside = type(self).beside
        more = beside(request, condition) if beside else {}
        return self.render(request, title=condition.name, card=card, condition=condition, **more)


class SuggestPage(Page):
    """Suggestions while somebody types. Nothing depends on them."""

    access = Access.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        """The likeliest conditions with why; an empty list with a reason where there is none."""
        try:
            matches = queries.search_conditions(request.GET.get("q", ""), limit=MOST_SUGGESTED)
        except Invalid as error:
            return JsonResponse({"results": [], "detail": error.detail}, status=error.status)
        found = [{"name": match.name, "why": match.why, "slug": match.slug} for match in matches]
        return JsonResponse({"results": found})
