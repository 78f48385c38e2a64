"""What the lists cost, however long they are."""

import pytest

from communities.groups import operations as groups
from communities.leaders import operations
from tests.communities.leaders.conftest import an_offer

MEMBERS = ["alma", "ben", "jon", "kofi", "mio", "nia"]


@pytest.fixture
def crowd(cast, community):
    """Six members offered to lead; the first three were appointed."""
    made = []
    for name in MEMBERS:
        user = getattr(cast, name)
        groups.join_community(community, by=user, role="patient")
        made.append(operations.apply_to_lead(community, by=user, offer=an_offer()))
    for application in made[:3]:
        operations.approve_application(application, by=cast.lena)
    return made


@pytest.mark.parametrize("size", [1, 4])
def test_the_leaders_of_a_community_cost_two_statements(
    crowd, community, anonymous, django_assert_num_queries, size
):
    address = f"/api/v1/communities/{community.public_id}/leaders/?page_size={size}"
    with django_assert_num_queries(2):
        answer = anonymous.get(address)
    assert len(answer.json()["results"]) == size


@pytest.mark.parametrize("size", [1, 6])
def test_applications_cost_the_same_for_one_and_six(
    cast, crowd, community, api_for, django_assert_max_num_queries, size
):
    staff = api_for(cast.lena)
    address = f"/api/v1/communities/{community.public_id}/leader-applications/?page_size={size}"
    with django_assert_max_num_queries(6) as counted:
        answer = staff.get(address)
    assert len(answer.json()["results"]) == size
    rows = [q["sql"] for q in counted.captured_queries if "leaders_leaderapplication" in q["sql"]]
    assert len(rows) == 1


@pytest.mark.parametrize("appointed", [0, 3])
def test_the_desk_costs_the_same(cast, crowd, client_for, django_assert_max_num_queries, appointed):
    for application in crowd[3 : 3 + appointed]:
        operations.approve_application(application, by=cast.lena)
    lena = client_for(cast.lena)
    with django_assert_max_num_queries(12):
        lena.get("/desk/leaders/")
