"""The same way in for programs: order, refusals, versions, one effect per key."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from rareshare.home.demo.cast import PASSWORD
from registry.enrollment import operations
from registry.enrollment.models import ConsentRecord, Participant, PermissionAnswer, Screening
from registry.enrollment.states import State
from tests.registry.enrollment.conftest import ALMA

API = "/api/v1/registry"


def one(reference: str, tail: str = "") -> str:
    return f"{API}/enrollments/{reference}/{tail}"


def document(client, audience: str = "adult") -> dict:
    results = client.get(f"{API}/consent-documents/").json()["results"]
    return next(found for found in results if found["audience"] == audience)


def signature(client, **changes: object) -> dict:
    text = document(client)
    keys = [statement["key"] for statement in text["statements"]]
    good = {"decision": "given", "sha256": text["sha256"], "printed_name": "Alma Reyes"}
    return {**good, "statements": keys, "password": PASSWORD, **changes}


def test_from_screening_to_leaving(cast, api_for, condition, texts):
    alma = api_for(cast.alma)
    begun = alma.post(f"{API}/screenings/", {"subject": "self", "condition": condition.key})
    assert begun.status_code == 201
    assert begun.json()["open"][0] == "known"
    address = begun["Location"]
    saved = alma.patch(address, ALMA, headers={"If-Match": begun["ETag"]})
    assert saved.json()["open"] == []
    assert alma.patch(address, {}, headers={"If-Match": begun["ETag"]}).status_code == 412
    assert alma.patch(address, {}).status_code == 428
    done = alma.post(f"{address}submission/").json()
    assert (done["state"], done["answers"]) == ("eligible", {})
    reference = done["enrollment"]
    assert alma.get(one(reference)).json()["next_step"] == "consent"
    assert alma.post(one(reference, "permissions/"), {"permissions": {}}).status_code == 409
    signed = alma.post(one(reference, "consents/"), signature(alma))
    assert signed.status_code == 201
    assert signed.json()["sha256"] == document(alma)["sha256"]
    answered = alma.post(
        one(reference, "permissions/"), {"permissions": {"discovery": "yes", "share_scope": "ds"}}
    )
    assert answered.status_code == 200
    values = {row["code"]: row["value"] for row in answered.json()["permissions"]}
    assert values["share_scope"] == "ds" and values["genetic_data"] == "unanswered"
    found = alma.get(one(reference))
    assert found.json()["state"] == State.ENROLLED
    assert found.json()["next_step"] is None
    changed = {"permissions": {"discovery": "no"}}
    stale = alma.patch(one(reference, "permissions/"), changed, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    fresh = {"If-Match": found["ETag"]}
    assert alma.patch(one(reference, "permissions/"), changed, headers=fresh).status_code == 200
    assert alma.post(one(reference, "pause/")).json()["state"] == State.PAUSED
    assert alma.delete(one(reference, "pause/")).json()["state"] == State.ENROLLED
    assert alma.get(one(reference, "disclosures/")).json() == {"results": []}
    left = alma.post(one(reference, "withdrawal/"), {})
    assert left.json()["state"] == State.WITHDRAWN
    assert alma.post(one(reference, "withdrawal/"), {}).status_code == 409
    assert alma.get(f"{API}/enrollments/").json()["results"][0]["reference"] == reference


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"sha256": "0" * 64}, 409),
        ({"password": "wrong"}, 400),
        ({"password": ""}, 400),
        ({"statements": []}, 400),
        ({"statements": "read"}, 400),
        ({"printed_name": ""}, 400),
        ({"printed_name": None}, 400),
        ({"decision": "maybe"}, 400),
        ({"sha256": "0" * 65}, 400),
        ({"decision": "refused", "sha256": "0" * 64}, 409),
    ],
)
def test_a_signature_that_does_not_hold(cast, api_for, eligible, changes, status):
    participant = eligible(cast.alma)
    alma = api_for(cast.alma)
    answer = alma.post(one(participant.reference, "consents/"), signature(alma, **changes))
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize("keyed", [True, False])
def test_guessing_the_password_of_a_signature_is_limited(cast, api_for, eligible, keyed):
    address = one(eligible(cast.alma).reference, "consents/")
    alma = api_for(cast.alma)
    data = signature(alma, password="wrong")
    keys = [{"Idempotency-Key": f"guess-{n}"} if keyed else {} for n in range(12)]
    codes = [alma.post(address, data, headers=key).status_code for key in keys]
    assert codes == [400] * 10 + [429] * 2


def test_a_refusal(cast, api_for, eligible):
    participant = eligible(cast.alma)
    alma = api_for(cast.alma)
    data = {"decision": "refused", "sha256": document(alma)["sha256"]}
    assert alma.post(one(participant.reference, "consents/"), data).status_code == 201
    [record] = alma.get(one(participant.reference, "consents/")).json()["results"]
    assert (record["decision"], record["printed_name"]) == ("refused", "")


def test_one_key_has_one_effect(cast, api_for, eligible):
    participant = eligible(cast.alma)
    alma = api_for(cast.alma)
    key = {"Idempotency-Key": "sign-1"}
    data = signature(alma)
    first = alma.post(one(participant.reference, "consents/"), data, headers=key)
    second = alma.post(one(participant.reference, "consents/"), data, headers=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert ConsentRecord.objects.count() == 1
    other = {**data, "printed_name": "Somebody Else"}
    third = alma.post(one(participant.reference, "consents/"), other, headers=key)
    assert third.status_code == 422


@pytest.mark.parametrize(
    "data",
    [
        {"date_of_birth": "2001-02-31"},
        {"date_of_birth": "1880-01-01"},
        {"date_of_birth": "2999-01-01"},
        {"date_of_birth": 5},
        {"name": "a\u0000b"},
        {"name": {"first": "x"}},
        {"country": "ZZ"},
        {"condition": "none"},
    ],
)
def test_a_wrong_answer_is_pointed_at(cast, api_for, db, data):
    answer = api_for(cast.alma).post(f"{API}/screenings/", data)
    assert answer.status_code == 400
    assert not Screening.objects.exists()
    if data.get("name") != "a\u0000b":
        assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(data))}"


@pytest.mark.parametrize(
    "permissions", [{"discovery": "maybe"}, {"nonsense": "yes"}, {"discovery": 5}, [], "yes", None]
)
def test_wrong_sharing_answers(cast, api_for, consented, permissions):
    participant = consented(cast.alma)
    answer = api_for(cast.alma).post(
        one(participant.reference, "permissions/"), {"permissions": permissions}
    )
    assert answer.status_code == 400
    assert not PermissionAnswer.objects.exists()


def test_another_persons_objects_are_the_same_as_none(cast, api_for, enrolled):
    reference = enrolled(cast.alma).reference
    screening = operations.start_screening(by=cast.alma, answers={}).screening
    for who in (cast.fay, cast.emil):
        stranger = api_for(who)
        for tail in ("", "consents/", "permissions/", "disclosures/"):
            theirs, none = stranger.get(one(reference, tail)), stranger.get(one("RS-0", tail))
            assert theirs.status_code == none.status_code == 404
            assert theirs.content == none.content
        posts = {"consents/": signature(stranger), "permissions/": {"permissions": {}}}
        for tail in ("consents/", "permissions/", "pause/", "withdrawal/"):
            theirs = stranger.post(one(reference, tail), posts.get(tail, {}))
            none = stranger.post(one("RS-0", tail), posts.get(tail, {}))
            assert theirs.status_code == none.status_code == 404
            assert theirs.content == none.content
        theirs = stranger.get(f"{API}/screenings/{screening.public_id}/")
        assert theirs.content == stranger.get(f"{API}/screenings/none/").content
    assert Participant.objects.get().state == State.ENROLLED


def test_the_texts_are_public_and_the_rest_is_not(anonymous, texts):
    found = anonymous.get(f"{API}/consent-documents/").json()["results"]
    assert {row["audience"] for row in found} >= {"adult", "parent"}
    for path in ("screenings/", "enrollments/"):
        assert anonymous.get(f"{API}/{path}").status_code in {401, 405}
    assert anonymous.post(f"{API}/screenings/", {}).status_code == 401


def test_the_assent_of_a_child(cast, api_for, consented):
    child = {"subject": "child", "name": "Rosa Reyes", "date_of_birth": "2016-05-05"}
    participant = consented(cast.alma, **child)
    alma = api_for(cast.alma)
    text = document(alma, "assent_7_12")
    data = {"decision": "given", "sha256": text["sha256"], "printed_name": "Rosa"}
    assert alma.post(one(participant.reference, "assent/"), data).status_code == 400
    data["statements"] = ["read", "agree"]
    assert alma.post(one(participant.reference, "assent/"), data).status_code == 201
    assert alma.get(one(participant.reference)).json()["next_step"] == "permissions"


@pytest.mark.django_db(transaction=True)
def test_of_parallel_saves_with_one_version_exactly_one_counts(cast, api_for, condition, texts):
    alma = api_for(cast.alma)
    begun = alma.post(f"{API}/screenings/", {"subject": "self"})
    address, headers = begun["Location"], {"If-Match": begun["ETag"]}
    start = Barrier(4)

    def save(client, name):
        try:
            start.wait()
            return client.patch(address, {"name": name}, headers=headers).status_code
        finally:
            connections.close_all()

    clients = [api_for(cast.alma) for _ in range(4)]
    names = ["Alma One", "Alma Two", "Alma Three", "Alma Four"]
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(save, clients, names))
    assert sorted(codes) == [200, 412, 412, 412]
    assert alma.get(address).json()["answers"]["name"] == names[codes.index(200)]
