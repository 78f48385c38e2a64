"""What people do in the same moment: propose the same, approve twice, merge while others write."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from communities.groups import operations as groups
from communities.groups.models import Community
from communities.proposals import operations
from communities.proposals.models import Proposal
from forum.talk import operations as talk
from forum.talk.models import Post, Topic
from rareshare.lib import clock
from rareshare.lib.errors import DomainError, Moved
from tests.communities.proposals.conftest import ANSWERS

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*work: Callable[[], Any]) -> list[object]:
    """What each got: a result, or its refusal."""

    def one(do: Callable[[], Any]) -> object:
        try:
            return do()
        except DomainError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(work)) as threads:
        return list(threads.map(one, work))


def test_of_two_who_propose_the_same_in_one_moment_one_is_told(cast):
    people = [cast.fay, cast.chidi, cast.mio, cast.alma]
    names = ["Southern tremor", "SOUTHERN TREMOR", "southern-tremor", "Southern  Trémor"]
    results = at_once(
        *(
            lambda user=user, name=name: operations.propose_community(
                by=user, **{**ANSWERS, "name": name}
            )
            for user, name in zip(people, names, strict=True)
        )
    )
    assert [type(one) for one in results].count(Proposal) == 1
    assert all("looking at it" in str(one) for one in results if isinstance(one, DomainError))


def test_approved_twice_is_opened_once(cast):
    proposal = operations.propose_community(by=cast.fay, **ANSWERS)
    staff = [cast.lena, cast.admin]
    results = at_once(*(lambda by=by: operations.approve_proposal(proposal, by=by) for by in staff))
    assert [type(one) for one in results].count(Proposal) == 1
    assert Community.objects.count() == 1


def test_who_writes_while_communities_merge_loses_nothing(cast, community, other):
    groups.join_community(community, by=cast.fay, role="patient")
    topic = talk.open_topic(community, by=cast.fay, title="First", text="Before the merge.")
    quiet = clock.now() - timedelta(hours=2)  # so every reply wants to note that it is alive
    Community.objects.update(last_activity_at=quiet)
    writers = [cast.fay, cast.chidi, cast.dora]

    def write(number: int) -> str:
        user = writers[number % 3]
        try:
            if number % 2:
                talk.open_topic(community, by=user, title=f"Topic {number}", text="New.")
            else:
                talk.reply_to_topic(topic, by=user, text=f"Reply {number}.")
        except Moved as moved:
            assert moved.new == other.public_id
            return "moved"
        return "written"

    lena = cast.lena
    results = at_once(
        *(lambda number=number: write(number) for number in range(4)),
        lambda: groups.merge_communities(community, other, by=lena, reason="The same."),
        *(lambda number=number: write(number) for number in range(4, 9)),
    )
    assert all(one in ("written", "moved") for one in results if not isinstance(one, Community))
    groups.sweep_merged_communities()
    assert not Topic.objects.filter(community=community).exists()
    assert not Post.objects.filter(community=community).exists()
    written = results.count("written")
    assert Post.objects.filter(community=other).count() == written + 1
    other.refresh_from_db()
    assert other.topic_count == Topic.objects.count()
