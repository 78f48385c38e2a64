"""What many people do in the same moment: join, and write the same section."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from communities.groups import operations
from communities.groups.models import Membership
from communities.pages import operations as pages
from communities.pages.models import SectionVersion
from rareshare.lib.errors import Conflict, Stale

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def at_once(work: Callable[[int], Any]) -> list[object]:
    """What each of several threads got: a result, or the error's class."""

    def one(number: int) -> object:
        try:
            work(number)
        except (Conflict, Stale) as error:
            return type(error)
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def test_joining_many_times_at_once_is_joining_once(cast, community):
    fay = cast.fay
    results = at_once(lambda _: operations.join_community(community, by=fay, role="other"))
    assert results.count("done") == 1
    assert results.count(Conflict) == AT_ONCE - 1
    assert Membership.objects.filter(user=fay).count() == 1
    community.refresh_from_db()
    assert community.member_count == 3


def test_of_many_first_texts_one_wins_and_none_is_lost_unseen(cast, community):
    dora = cast.dora
    results = at_once(
        lambda number: pages.write_section(
            community, "signs", by=dora, text=f"Text {number}.", version=0
        )
    )
    assert results.count("done") == 1
    assert results.count(Stale) == AT_ONCE - 1
    assert SectionVersion.objects.filter(section__community=community).count() == 1
