"""The demo's shelves: links to other sites, which the demo never opens. What stands on a host that
ends in rareshare.example is made up and says so."""

from datetime import date, timedelta
from typing import Any

from communities.groups.models import Community
from communities.library import operations
from communities.library.models import Feed, NewsLink, Resource, ResourceKind
from communities.library.operations.arriving import Arrival, put_in_queue
from communities.library.operations.checking import note_answer
from communities.library.operations.reading import note_success
from rareshare.home.demo.cast import Cast
from rareshare.lib import clock

MADE_UP = "Made up for this demo."
KIDNEY: list[dict[str, Any]] = [
    {
        "kind": ResourceKind.ORGANIZATION,
        "title": "National Kidney Foundation",
        "description": "Plain facts about dialysis, food and phosphate, and people to ask.",
        "url": "https://www.kidney.org/",
        "language": "en",
    },
    {
        "kind": ResourceKind.ARTICLE,
        "title": "Calciphylaxis at Orphanet",
        "description": "What the European list of rare illnesses says about it.",
        "url": "https://www.orpha.net/",
        "language": "en",
    },
    {
        "kind": ResourceKind.GUIDE,
        "title": "Caring for a wound at home",
        "description": f"Steps with drawings. {MADE_UP}",
        "url": "https://guides.rareshare.example/wound-care.pdf",
        "language": "en",
        "length": 12,
        "length_unit": "pages",
        "published_on": date(2025, 3, 4),
    },
    {
        "kind": ResourceKind.EBOOK,
        "title": "Leben mit Dialyse",
        "description": f"Ein Buch zum Lesen am Bildschirm. {MADE_UP}",
        "url": "https://books.rareshare.example/dialyse",
        "language": "de",
        "length": 96,
        "length_unit": "pages",
        "published_on": date(2023, 9, 1),
    },
    {
        "kind": ResourceKind.PODCAST,
        "title": "Three voices on pain at night",
        "description": f"People talk about what helps them sleep. {MADE_UP}",
        "url": "https://radio.rareshare.example/night",
        "language": "en",
        "length": 38,
        "length_unit": "minutes",
        "published_on": date(2026, 5, 20),
    },
    {
        "kind": ResourceKind.VIDEO,
        "title": "How a skin biopsy is done",
        "description": f"A short film with words to read along. {MADE_UP}",
        "url": "https://films.rareshare.example/biopsy",
        "language": "es",
        "length": 6,
        "length_unit": "minutes",
        "published_on": date(2024, 11, 12),
    },
]
GONE: dict[str, Any] = {
    "kind": ResourceKind.GUIDE,
    "title": "Questions for your kidney doctor",
    "description": f"A list to print. {MADE_UP}",
    "url": "https://old.rareshare.example/questions",
    "language": "en",
    "length": 1,
    "length_unit": "pages",
}
EVERYONE: list[dict[str, Any]] = [
    {
        "kind": ResourceKind.ORGANIZATION,
        "title": "EURORDIS",
        "description": "Patient groups for rare illnesses in Europe, with a list of help lines.",
        "url": "https://www.eurordis.org/",
        "language": "en",
    },
    {
        "kind": ResourceKind.ORGANIZATION,
        "title": "National Organization for Rare Disorders",
        "description": "A group in the United States for people with any rare illness.",
        "url": "https://rarediseases.org/",
        "language": "en",
    },
    {
        "kind": ResourceKind.ARTICLE,
        "title": "MedlinePlus",
        "description": "Health words and tests in plain English and Spanish.",
        "url": "https://medlineplus.gov/",
        "language": "en",
    },
    {
        "kind": ResourceKind.GUIDE,
        "title": "Your first visit at a specialist",
        "description": f"What to bring and what to ask. {MADE_UP}",
        "url": "https://guides.rareshare.example/first-visit",
        "language": "en",
        "length": 4,
        "length_unit": "pages",
        "published_on": date(2026, 1, 15),
    },
]


def load(cast: Cast) -> None:
    """Dora and Lena add what is missing; what Chidi, Fay and a feed suggest waits for them."""
    community = Community.objects.get(slug="calciphylaxis")
    if NewsLink.objects.filter(community=community).exists():
        return
    _news(cast, community)
    for words in KIDNEY:
        operations.suggest_resource(community, by=cast.dora, **words)
    for words in EVERYONE:
        operations.suggest_resource(None, by=cast.lena, **words)
    _gone(operations.suggest_resource(community, by=cast.dora, **GONE))
    _waiting(cast, community)


def _news(cast: Cast, community: Community) -> None:
    operations.suggest_news_link(
        community,
        by=cast.dora,
        title="Lexi Reed Says She's 'Thankful' for Every Scar: 'I See Battle Wounds'",
        url="https://people.com/",  # we were given no address of the article itself
        source="People (front page; no address of the article is known)",
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
    operations.suggest_news_link(
        None,
        by=cast.lena,
        title="A day for rare illnesses, each year in February",
        url="https://www.rarediseaseday.org/",
        source="Rare Disease Day",
        published_on=date(2026, 2, 28),
    )


def _gone(resource: Resource) -> None:
    """A link that did not answer on the last three days."""
    for days in (3, 2, 1):
        note_answer(resource, there=False, now=clock.now() - timedelta(days=days))


def _waiting(cast: Cast, community: Community) -> None:
    operations.suggest_resource(
        community,
        by=cast.chidi,
        kind=ResourceKind.PODCAST,
        title="Cooking with less phosphate",
        description=f"Talks with a cook. {MADE_UP}",
        url="https://radio.rareshare.example/cooking",
        language="en",
        length=25,
        length_unit="minutes",
    )
    operations.suggest_resource(
        None,
        by=cast.fay,
        kind=ResourceKind.EBOOK,
        title="A notebook for blood results",
        description=f"Tables to fill in and print. {MADE_UP}",
        url="https://books.rareshare.example/notebook",
        language="en",
    )
    _from_a_feed(
        operations.add_feed(
            community,
            by=cast.dora,
            title="Kidney news (made up)",
            url="https://news.rareshare.example/feed.xml",
        )
    )


def _from_a_feed(feed: Feed) -> None:
    arrival = Arrival(
        guid="demo-1",
        url="https://news.rareshare.example/new-clinic",
        title="A clinic opens its doors for wound care",
        source=feed.title,
        published_on=date(2026, 11, 2),
        excerpt=f"The clinic takes people on three days a week. {MADE_UP}",
    )
    put_in_queue(feed, [arrival])
    note_success(feed)
