"""Whoever writes a page takes the community before anything else, as a merge does."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction

from communities.groups import operations as groups
from communities.groups.models import Community
from communities.pages import operations
from communities.pages.models import Reference, Section, Suggestion
from rareshare.lib.errors import Moved

pytestmark = pytest.mark.django_db(transaction=True)
WORK = {"title": "On cold", "authors": "Snow J", "year": 2018}


def _write(cast, suggestion, work):
    community = suggestion.section.community
    return operations.write_section(
        community, "signs", by=cast.dora, text="New.", version=1, why="Truer", sources=[work.pk]
    )


def _suggest(cast, suggestion, work):
    community = suggestion.section.community
    return operations.suggest_text(
        community, "signs", by=cast.chidi, text="Else.", why="Truer", version=1, sources=[work.pk]
    )


def _accept(cast, suggestion, work):
    return operations.accept_suggestion(suggestion, by=cast.dora, version=1)


def _decline(cast, suggestion, work):
    return operations.decline_suggestion(suggestion, by=cast.dora, reason="No.")


def _correct(cast, suggestion, work):
    better = {**WORK, "journal": "Winter"}
    return operations.change_reference(work, by=cast.dora, work=better, version=1)


def _add(cast, suggestion, work):
    community = suggestion.section.community
    return operations.add_reference(community, by=cast.dora, work={**WORK, "year": 2019})


@pytest.mark.parametrize("do", [_write, _suggest, _accept, _decline, _correct, _add])
def test_who_waits_for_the_community_holds_nothing_of_its_page(
    cast: Any, community: Community, other: Community, do: Callable[..., Any]
) -> None:
    work = operations.add_reference(community, by=cast.dora, work=WORK)
    operations.write_section(community, "signs", by=cast.dora, text="Cold.", version=0)
    suggestion = operations.suggest_text(
        community, "signs", by=cast.chidi, text="Icy.", why="Truer", version=1
    )
    lena = cast.lena

    def act() -> object:
        try:
            return do(cast, suggestion, work)
        except Moved as moved:
            return moved
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            Community.objects.select_for_update(no_key=True).get(pk=community.pk)
            waiting = threads.submit(act)
            time.sleep(0.4)
            for model in (Section, Reference, Suggestion):
                assert list(model.objects.select_for_update(nowait=True))
            assert not waiting.done()
            groups.merge_communities(community, other, by=lena, reason="The same.")
        assert isinstance(waiting.result(), Moved)  # led to where the page is now
