"""While communities become one, others decide in the one that ends: nobody waits in a ring. The
merge is held when it has locked both; each decision then waits for it, holding nothing."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from communities.groups import operations as groups
from communities.groups.models import Leadership
from communities.groups.operations import merge as merging
from communities.leaders import operations as leaders
from communities.library import operations as library
from communities.library.models import NewsLink, Resource
from communities.pages import operations as pages
from communities.pages.models import Reference, Suggestion
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, DomainError
from tests.communities.leaders.conftest import an_offer
from tests.communities.pages.conftest import expert

__all__ = ["expert"]

pytestmark = pytest.mark.django_db(transaction=True)
Work = Callable[[], Any]


@pytest.fixture
def source(cast, community):
    """What becomes part of the other: three more members, who can be seen."""
    for user in (cast.alma, cast.ben, cast.fay, cast.mio):
        groups.join_community(community, by=user, role="patient")
    return community


def of_leaders(cast, source) -> dict[str, Work]:
    offer = an_offer()
    alma, ben, fay = (
        leaders.apply_to_lead(source, by=user, offer=offer)
        for user in (cast.alma, cast.ben, cast.fay)
    )
    asked = leaders.ask_member_to_lead(source, by=cast.lena, user=cast.mio)
    led = Leadership.objects.get(user=cast.dora)
    return {
        "apply": lambda: leaders.apply_to_lead(source, by=cast.chidi, offer=offer),
        "approve": lambda: leaders.approve_application(alma, by=cast.lena),
        "decline": lambda: leaders.decline_application(ben, by=cast.lena, reason="No"),
        "withdraw": lambda: leaders.withdraw_application(fay, by=cast.fay),
        "accept": lambda: leaders.accept_asking(asked, by=cast.mio, offer=offer),
        "stop": lambda: leaders.stop_leading(led, by=cast.dora),
    }


def of_pages(cast, source) -> dict[str, Work]:
    dora, chidi = cast.dora, cast.chidi
    signs = pages.write_section(source, "signs", by=dora, text="Cold.", version=0)
    for kind in ("treatment", "outlook"):
        said = {"text": "It gets warm.", "why": "New", "version": 0}
        pages.suggest_text(source, kind, by=chidi, **said)
    treatment, outlook = Suggestion.objects.order_by("pk")
    work = {"title": "On fever", "authors": "A. Bear", "year": 2018}
    reference = pages.add_reference(source, by=dora, work=work)
    return {
        "write": lambda: pages.write_section(source, "signs", by=dora, text="Hot.", version=1),
        "suggest": lambda: pages.suggest_text(
            source, "signs", by=chidi, text="Warm.", why="It is", version=1
        ),
        "accept": lambda: pages.accept_suggestion(treatment, by=dora, version=0),
        "decline": lambda: pages.decline_suggestion(outlook, by=dora, reason="No"),
        "review": lambda: pages.review_section(signs, by=cast.eze, verdict="approved"),
        "remove": lambda: pages.remove_reference(Reference.objects.get(pk=reference.pk), by=dora),
    }


def of_library(cast, source) -> dict[str, Work]:
    def news(number: int) -> dict[str, Any]:
        url = f"https://news.example.org/{number}"
        return {"title": "Warm", "url": url, "source": "Daily", "published_on": clock.today()}

    def resource(number: int) -> dict[str, Any]:
        url = f"https://books.example.org/{number}"
        return {"kind": "guide", "title": "Warm", "description": "On fever.", "url": url}

    for number in range(2):
        library.suggest_news_link(source, by=cast.chidi, **news(number))
        library.suggest_resource(source, by=cast.chidi, **resource(number))
    links, resources = NewsLink.objects.order_by("pk"), Resource.objects.order_by("pk")
    first, second = links
    one, two = resources
    no = {"by": cast.dora, "reason": "elsewhere"}
    feed = library.add_feed(
        source, by=cast.dora, title="Daily", url="https://daily.example.org/rss"
    )
    return {
        "stop": lambda: library.stop_feed(feed, by=cast.dora),
        "suggest": lambda: library.suggest_news_link(source, by=cast.chidi, **news(3)),
        "approve": lambda: library.approve_news_link(first, by=cast.dora),
        "change": lambda: library.change_news_link(second, by=cast.dora, **news(4)),
        "approve resource": lambda: library.approve_resource(one, by=cast.dora),
        "decline resource": lambda: library.decline_resource(two, **no),
    }


@pytest.mark.parametrize("decisions", [of_leaders, of_pages, of_library])
def test_a_merge_and_decisions_never_wait_in_a_ring(
    cast, source, other, expert, monkeypatch, decisions
):
    work = decisions(cast, source)
    running: dict[str, Future[object]] = {}
    move_all = merging._move_all
    with ThreadPoolExecutor(len(work)) as threads:

        def paused(merge: Any) -> None:
            for name, do in work.items():
                running[name] = threads.submit(outcome, do)
                until_waiting(len(running), name)
            move_all(merge)

        monkeypatch.setattr(merging, "_move_all", paused)
        groups.merge_communities(source, other, by=cast.lena, reason="The same.")
    source.refresh_from_db()
    assert source.is_merged
    for name, future in running.items():
        found = future.result(timeout=10)
        assert isinstance(found, DomainError), name  # led to the other, or told that it is over
        assert not isinstance(found, Conflict), name


def outcome(do: Work) -> object:
    """What somebody got: a result, or their refusal."""
    try:
        return do()
    except DomainError as error:
        return error
    finally:
        connections.close_all()


def until_waiting(count: int, name: str) -> None:
    """Until so many stand at a lock, at most ten seconds."""
    for _ in range(1_000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= count:
                return
        time.sleep(0.01)
    raise AssertionError(f"{name} does not wait for the community")
