"""What many people do in the same moment: join, and write the same section."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction

from communities.groups import operations
from communities.groups.models import Membership
from communities.pages import operations as pages
from communities.pages.models import SectionVersion
from rareshare.lib.errors import Conflict, NotAllowed, Stale

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


def test_who_left_meanwhile_is_not_shown_again(cast, community):
    chidi = cast.chidi
    before = Membership.objects.get(user=chidi)

    def show() -> None:
        try:
            operations.change_membership_visibility(community, by=chidi, visibility="public")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            operations.leave_community(community, by=chidi)
            waiting = threads.submit(show)
            until_somebody_waits()
        with pytest.raises(NotAllowed):
            waiting.result(timeout=10)
    before.refresh_from_db()
    assert before.visibility == "nobody"


def until_somebody_waits() -> None:
    """Until another connection stands at a lock of this one, at most ten seconds."""
    for _ in range(1_000):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone():
                return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


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
