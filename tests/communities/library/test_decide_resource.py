"""Deciding on resources: approve_resource, decline_resource with a reason, change_resource."""

import pytest

from communities.library import operations
from communities.library.models import Resource, ResourceEvent
from communities.library.states import Reason, State
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, Stale, WrongState
from tests.communities.library.test_suggest_resource import RESOURCE


@pytest.fixture
def resource(cast, community):
    return operations.suggest_resource(community, by=cast.chidi, **RESOURCE)


def page(resource, step="decision"):
    return f"/c/{resource.community.public_id}/resources/{resource.pk}/{step}/"


def api(resource):
    return f"/api/v1/communities/{resource.community.public_id}/resources/{resource.pk}/"


def test_page_approves_and_takes_away(cast, client_for, anonymous, resource):
    client = client_for(cast.dora)
    assert client.post(page(resource), {"decision": "approved"}).status_code == 302
    library = f"/c/{resource.community.public_id}/resources/"
    assert RESOURCE["title"] in anonymous.get(library).content.decode()
    data = {"decision": "declined", "reason": "away"}
    assert client.post(page(resource), data).status_code == 302
    assert RESOURCE["title"] not in anonymous.get(library).content.decode()
    verbs = list(ResourceEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["resource_suggested", "resource_approved", "resource_declined"]


def test_whoever_suggested_is_told_why(cast, client_for, api_for, resource):
    mine = client_for(cast.chidi)
    assert "Waits for a decision" in mine.get("/me/library/").content.decode()
    client_for(cast.dora).post(
        page(resource), {"decision": "declined", "reason": "selling", "note": "It is a shop."}
    )
    text = mine.get("/me/library/").content.decode()
    assert "Not taken" in text
    assert "It sells something." in text
    assert "It is a shop." in text
    assert "Dora" not in text.partition("<main")[2]
    row = api_for(cast.chidi).get(api(resource)).json()
    assert (row["state"], row["reason"]) == ("declined", "selling")
    assert RESOURCE["title"] not in client_for(cast.fay).get("/me/library/").content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"decision": "declined"},
        {"decision": "declined", "reason": "rude"},
        {"decision": "declined", "reason": "other"},
        {"decision": "declined", "reason": "known", "note": "x" * 501},
        {"decision": "declined", "reason": "known", "note": "\0"},
        {"decision": "maybe"},
        {},
    ],
)
def test_a_no_without_an_honest_reason_is_refused(cast, client_for, api_for, resource, data):
    assert client_for(cast.dora).post(page(resource), data).status_code == 400
    assert api_for(cast.dora).post(f"{api(resource)}decision/", data).status_code == 400
    assert Resource.objects.get().state == State.SUGGESTED


def test_ones_own_needs_no_reason(cast, community):
    own = operations.suggest_resource(community, by=cast.dora, **RESOURCE)
    assert operations.decline_resource(own, by=cast.dora).state == State.DECLINED


def test_declined_can_be_taken_after_all_and_twice_is_no_step(cast, api_for, resource):
    operations.decline_resource(resource, by=cast.dora, reason=Reason.KNOWN)
    done = api_for(cast.dora).post(f"{api(resource)}decision/", {"decision": "approved"})
    assert (done.json()["state"], done.json()["reason"]) == ("approved", "")
    with pytest.raises(WrongState):
        operations.approve_resource(resource, by=cast.dora)
    assert (
        api_for(cast.dora).post(f"{api(resource)}decision/", {"decision": "approved"}).status_code
        == 409
    )


def test_page_corrects(cast, client_for, anonymous, resource):
    operations.approve_resource(resource, by=cast.dora)
    client = client_for(cast.dora)
    assert 'value="How to keep warm"' in client.get(page(resource, "change")).content.decode()
    form = {**RESOURCE, "title": "Keep warm", "language": "fr", "version": "1"}
    assert client.post(page(resource, "change"), form).status_code == 302
    resource.refresh_from_db()
    assert (resource.title, resource.language, resource.version) == ("Keep warm", "fr", 2)
    assert ResourceEvent.objects.latest("pk").note == "language, title"


