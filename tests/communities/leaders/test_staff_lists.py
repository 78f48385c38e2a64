"""Programs of staff find what waits, who leads, and where nobody does."""

from datetime import date

import pytest

from communities.groups import operations as groups
from communities.leaders import operations, queries
from rareshare.lib.errors import NotAllowed
from tests.communities.leaders.conftest import an_offer

APPLICATIONS = "/api/v1/leader-desk/applications/"
COMMUNITIES = "/api/v1/leader-desk/communities/"


def found(client, address, name):
    answer = client.get(address)
    assert answer.status_code == 200, answer.json()
    return [row[name] for row in answer.json()["results"]]


def test_applications_to_all_communities(cast, community, other, api_for):
    groups.join_community(other, by=cast.chidi, role="other")
    first = operations.apply_to_lead(community, by=cast.chidi, offer=an_offer())
    second = operations.apply_to_lead(other, by=cast.mio, offer=an_offer())
    operations.withdraw_application(first, by=cast.chidi)
    lena = api_for(cast.lena)
    assert found(lena, APPLICATIONS, "id") == [second.public_id, first.public_id]
    assert found(lena, f"{APPLICATIONS}?state=waiting", "id") == [second.public_id]
    assert found(lena, f"{APPLICATIONS}?community={community.public_id}", "id") == [first.public_id]
    oldest = f"{APPLICATIONS}?ordering=created"
    assert found(lena, oldest, "id") == [first.public_id, second.public_id]
    assert lena.get(f"{APPLICATIONS}?who=me").status_code == 400


def test_where_nobody_leads_and_whose_term_ends(cast, community, other, leadership, api_for):
    leadership.term_ends_on = date(2027, 1, 2)
    leadership.save()
    lena = api_for(cast.lena)
    assert found(lena, COMMUNITIES, "id") == [community.public_id, other.public_id]
    assert found(lena, COMMUNITIES, "leaderless") == [False, True]
    assert found(lena, COMMUNITIES, "term_ends_on") == ["2027-01-02", None]
    assert found(lena, f"{COMMUNITIES}?leaderless=true", "id") == [other.public_id]
    assert found(lena, f"{COMMUNITIES}?leaderless=false", "id") == [community.public_id]
    ends = f"{COMMUNITIES}?term_ends_before="
    assert found(lena, f"{ends}2027-01-03", "id") == [community.public_id]
    assert found(lena, f"{ends}2027-01-02", "id") == []
    assert lena.get(f"{ends}soon").status_code == 400
    assert lena.get(f"{COMMUNITIES}?leaderless=maybe").status_code == 400
    groups.archive_community(other, by=cast.lena, reason="Quiet.")
    assert found(lena, COMMUNITIES, "id") == [community.public_id]


def test_only_those_who_decide(cast, community):
    for user in (cast.emil, cast.dora, cast.fay):
        with pytest.raises(NotAllowed):
            queries.all_applications(user)
        with pytest.raises(NotAllowed):
            queries.led_communities(user)


@pytest.mark.parametrize("size", [1, 5])
def test_they_cost_the_same_for_one_and_many(
    cast, community, api_for, django_assert_max_num_queries, size
):
    for number in range(4):
        made = groups.open_community(f"Fever {number}", by=cast.lena)
        groups.join_community(made, by=cast.mio, role="patient")
        operations.apply_to_lead(made, by=cast.mio, offer=an_offer())
    lena = api_for(cast.lena)
    for address in (APPLICATIONS, COMMUNITIES):
        with django_assert_max_num_queries(5):
            answer = lena.get(f"{address}?page_size={size}")
        assert len(answer.json()["results"]) == min(size, 4 if "applications" in address else 5)
