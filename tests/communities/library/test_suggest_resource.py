"""Resources: added by leaders, read by everybody."""

import pytest

from communities.groups.models import Community
from communities.library import operations
from communities.library.models import Resource, ResourceEvent
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
    ],
)
def test_what_is_refused(cast, client_for, api_for, community, field, value):
    data = {**RESOURCE, field: value}
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
