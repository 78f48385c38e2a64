"""The way in through the pages, without scripts: each step once, twice, skipped, too early."""

import re

import pytest
from django.test import Client

from registry.enrollment import operations, queries
from registry.enrollment.models import ConsentRecord, Participant, Screening
from registry.enrollment.screening_answers import saved
from registry.enrollment.states import State
from registry.enrollment.web.screening_pages import COOKIE
from tests.registry.enrollment.conftest import signing

WAY = [
    ("who", {"subject": "self"}),
    ("condition", {"condition": "T1"}),
    ("known", {"affected_status": "diagnosed_clinical"}),
    ("name", {"name": "Alma Reyes"}),
    (
        "born",
        {"date_of_birth_day": "27", "date_of_birth_month": "mar", "date_of_birth_year": "1971"},
    ),
    ("country", {"country": "US"}),
    ("region", {"region": "Texas"}),
    ("contact", {"channel": "email"}),
]


def question(name: str) -> str:
    return f"/registry/join/question/{name}/"


def walk_screening(client: Client) -> None:
    """From Start to the page with all answers."""
    answer = client.post("/registry/join/")
    for name, data in WAY:
        assert answer.url == question(name)
        assert client.get(answer.url).status_code == 200
        answer = client.post(answer.url, data)
        assert answer.status_code == 302, answer.content.decode()
    assert answer.url == "/registry/join/check/"


def signature(client: Client, reference: str, **changes: str) -> dict[str, str]:
    page = client.get(f"/registry/join/{reference}/consent/sign/").content.decode()
    sha256 = re.search(r'name="sha256" value="([0-9a-f]{64})"', page)
    assert sha256, page
    good = {"statement_read": "on", "statement_agree": "on", "decision": "agree"}
    return {**good, "sha256": sha256[1], "printed_name": "Alma Reyes", **changes}


def test_from_start_to_joined(cast, client_for, condition, texts):
    client = client_for(cast.alma)
    walk_screening(client)
    check = client.get("/registry/join/check/").content.decode()
    assert "27 March 1971" in check and "Calciphylaxis" in check
    answer = client.post("/registry/join/check/")
    reference = Participant.objects.get().reference
    assert answer.url == f"/registry/join/{reference}/consent/"
    for place in range(1, 8):
        page = client.get(f"/registry/join/{reference}/consent/{place}/")
        assert page.status_code == 200
        words = re.sub(
            "<[^>]+>", " ", re.split("<h1>|<details|<div class=.row", page.content.decode())[1]
        )
        assert len(words.split()) <= 95
    assert client.get(f"/registry/join/{reference}/consent/8/").status_code == 404
    data = signature(client, reference)
    answer = client.post(f"/registry/join/{reference}/consent/sign/", data)
    assert answer.url == f"/registry/join/{reference}/sharing/"
    page = client.get(answer.url).content.decode()
    assert 'type="radio"' in page and not re.search("<input[^>]* checked", page)
    answer = client.post(answer.url, {"discovery": "yes", "share_scope": "hmb"})
    assert answer.url == f"/registry/join/{reference}/done/"
    assert reference in client.get(answer.url).content.decode()
    assert Participant.objects.get().state == State.ENROLLED
    for late in ("consent/", "consent/1/", "consent/check/1/", "consent/sign/", "sharing/"):
        found = client.get(f"/registry/join/{reference}/{late}")
        assert found.url == f"/me/registry/?for={reference}"


def test_begun_signed_out_and_claimed_after_sign_in(cast, anonymous, condition, texts):
    walk_screening(anonymous)
    cookie = anonymous.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    answer = anonymous.post("/registry/join/check/")
    assert "next=%2Fregistry%2Fjoin%2Fcheck%2F" in answer.url
    assert Screening.objects.get().user is None
    anonymous.force_login(cast.alma)
    assert anonymous.get("/registry/join/check/").url == "/registry/join/"
    assert "A form was started on this device" in anonymous.get("/registry/join/").content.decode()
    assert anonymous.post("/registry/join/", {"take": "1"}).url == "/registry/join/check/"
    assert Screening.objects.get().user == cast.alma
    assert anonymous.cookies[COOKIE].value == ""
    answer = anonymous.post("/registry/join/check/")
    assert Participant.objects.get().reference in answer.url