def test_page_overwrites_nothing_that_came_meanwhile(cast, client_for, resource):
    client = client_for(cast.dora)
    assert 'name="version" value="1"' in client.get(page(resource, "change")).content.decode()
    operations.change_resource(resource, by=cast.dora, **{**RESOURCE, "title": "Meanwhile"})
    form = {**RESOURCE, "title": "Unseen", "version": "1"}
    again = client.post(page(resource, "change"), form)
    assert again.status_code == 412
    text = again.content.decode()
    assert "It changed since you read it" in text and 'value="Unseen"' in text
    assert "Show what stands there now" in text
    resource.refresh_from_db()
    assert resource.title == "Meanwhile"
    assert client.post(page(resource, "change"), {**form, "version": ""}).status_code == 400
    assert client.post(page(resource, "change"), {**form, "version": "2"}).status_code == 302


def test_api_corrects_what_was_read(cast, api_for, resource):
    client = api_for(cast.dora)
    etag = client.get(api(resource))["ETag"]
    changed = {**RESOURCE, "title": "Keep warm"}
    assert client.put(api(resource), changed).status_code == 428
    done = client.put(api(resource), changed, headers={"If-Match": etag})
    assert (done.status_code, done.json()["title"]) == (200, "Keep warm")
    assert client.put(api(resource), RESOURCE, headers={"If-Match": etag}).status_code == 412
    with pytest.raises(Stale):
        operations.change_resource(resource, by=cast.dora, version=1, **RESOURCE)
    wrong = client.put(api(resource), {"title": "x"}, headers={"If-Match": done["ETag"]})
    assert wrong.status_code == 400


def test_the_tag_changes_with_the_state(cast, api_for, resource):
    client = api_for(cast.dora)
    etag = client.get(api(resource))["ETag"]
    assert client.get(api(resource), headers={"If-None-Match": etag}).status_code == 304
    operations.approve_resource(resource, by=cast.dora)
    assert client.get(api(resource), headers={"If-None-Match": etag}).status_code == 200


def test_an_address_that_stands_elsewhere_is_refused(cast, client_for, community, resource):
    other = {**RESOURCE, "url": "https://warm.example.org/other"}
    operations.suggest_resource(community, by=cast.dora, **other)
    with pytest.raises(Conflict):
        operations.change_resource(resource, by=cast.dora, **other)
    form = {**other, "version": "1"}
    assert client_for(cast.dora).post(page(resource, "change"), form).status_code == 409


def test_only_leaders_of_this_community(cast, client_for, api_for, anonymous, resource, other):
    for person in (cast.fay, cast.chidi, cast.lena, cast.mio):
        for step in (operations.approve_resource, operations.decline_resource):
            with pytest.raises(NotAllowed):
                step(resource, by=person)
        with pytest.raises(NotAllowed):
            operations.change_resource(resource, by=person, **RESOURCE)
    for person, status in ((cast.chidi, 403), (cast.fay, 404), (cast.mio, 404)):
        for step in ("decision", "change"):
            assert client_for(person).get(page(resource, step)).status_code == status
        assert (
            client_for(person).post(page(resource), {"decision": "approved"}).status_code == status
        )
        form = {**RESOURCE, "version": "1"}
        assert client_for(person).post(page(resource, "change"), form).status_code == status
        decision = api_for(person).post(f"{api(resource)}decision/", {"decision": "approved"})
        assert decision.status_code == status
    assert anonymous.get(page(resource)).status_code == 302
    wrong = f"/c/{other.public_id}/resources/{resource.pk}/decision/"
    assert client_for(cast.dora).get(wrong).status_code == 404
    resource.refresh_from_db()
    assert resource.state == State.SUGGESTED


def test_a_form_that_is_incomplete_says_so(cast, client_for, resource):
    answer = client_for(cast.dora).post(page(resource, "change"), {"title": ""})
    assert answer.status_code == 400
    with pytest.raises(Invalid):
        operations.change_resource(resource, by=cast.dora, **{**RESOURCE, "title": " "})
