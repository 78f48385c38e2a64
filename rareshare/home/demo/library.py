"""The demo's news and resources: links to other sites, which we never open."""

from datetime import date

from communities.groups.models import Community
from communities.library import operations
from communities.library.models import NewsLink, Resource, ResourceKind
from rareshare.home.demo.cast import Cast


def load(cast: Cast) -> None:
    """Dora adds what is missing; Chidi's suggestion waits for her."""
    community = Community.objects.get(slug="calciphylaxis")
    if NewsLink.objects.filter(community=community).exists():
        return
    operations.suggest_news_link(
        community,
        by=cast.dora,
        title="Lexi Reed Says She's 'Thankful' for Every Scar: 'I See Battle Wounds'",
        url="https://people.com/",  # we were given no address of the article itself
        source="People (start page of the site; we know no address of the article)",
        published_on=date(2023, 10, 15),
    )
    operations.suggest_news_link(
        community,
        by=cast.chidi,
        title="Treatment of Calciphylaxis in CKD: A Systematic Review and Meta-analysis",
        url="https://doi.org/10.1016/j.ekir.2018.10.002",
        source="Kidney International Reports",
        published_on=date(2018, 10, 9),
    )
    if not Resource.objects.filter(community=community).exists():
        operations.suggest_resource(
            community,
            by=cast.dora,
            kind=ResourceKind.ORGANIZATION,
            title="National Kidney Foundation",
            description="Plain facts about dialysis, food and phosphate, and people to ask.",
            url="https://www.kidney.org/",
        )