def test_a_look_takes_nothing_over_and_deletes_nothing(cast, anonymous, condition, texts):
    own = operations.start_screening(by=cast.alma, answers={"name": "Alma Reyes"}).screening
    anonymous.post("/registry/join/")
    anonymous.post(question("who"), {"subject": "child"})
    begun = Screening.objects.get(user=None)
    anonymous.force_login(cast.alma)
    for path in ("/registry/join/", question("name"), "/registry/join/check/"):
        anonymous.get(path)
    begun.refresh_from_db()
    own.refresh_from_db()
    assert (begun.user, saved(begun)["subject"]) == (None, "child")
    assert (own.user, saved(own)["name"]) == (cast.alma, "Alma Reyes")
    assert "Alma Reyes" in anonymous.get(question("name")).content.decode()


@pytest.mark.parametrize("has_own", [True, False])
def test_what_a_former_visitor_began_can_be_left_behind(cast, anonymous, condition, texts, has_own):
    if has_own:
        operations.start_screening(by=cast.alma, answers={"name": "Alma Reyes"})
    anonymous.post("/registry/join/")
    anonymous.post(question("who"), {"subject": "child"})
    anonymous.force_login(cast.alma)
    assert anonymous.post("/registry/join/", {"fresh": "1"}).url == question("who")
    mine = Screening.objects.get(user=cast.alma)
    assert saved(mine) == ({"name": "Alma Reyes"} if has_own else {})
    assert anonymous.cookies[COOKIE].value == ""
    assert anonymous.post("/registry/join/", {"take": "1"}).url == "/registry/join/"


def test_signed_out_one_can_start_anew_on_a_shared_computer(anonymous, condition, texts):
    anonymous.post("/registry/join/")
    anonymous.post(question("who"), {"subject": "child"})
    first = anonymous.cookies[COOKIE].value
    page = anonymous.get("/registry/join/").content.decode()
    assert "Continue the form that was started on this device" in page
    assert "Start a new one" in page
    assert anonymous.post("/registry/join/", {"fresh": "1"}).url == question("who")
    assert anonymous.cookies[COOKIE].value not in {first, ""}
    assert "checked" not in anonymous.get(question("who")).content.decode()


def test_nothing_is_open_without_the_cookie(anonymous, db):
    for path in (question("name"), "/registry/join/check/"):
        assert anonymous.get(path).url == "/registry/join/"
    assert anonymous.post(question("name"), {"name": "X"}).url == "/registry/join/"
    assert "login" in anonymous.post("/registry/join/check/").url
    anonymous.cookies[COOKIE] = "guess"
    assert anonymous.get(question("name")).url == "/registry/join/"
    assert anonymous.get(question("nonsense")).status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("who", {}, "Choose one answer."),
        ("who", {"subject": "cat"}, "Choose one answer."),
        ("condition", {}, "Choose a condition"),
        ("condition", {"condition": "nope"}, "Choose a condition"),
        ("name", {"name": ""}, "Enter the full name."),
        ("name", {"name": "a\u202eb"}, "hidden marks"),
        ("name", {"name": "x" * 151}, "at most 150"),
        ("name", {"name": "7"}, "Enter the full name."),
        ("born", {}, "Enter"),
        ("born", {"date_of_birth_day": "27", "date_of_birth_year": "1970"}, "must include a month"),
        (
            "born",
            {"date_of_birth_day": "31", "date_of_birth_month": "2", "date_of_birth_year": "1970"},
            "real date",
        ),
        (
            "born",
            {"date_of_birth_day": "1", "date_of_birth_month": "1", "date_of_birth_year": "2999"},
            "must be in the past",
        ),
        (
            "born",
            {"date_of_birth_day": "1", "date_of_birth_month": "1", "date_of_birth_year": "1880"},
            "Check the year",
        ),
        ("country", {"country": "XX"}, "Choose a country."),
        ("contact", {"channel": "phone"}, "Enter your phone number."),
        ("contact", {"channel": "phone", "phone": "12"}, "Enter a phone number with"),
        ("contact", {"channel": "post"}, "Enter your postal address."),
    ],
)
def test_a_wrong_answer_stays_with_its_error(anonymous, condition, name, data, text):
    anonymous.post("/registry/join/")
    answer = anonymous.post(question(name), data)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "There is a problem" in page and text in page and "<title>Error:" in page


