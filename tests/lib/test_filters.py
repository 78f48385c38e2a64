"""Lists of the API: each filter and order is checked, and what is wrong is named."""

import pytest
from django.urls import path
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from accounts.models import User
from rareshare.lib import filters
from rareshare.lib.access import Access
from rareshare.lib.api import Api

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.lib.test_filters")]


class Person(serializers.Serializer):
    display_name = serializers.CharField()


class People(filters.Filters):
    country = filters.ChoiceFilter(choices=[("", "any"), ("DE", "Germany"), ("US", "USA")])
    is_active = filters.YesNoFilter()
    joined_after = filters.DateFilter(field_name="date_joined", lookup_expr="date__gt")

    also = frozenset({"near"})
    orders = {"name": ("display_name", "id"), "-newest": ("-id",)}


class PeopleList(Api):
    access = Access.PUBLIC

    def get(self, request: Request) -> Response:
        return self.list(User.objects.all(), Person, filters=People)


urlpatterns = [path("people/", PeopleList.as_view())]


def names(query=""):
    answer = APIClient().get(f"/people/{query}").json()
    return [row["display_name"] for row in answer["results"]]


@pytest.fixture(autouse=True)
def three(cast):
    people = [cast.alma, cast.ben, cast.fay]
    User.objects.exclude(pk__in=[one.pk for one in people]).delete()
    User.objects.filter(pk=cast.ben.pk).update(country="DE", is_active=False)
    return [one.display_name for one in people]


def test_without_a_filter_all_come_in_the_usual_order(three):
    assert names() == names("?ordering=name") == sorted(three)


def test_filters_and_order_are_followed_through_the_pages(cast, three):
    assert names("?country=DE") == names("?is_active=false") == [cast.ben.display_name]
    assert cast.ben.display_name not in names("?is_active=true")
    assert names("?ordering=-newest&page_size=1") == [names("?ordering=-newest")[0]]
    first = APIClient().get("/people/?ordering=-newest&page_size=2").json()
    rest = APIClient().get(first["next"]).json()
    found = [row["display_name"] for row in first["results"] + rest["results"]]
    assert found == names("?ordering=-newest") and sorted(found) == sorted(three)


def test_an_empty_value_filters_nothing_and_a_name_of_the_view_is_let_through(three):
    assert len(names("?country=&near=x")) == 3


@pytest.mark.parametrize(
    ("query", "field", "says"),
    [
        ("country=FR", "country", "Send one of: DE, US."),
        ("is_active=maybe", "is_active", "Send one of: true, false."),
        ("is_active=1", "is_active", "Send one of: true, false."),
        ("joined_after=soon", "joined_after", "date"),
        ("ordering=password", "ordering", "Send one of: name, -newest."),
        ("password=x", "password", "no filter of this name"),
        ("cuontry=DE", "cuontry", "no filter of this name"),
    ],
)
def test_what_is_wrong_is_named(query, field, says):
    answer = APIClient().get(f"/people/?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    [error] = answer.json()["errors"]
    assert error["pointer"] == f"/{field}" and says in error["detail"]


def test_two_faults_are_told_at_once():
    errors = APIClient().get("/people/?country=FR&ordering=x").json()["errors"]
    assert {error["pointer"] for error in errors} == {"/country", "/ordering"}


def test_the_description_names_them_all():
    parameters = {one.name: one for one in People.parameters()}
    assert set(parameters) == {
        "country",
        "is_active",
        "joined_after",
        "ordering",
        "cursor",
        "page_size",
    }
    assert parameters["country"].enum == ["DE", "US"]
