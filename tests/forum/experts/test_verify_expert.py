"""Verifying experts: staff with proof, to a day, for one community; and ending it."""

from datetime import timedelta

import pytest

from forum.experts import operations, permissions
from forum.experts.models import ExpertVerification, VerificationEvent
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from rareshare.lib.models import ReadEntry
from tests.forum.conftest import verify

URL, API = "/desk/experts/", "/api/v1/experts/"


def form(cast, place, **changes):
    until = clock.today() + timedelta(days=365)
    facts = {
        "email": cast.eze.email,
        "community": place.public_id,
        "profession": "Kidney doctor",
        "proof": "Saw the license.",
        "conflict_of_interest": "",
        "expires_on_day": str(until.day),
        "expires_on_month": str(until.month),
        "expires_on_year": str(until.year),
    }
    return {**facts, **changes}


def test_a_moderator_verifies_on_the_desk(cast, client_for, community):
    client = client_for(cast.lena)
    assert b"Nobody is verified yet." in client.get(URL).content
    page = client.post(URL, form(cast, community), follow=True).content.decode()
    assert "Dr Eze is verified now." in page and "Kidney doctor" in page
    assert "Saw the license." not in page
    made = ExpertVerification.objects.get()
    assert (made.verified_by, made.proof) == (cast.lena, "Saw the license.")
    assert VerificationEvent.objects.get().verb == "expert_verified"
    assert permissions.is_expert(cast.eze, community)


def test_a_coordinator_verifies_through_the_api(cast, api_for, community):
    data = {
        "email": cast.eze.email,
        "community": community.slug,
        "profession": "Nurse",
        "proof": "Saw it.",
        "expires_on": str(clock.today() + timedelta(days=30)),
    }
    answer = api_for(cast.emil).post(API, data, format="json")
    assert answer.status_code == 201 and "proof" not in answer.json()
    listed = api_for(cast.alma).get(API, {"community": community.public_id})
    assert [row["name"] for row in listed.json()["results"]] == ["Dr Eze"]
    assert b"Saw it." not in listed.content
    assert api_for(cast.fay).get(API, {"community": community.public_id}).status_code == 404
    assert api_for(cast.alma).get(API).status_code == 400
    for user in (cast.dora, cast.ada):
        assert api_for(user).post(API, data, format="json").status_code == 403
        unknown = {**data, "email": "nobody@demo.example"}
        assert api_for(user).post(API, unknown, format="json").status_code == 403
    assert api_for(cast.emil).post(API, {}, format="json").status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "nobody@demo.example"},
        {"email": "no address"},
        {"community": "nowhere"},
        {"profession": " "},
        {"proof": ""},
        {"proof": "nul \u202e"},
        {"expires_on_year": "2020"},
        {"expires_on_day": "x"},
    ],
)
def test_bad_input_is_refused(cast, client_for, community, changes):
    answer = client_for(cast.lena).post(URL, form(cast, community, **changes))
    assert answer.status_code == 400 and b"There is a problem" in answer.content
    assert not ExpertVerification.objects.exists()


def test_nobody_verifies_themselves_or_twice(cast, community, verification):
    with pytest.raises(NotAllowed):
        verify(cast.lena, community, cast.lena)
    with pytest.raises(NotAllowed):
        verify(cast.fay, community, cast.dora)
    with pytest.raises(Conflict):
        verify(cast.eze, community, cast.lena)
    with pytest.raises(Invalid):
        operations.verify_expert(
            cast.fay,
            by=cast.lena,
            community=community,
            profession="Nurse",
            proof="Saw it",
            expires_on=clock.today(),
        )


def test_it_ends_on_its_day_and_can_be_renewed(cast, community, verification):
    with clock.frozen(clock.now() + timedelta(days=366)):
        again = type(community).objects.get(pk=community.pk)
        assert not permissions.is_expert(cast.eze, again)
        renewed = verify(cast.eze, community, cast.lena)
    assert renewed.pk != verification.pk
    verification.refresh_from_db()
    assert verification.ended_at is not None


def test_end_verification(cast, client_for, api_for, verification):
    url = f"{URL}{verification.pk}/end/"
    client = client_for(cast.lena)
    assert b"Saw the hospital page." in client.get(url).content
    assert ReadEntry.objects.get().subject == f"verification:{verification.pk}"
    assert client_for(cast.ada).get(url).status_code == 404
    assert client.post(url, {"reason": "Retired"}).status_code == 302
    with pytest.raises(WrongState):
        operations.end_verification(verification, by=cast.lena)
    assert VerificationEvent.objects.last().note == "Retired"


def test_an_expert_steps_down_and_others_cannot_end_it(cast, api_for, verification):
    path = f"{API}{verification.pk}/"
    assert api_for(cast.dora).delete(path).status_code == 404
    assert api_for(cast.eze).delete(path).status_code == 204
    with pytest.raises(NotAllowed):
        operations.end_verification(verification, by=cast.dora)
