"""My registry page: status, copies, sharing, who has seen, pausing and leaving."""

import hashlib
import json
import re

import pytest

from rareshare.lib import clock
from registry.enrollment import operations, queries, use
from registry.enrollment.models import Participant
from registry.enrollment.states import State
from registry.enrollment.use import Purpose

WHY = "She asked us to change her address."


@pytest.fixture
def alma(cast, client_for, enrolled):
    enrolled(cast.alma, allow={"discovery": "yes"})
    return client_for(cast.alma)


def participant() -> Participant:
    return Participant.objects.get()


def test_without_a_record_the_page_says_how_to_join(cast, client_for):
    client = client_for(cast.fay)
    page = client.get("/me/registry/").content.decode()
    assert "You have not joined the registry." in page
    for path in ("sharing", "consent", "leave", "seen"):
        assert client.get(f"/me/registry/{path}/").status_code == 404


def test_the_page_says_where_one_stands(alma):
    page = alma.get("/me/registry/").content.decode()
    assert "All is well." in page and "1 of 12 yes" in page and "nobody" in page
    assert "alciphylaxis" not in page.split("<title>")[1].split("</title>")[0]


def test_a_copy_stands_alone_and_its_hash_can_be_checked(alma):
    record = participant().consents.get()
    page = alma.get(f"/me/registry/consent/{record.pk}/").content.decode()
    assert "Alma Reyes" in page and record.sha256 in page
    answer = alma.get(f"/me/registry/consent/{record.pk}/copy.json")
    data = json.loads(answer.content)
    assert hashlib.sha256(data["text"].encode()).hexdigest() == data["sha256"] == record.sha256
    assert "attachment" in answer["Content-Disposition"]
    html = alma.get(f"/me/registry/consent/{record.pk}/copy.html").content.decode()
    assert "<link" not in html and "<script" not in html and record.sha256 in html
    assert alma.get("/me/registry/consent/0/").status_code == 404


def test_sharing_shows_what_counts_and_changes_it(alma):
    page = alma.get("/me/registry/sharing/").content.decode()
    assert len(re.findall("<input[^>]* checked", page)) == 1
    answer = alma.post("/me/registry/sharing/", {"discovery": "no", "contact_study": "yes"})
    assert answer.url == f"/me/registry/sharing/?for={participant().reference}"
    assert use.may(participant(), Purpose.CONTACT, clock.now()).allowed
    assert not use.may(participant(), Purpose.COUNT, clock.now()).allowed
    assert alma.post("/me/registry/sharing/", {"discovery": "maybe"}).status_code == 400


def test_who_has_seen(cast, alma):
    assert "Nobody has opened" in alma.get("/me/registry/seen/").content.decode()
    operations.open_identity(participant(), by=cast.emil, reason=WHY)
    page = alma.get("/me/registry/seen/").content.decode()
    assert WHY in page and "Emil, registry staff" in page


def test_pausing_and_coming_back(alma):
    assert alma.post("/me/registry/leave/", {}).status_code == 400
    alma.post("/me/registry/leave/", {"choice": "pause"})
    assert participant().state == State.PAUSED
    assert "You paused." in alma.get("/me/registry/").content.decode()
    alma.post("/me/registry/resume/")
    assert participant().state == State.ENROLLED
    assert alma.post("/me/registry/resume/").status_code == 409


def test_leaving_asks_once_and_needs_no_reason(alma):
    answer = alma.post("/me/registry/leave/", {"choice": "leave"})
    assert "/leave/confirm/" in answer.url
    assert participant().state == State.ENROLLED
    assert alma.get(answer.url).status_code == 200
    alma.post(answer.url, {"reason": ""})
    assert participant().state == State.WITHDRAWN
    assert alma.post(answer.url, {"reason": ""}).status_code == 409
    assert "You have left the registry." in alma.get("/me/registry/").content.decode()
    page = alma.get("/me/registry/sharing/").content.decode()
    assert "None of these answers is used." in page


def test_two_records_are_kept_apart(cast, alma, enrolled):
    child = enrolled(cast.alma, subject="child", name="Rosa", date_of_birth="2023-05-05")
    page = alma.get(f"/me/registry/?for={child.reference}").content.decode()
    assert "your child" in page
    alma.post(f"/me/registry/leave/confirm/?for={child.reference}", {"reason": ""})
    states = {one.reference: one.state for one in queries.participants_of(cast.alma)}
    assert states[child.reference] == State.WITHDRAWN
    assert sorted(states.values()) == [State.ENROLLED, State.WITHDRAWN]


def test_nobody_elses_record_opens(cast, client_for, alma):
    reference = participant().reference
    record = participant().consents.get()
    stranger = client_for(cast.fay)
    for path in (
        "",
        "sharing/",
        "consent/",
        f"consent/{record.pk}/",
        f"consent/{record.pk}/copy.json",
        "leave/",
        "leave/confirm/",
        "resume/",
        "seen/",
    ):
        address = f"/me/registry/{path}"
        theirs = stranger.get(f"{address}?for={reference}")
        if path:
            none = stranger.get(f"{address}?for=RS-2222-2222")
            assert theirs.status_code == none.status_code == 404, path
            assert theirs.content == none.content
        else:
            assert reference not in theirs.content.decode()


def test_the_desk_opens_with_a_reason_only(cast, client_for, alma):
    reference = participant().reference
    emil = client_for(cast.emil)
    assert emil.post("/desk/participants/", {"reference": "RS-2222-2222"}).status_code == 400
    found = emil.post("/desk/participants/", {"reference": f" {reference.lower()} "})
    closed = emil.get(found.url).content.decode()
    assert "Alma Reyes" not in closed and "Calciphylaxis" not in closed
    assert emil.post(found.url, {"reason": "why"}).status_code == 400
    assert queries.disclosures(cast.alma, participant()) == []
    opened = emil.post(found.url, {"reason": WHY}).content.decode()
    assert "Alma Reyes" in opened and "1971-03-27" in opened
    assert len(queries.disclosures(cast.alma, participant())) == 1
    for somebody in (cast.alma, cast.lena, cast.hugo):
        assert client_for(somebody).get(found.url).status_code == 403
