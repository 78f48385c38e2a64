"""The API's list of communities: filtered, ordered, and never swallowing what it does not know."""

from datetime import timedelta

import pytest

from communities.groups import operations
from communities.groups.models import Community
from tests.communities.conftest import make_condition

API = "/api/v1/communities/"


@pytest.fixture
def three(cast, community, other):
    """An open one, one without a diagnosis, and a closed one that was opened last."""
    closed = operations.open_community("A fever", by=cast.lena, condition=make_condition("A"))
    operations.archive_community(closed, by=cast.lena, reason="Empty.")
    Community.objects.filter(pk=community.pk).update(
        talk_open=True, last_activity_at=community.last_activity_at + timedelta(days=1)
    )
    return community, other, closed


def names(client, query="") -> list[str]:
    answer = client.get(f"{API}{query}")
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["results"]]


def test_filters_and_orders(anonymous, three):
    north, nameless, closed = (one.name for one in three)
    assert names(anonymous) == names(anonymous, "?state=open") == [north, nameless]
    assert names(anonymous, "?state=archived") == [closed]
    assert names(anonymous, "?kind=undiagnosed") == [nameless]
    assert names(anonymous, "?kind=condition&talk_open=true") == [north]
    assert names(anonymous, "?talk_open=false") == [nameless]
    assert names(anonymous, "?ordering=-name") == [nameless, north]
    assert names(anonymous, "?ordering=-opened") == [nameless, north]
    assert names(anonymous, "?ordering=opened") == [north, nameless]
    assert names(anonymous, "?ordering=-active") == [north, nameless]
    first = anonymous.get(f"{API}?page_size=1&ordering=-name").json()
    assert [row["name"] for row in anonymous.get(first["next"]).json()["results"]] == [north]


@pytest.mark.parametrize(
    "query",
    ["kind=x", "state=merged", "ordering=members", "talk_open=1", "since=2020", "q=fever&kind=x"],
)
def test_what_it_does_not_know_it_names(anonymous, three, query):
    answer = anonymous.get(f"{API}?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == f"/{query.split('=')[0]}"


def test_a_search_stands_alone(anonymous, three):
    assert names(anonymous, "?q=without") == [three[1].name]
    assert anonymous.get(f"{API}?q=without&page_size=1").status_code == 400
    assert anonymous.get(f"{API}?q=").status_code == 400


def test_sql_does_not_grow(cast, anonymous, three, django_assert_num_queries):
    for number in range(5):
        with django_assert_num_queries(1):
            names(anonymous, "?kind=condition&ordering=-active")
        operations.open_community(
            f"Fever {number}", by=cast.lena, condition=make_condition(f"F{number}")
        )
