"""A letter leaves exactly once, whatever the mail server does, and never when it is not wanted."""

from datetime import timedelta

import pytest

from rareshare.lib import clock, delivery, letters
from rareshare.lib.models import Letter, StaffTask, Unsubscription
from tests.mailserver import MailServer

pytestmark = pytest.mark.django_db

NOTE = letters.kind(
    "house_note",
    purpose="registry_news",
    folder="tests_letter",
    decide=lambda letter: (
        letter.refs.get("context", {})
        if not letter.refs.get("stop")
        else letters.Cancel("not wanted any more")
    ),
)


@pytest.fixture
def server(settings, tmp_path):
    folder = tmp_path / "tests_letter"
    folder.mkdir()
    (folder / "subject.txt").write_text("A note\nfor you")
    (folder / "body.txt").write_text("Hello.")
    (folder / "body.html").write_text("<p>Hello.</p>")
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    ]
    made = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", made.port
    settings.EMAIL_TIMEOUT = 0.4
    settings.EMAIL_USE_TLS = False
    yield made
    made.close()


def queue(key: str = "note:1", **refs: object) -> Letter:
    letters.queue(NOTE, key=key, address="sam@example.org", refs=refs)
    return Letter.objects.get(key=key)


def later(seconds: float = 600.0):
    return clock.frozen(clock.now() + timedelta(seconds=seconds))


def test_one_event_is_one_letter(server):
    queue()
    queue()
    delivery.deliver_due()
    delivery.deliver_due()
    [message] = server.messages
    assert message["Subject"] == "A note for you"
    assert Letter.objects.get().state == "sent"


def test_the_address_is_sealed_in_the_row(server):
    letter = queue()
    raw = Letter.objects.filter(pk=letter.pk).extra(select={"raw": "address"}).values_list("raw")
    assert b"sam" not in bytes(raw[0][0])
    assert letter.address == "sam@example.org"


@pytest.mark.parametrize("mode", ["refuse", "hang", "later"])
def test_a_server_that_is_away_is_tried_again(server, mode):
    queue()
    server.mode = mode
    delivery.deliver_due()
    assert Letter.objects.get().state == "due"
    server.mode = ""
    with later():
        delivery.deliver_due()
    assert list(server.taken().values()) == [1]


def test_a_line_dropped_after_the_250_is_a_sent_letter(server):
    queue()
    server.mode = "cut_after"
    delivery.deliver_due()
    assert Letter.objects.get().state == "sent"
    assert list(server.taken().values()) == [1]


@pytest.mark.parametrize("mode", ["cut_before", "cut_after_taking"])
def test_a_lost_answer_is_looked_up_before_anything_is_sent_again(server, settings, mode):
    settings.LETTER_LOOKUP_URL = server.lookup_url
    queue()
    server.mode = mode
    delivery.deliver_due()
    assert Letter.objects.get().state == "unknown"
    server.mode = ""
    with later():
        delivery.deliver_due()
    assert Letter.objects.get().state == "sent"
    assert list(server.taken().values()) == [1]


def test_without_a_lookup_a_lost_answer_becomes_a_staff_task_and_is_never_sent_again(server):
    queue()
    server.mode = "cut_after_taking"
    delivery.deliver_due()
    server.mode = ""
    for seconds in (600, 6_000, 60_000):
        with later(seconds):
            delivery.deliver_due()
    assert Letter.objects.get().state == "unknown"
    assert list(server.taken().values()) == [1]
    assert StaffTask.objects.get().kind == "letter_unknown"


def test_a_sender_that_died_holding_a_claim_is_settled_by_the_lookup(server, settings):
    settings.LETTER_LOOKUP_URL = server.lookup_url
    letter = queue()
    Letter.objects.filter(pk=letter.pk).update(state="claimed", claimed_at=clock.now())
    delivery.deliver_due()
    assert not server.messages
    with later():
        delivery.deliver_due()
    assert list(server.taken().values()) == [1]


def test_an_address_that_is_refused_for_good_is_not_tried_again(server):
    queue()
    server.mode = "reject"
    delivery.deliver_due()
    assert Letter.objects.get().state == "bounced"
    assert StaffTask.objects.get().kind == "letter_bounced"


def test_what_is_not_wanted_at_the_last_moment_never_leaves(server):
    queue(stop=True)
    delivery.deliver_due()
    assert Letter.objects.get().state == "canceled"
    assert not server.messages


def test_a_broken_letter_ends_with_staff_and_does_not_block_the_others(server, settings, tmp_path):
    broken = letters.kind(
        "house_broken", purpose="x", folder="tests_nowhere", decide=lambda letter: {}
    )
    letters.queue(broken, key="broken", address="sam@example.org")
    queue("note:2")
    for hour in range(12):
        with later(hour * 3600):
            delivery.deliver_due()
    assert Letter.objects.get(key="broken").state == "dead"
    assert Letter.objects.get(key="note:2").state == "sent"


def test_the_kill_switch_holds_letters_back(server, settings):
    settings.LETTERS_PAUSED = True
    queue()
    delivery.deliver_due()
    assert not server.messages


def test_one_click_unsubscribe_works_as_a_mail_provider_does_it(server, client, cast):
    letters.queue(NOTE, key="note:3", recipient_id=cast.fay.pk)
    delivery.deliver_due()
    [message] = server.messages
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + message["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert not Unsubscription.objects.exists()
    answer = client.post(path, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert answer.status_code == 200
    letters.queue(NOTE, key="note:4", recipient_id=cast.fay.pk)
    delivery.deliver_due()
    assert len(server.messages) == 1
    assert client.post("/e/forged/").status_code == 404