def test_hostile_bytes_save_nothing(anonymous, condition):
    anonymous.post("/registry/join/")
    assert anonymous.post(question("name"), {"name": "a\x00b"}).status_code == 400
    assert anonymous.post(question("name"), {"name": "x" * 1_100_000}).status_code in {400, 413}
    assert saved(Screening.objects.get()) == {}


def test_search_says_why_and_changes_nothing(anonymous, condition):
    anonymous.post("/registry/join/")
    found = anonymous.post(question("condition"), {"search": "1", "q": "x"})
    assert "Type 2 letters or more." in found.content.decode()
    found = anonymous.post(question("condition"), {"search": "1", "q": "no such thing at all"})
    assert "nothing under this name" in found.content.decode()


def test_save_and_come_back_later(cast, client_for, condition):
    client = client_for(cast.alma)
    client.post("/registry/join/")
    client.post(question("who"), {"subject": "self", "later": "1"})
    assert client.post(question("condition"), {"later": "1"}).url == "/registry/join/saved/"
    other_device = client_for(cast.alma)
    page = other_device.get("/registry/join/").content.decode()
    assert "You have begun" in page
    assert other_device.post("/registry/join/").url == question("condition")


def test_the_same_person_again_learns_nothing(cast, client_for, eligible, condition):
    first = eligible(cast.alma)
    client = client_for(cast.fay)
    walk_screening(client)
    answer = client.post("/registry/join/check/", follow=True)
    page = answer.content.decode()
    assert "we cannot say more here" in page
    assert first.reference not in page
    client.post("/registry/join/result/")
    assert client.get("/registry/join/check/").status_code == 200


def test_a_changed_text_is_409_and_nothing_is_signed(cast, client_for, eligible):
    reference = eligible(cast.alma).reference
    client = client_for(cast.alma)
    data = signature(client, reference, sha256="0" * 64)
    answer = client.post(f"/registry/join/{reference}/consent/sign/", data)
    assert answer.status_code == 409
    assert "The text has changed" in answer.content.decode()
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"printed_name": ""}, "Type your full name."),
        ({"statement_agree": ""}, "Tick this, if it is true."),
    ],
)
def test_an_incomplete_signature(cast, client_for, eligible, changes, text):
    reference = eligible(cast.alma).reference
    client = client_for(cast.alma)
    data = signature(client, reference, **changes)
    answer = client.post(f"/registry/join/{reference}/consent/sign/", data)
    assert answer.status_code == 400
    assert text in answer.content.decode()


def test_an_old_sign_in_needs_the_password(cast, client_for, eligible):
    reference = eligible(cast.alma).reference
    client = client_for(cast.alma)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 1.0}]
    session.save()
    data = signature(client, reference)
    answer = client.post(f"/registry/join/{reference}/consent/sign/", data)
    assert "Type your password." in answer.content.decode()
    answer = client.post(f"/registry/join/{reference}/consent/sign/", {**data, "password": "no"})
    assert "not right" in answer.content.decode()
    good = {**data, "password": signing(Participant.objects.get()).password}
    assert client.post(f"/registry/join/{reference}/consent/sign/", good).status_code == 302


