"""Links of two communities that become one: of two to the same address, one stands."""

from itertools import product

import pytest

from communities.groups import operations
from communities.library.models import NewsLink, Resource
from rareshare.lib import clock
from tests.communities.conftest import make_condition

HERE = ["approved", "suggested", "declined"]  # from what wins to what loses
PLACE = "https://example.org/one"


@pytest.fixture
def source(cast):
    """Another community, which becomes part of the first; Mio leads it."""
    made = operations.open_community(
        "Fever of the north", by=cast.lena, condition=make_condition("Boreal fever")
    )
    operations.join_community(made, by=cast.mio, role="patient")
    operations.appoint_leader(made, by=cast.lena, user=cast.mio)
    return made


def merge(source, target, cast) -> None:
    operations.merge_communities(source, target, by=cast.lena, reason="Both are the same.")


def a_link(place, state, by, model=NewsLink):
    """One address, in the state that it got to."""
    facts = {"source": "Paper", "published_on": clock.today()}
    if model is Resource:
        facts = {"kind": "guide", "description": "A guide."}
    return model.objects.create(
        community=place,
        title=f"{state} in {place.slug}",
        url=PLACE,
        state=state,
        suggested_by=by,
        **facts,
    )


@pytest.mark.parametrize(("mine", "theirs"), list(product(HERE, HERE)))
@pytest.mark.parametrize("model", [NewsLink, Resource])
def test_of_two_equal_links_the_one_that_got_further_stands(
    cast, community, source, mine, theirs, model
):
    """What was approved is shown, whoever approved it; nothing waits where nobody decides."""
    own, kept = a_link(source, mine, cast.mio, model), a_link(community, theirs, cast.chidi, model)
    merge(source, community, cast)
    for link in (own, kept):
        link.refresh_from_db()
    stands, left = (own, kept) if HERE.index(mine) < HERE.index(theirs) else (kept, own)
    assert (stands.community, left.community) == (community, source)
    assert stands.state == min(mine, theirs, key=HERE.index)
    assert (stands.url, left.url, left.state) == (PLACE, PLACE, "declined")
    closed = "declined" not in (mine if left is own else theirs)
    assert left.reason == ("known" if closed else "")
    assert left.events.filter(verb__endswith="_declined", by=cast.lena).exists() is closed


def test_a_link_of_the_last_moment_is_closed_by_the_sweep(cast, community, source):
    kept = a_link(community, "approved", cast.chidi)
    merge(source, community, cast)
    late = a_link(source, "suggested", cast.mio)
    for _ in range(2):
        operations.sweep_merged_communities()
    for link in (late, kept):
        link.refresh_from_db()
    assert (late.state, late.reason, late.community) == ("declined", "known", source)
    assert (kept.state, kept.community) == ("approved", community)
