"""Lists cost the same number of queries however long they are."""

import pytest

from registry.enrollment import queries

CHILDREN = ["Rosa Reyes", "Juan Reyes", "Luz Reyes"]


@pytest.fixture
def family(cast, enrolled):
    """Alma's three children."""
    for name in CHILDREN:
        enrolled(cast.alma, subject="child", name=name, date_of_birth="2023-05-05")
    return cast.alma


def test_the_list_of_enrollments(family, api_for, django_assert_num_queries):
    client = api_for(family)
    client.get("/api/v1/registry/enrollments/")
    with django_assert_num_queries(2):  # the token with its person, and the list
        assert len(client.get("/api/v1/registry/enrollments/").json()["results"]) == 3


def test_the_list_of_texts(texts, anonymous, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert anonymous.get("/api/v1/registry/consent-documents/").status_code == 200


def test_sharing_is_one_query(family, django_assert_num_queries):
    participant = queries.participants_of(family).first()
    with django_assert_num_queries(1):
        assert len(queries.sharing_of(participant)) == 12