def test_no_and_not_now(cast, client_for, eligible):
    participant = eligible(cast.alma)
    address = f"/registry/join/{participant.reference}/consent/sign/"
    client = client_for(cast.alma)
    data = signature(client, participant.reference)
    assert client.post(address, {**data, "decision": "later"}).url == "/registry/join/saved/"
    assert not ConsentRecord.objects.exists()
    answer = client.post(address, {**data, "decision": "refuse"}, follow=True)
    assert "You said no" in answer.content.decode()
    assert client.get(address).status_code == 200  # one may change one's mind


def test_check_questions_explain_once_and_never_fail_anybody(cast, client_for, eligible):
    reference = eligible(cast.alma).reference
    address = f"/registry/join/{reference}/consent/check/1/"
    client = client_for(cast.alma)
    assert client.post(address, {}).status_code == 400
    wrong = client.post(address, {"answer": "0"}).content.decode()
    assert "It is your choice" in wrong and 'name="again"' in wrong
    twice = client.post(address, {"answer": "2", "again": "1"}).content.decode()
    assert "A person can call you" in twice and "consent/check/2/" in twice
    assert client.post(address, {"answer": "1"}).url.endswith("/consent/check/2/")
    last = client.post(f"/registry/join/{reference}/consent/check/5/", {"answer": "0"})
    assert last.url.endswith("/consent/sign/")
    assert client.get(f"/registry/join/{reference}/consent/check/6/").status_code == 404


def test_sharing_before_the_consent(cast, client_for, eligible):
    participant = eligible(cast.alma)
    client = client_for(cast.alma)
    address = f"/registry/join/{participant.reference}/sharing/"
    assert client.get(address).url.endswith("/consent/")
    answer = client.post(address, {"discovery": "yes"})
    assert answer.status_code == 409
    assert "Read and sign the consent" in answer.content.decode()


def test_a_child_is_asked_at_its_own_page(cast, client_for, consented):
    child = {"subject": "child", "name": "Rosa Reyes", "date_of_birth": "2016-05-05"}
    participant = consented(cast.alma, **child)
    client = client_for(cast.alma)
    address = f"/registry/join/{participant.reference}/assent/"
    assert client.get(f"/registry/join/{participant.reference}/sharing/").url == address
    page = client.get(address).content.decode()
    assert "Do you want to be in our list?" in page
    version = queries.assent_version(participant)
    data = {"sha256": version.sha256, "printed_name": "Rosa", "statement_read": "on"}
    assert client.post(address, {**data, "decision": "agree"}).status_code == 400
    data["statement_agree"] = "on"
    assert client.post(address, {**data, "decision": "agree"}).url.endswith("/sharing/")
    again = client.post(address, {**data, "decision": "refuse"})
    assert again.status_code == 409


def test_a_child_says_no(cast, client_for, consented):
    child = {"subject": "child", "name": "Rosa Reyes", "date_of_birth": "2016-05-05"}
    participant = consented(cast.alma, **child)
    sha256 = queries.assent_version(participant).sha256
    client = client_for(cast.alma)
    address = f"/registry/join/{participant.reference}/assent/"
    answer = client.post(address, {"sha256": sha256, "decision": "refuse"}, follow=True)
    assert "You said no" in answer.content.decode()


def test_another_persons_record_is_the_same_as_none(cast, client_for, enrolled):
    reference = enrolled(cast.alma).reference
    stranger = client_for(cast.fay)
    for tail in ("", "consent/", "consent/1/", "consent/sign/", "sharing/", "done/", "assent/"):
        theirs = stranger.get(f"/registry/join/{reference}/{tail}")
        none = stranger.get(f"/registry/join/RS-2222-2222/{tail}")
        assert theirs.status_code == none.status_code == 404
        assert theirs.content == none.content
        headers = [{**dict(one.items()), "Date": ""} for one in (theirs, none)]
        assert headers[0] == headers[1]


def test_the_texts_can_be_read_before_deciding(anonymous, texts):
    page = anonymous.get("/registry/text/adult-en/").content.decode()
    assert texts["adult-en"].sha256 in page
    assert "What could go wrong" in page
    assert anonymous.get("/registry/text/none/").status_code == 404
    assert anonymous.get("/registry/").status_code == 200
