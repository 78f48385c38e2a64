"""Resources: suggested by members, a leader's own shown at once, read by everybody."""

from datetime import date

import pytest

from communities.groups.models import Community
from communities.library import operations
from communities.library.models import Resource, ResourceEvent
from communities.library.states import State
from rareshare.lib.errors import Conflict, Invalid, NotAllowed

RESOURCE = {
    "kind": "guide",
    "title": "How to keep warm",
    "description": "Ten pages with drawings.",
    "url": "https://warm.example.org/guide",
}


def page(community: Community) -> str:
    return f"/c/{community.public_id}/resources/new/"


def api(community: Community) -> str:
    return f"/api/v1/communities/{community.public_id}/resources/"


def library(community: Community) -> str:
    return f"/c/{community.public_id}/resources/"


FULL = {
    **RESOURCE,
    "language": "de",
    "length": 12,
    "length_unit": "pages",
    "published_on": date(2020, 2, 1),
}
PARTS = {"published_on_day": "1", "published_on_month": "2", "published_on_year": "2020"}


def test_a_members_suggestion_waits(cast, client_for, api_for, anonymous, community):
    response = client_for(cast.chidi).post(page(community), RESOURCE, follow=True)
    assert "will decide on it" in response.content.decode()
    assert Resource.objects.get().state == State.SUGGESTED
    assert "How to keep warm" not in anonymous.get(library(community)).content.decode()
    queue = client_for(cast.dora).get(f"{library(community)}waiting/").content.decode()
    assert "Suggested by Chidi" in queue
    for person, found in ((cast.dora, 1), (cast.chidi, 1), (cast.fay, 0), (cast.alma, 0)):
        rows = api_for(person).get(f"{api(community)}?state=suggested").json()["results"]
        assert len(rows) == found
    assert anonymous.get(api(community)).json()["results"] == []


def test_kind_language_length_and_day_are_shown(cast, client_for, api_for, anonymous, community):
    form = {key: value for key, value in FULL.items() if key != "published_on"} | PARTS
    assert client_for(cast.dora).post(page(community), form).status_code == 302
    text = anonymous.get(library(community)).content.decode()
    for words in ("Guide", "12 pages", "In German", "1 February 2020", "warm.example.org"):
        assert words in text
    json = {**FULL, "url": "https://warm.example.org/2", "published_on": "2020-02-01"}
    made = api_for(cast.dora).post(api(community), json)
    row = anonymous.get(made["Location"]).json()
    assert (row["language"], row["length"], row["length_unit"]) == ("de", 12, "pages")
    assert row["published_on"] == "2020-02-01"


def test_nobody_but_those_who_decide_learns_who_suggested(cast, anonymous, api_for, community):
    operations.suggest_resource(community, by=cast.dora, **RESOURCE)
    assert "Dora" not in anonymous.get(library(community)).content.decode().partition("<main")[2]
    assert "Dora" not in api_for(cast.chidi).get(api(community)).content.decode()


def test_page_adds(cast, client_for, anonymous, community):
    client = client_for(cast.dora)
    assert b"checked" not in client.get(page(community)).content
    assert client.post(page(community), RESOURCE).status_code == 302
    for address in (f"/c/{community.public_id}/resources/", f"/c/{community.slug}/"):
        assert "How to keep warm" in anonymous.get(address).content.decode()
    assert {event.by for event in ResourceEvent.objects.all()} == {cast.dora}


def test_api_adds(cast, api_for, anonymous, community):
    made = api_for(cast.dora).post(api(community), RESOURCE)
    assert made.status_code == 201
    assert anonymous.get(api(community)).json()["results"] == [made.json()]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "rumor"),
        ("kind", ""),
        ("title", ""),
        ("title", "\0"),
        ("description", " "),
        ("description", "x" * 501),
        ("url", "javascript:alert(1)"),
        ("language", "tlh"),
        ("length", 0),
        ("length", -5),
        ("length", 20_001),
        ("length", 10**30),
        ("length_unit", "miles"),
    ],
)
def test_what_is_refused(cast, client_for, api_for, community, field, value):
    length = {"length": 5, "length_unit": "pages"} if field.startswith("length") else {}
    data = {**RESOURCE, **length, field: value}
    with pytest.raises(Invalid):
        operations.suggest_resource(community, by=cast.dora, **data)
    assert client_for(cast.dora).post(page(community), data).status_code == 400
    assert api_for(cast.dora).post(api(community), data).status_code == 400
    assert not Resource.objects.exists()


def test_each_address_stands_once(cast, client_for, api_for, community):
    operations.suggest_resource(community, by=cast.dora, **RESOURCE)
    with pytest.raises(Conflict):
        operations.suggest_resource(community, by=cast.dora, **RESOURCE)
    assert client_for(cast.dora).post(page(community), RESOURCE).status_code == 409
    assert api_for(cast.dora).post(api(community), RESOURCE).status_code == 409


def test_only_members_of_this_community(cast, client_for, api_for, anonymous, community, other):
    for person, place in ((cast.fay, community), (cast.lena, community), (cast.dora, other)):
        with pytest.raises(NotAllowed):
            operations.suggest_resource(place, by=person, **RESOURCE)
        assert client_for(person).get(page(place)).status_code == 403
        assert api_for(person).post(api(place), RESOURCE).status_code == 403
    assert anonymous.get(page(community)).status_code == 302
    assert anonymous.post(api(community), RESOURCE, "application/json").status_code == 401
