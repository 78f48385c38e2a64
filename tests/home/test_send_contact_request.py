"""Asking for a person: page, letter to the team, the team's list, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client

from accounts.models import User
from rareshare.home import operations, queries
from rareshare.home.models import ContactRequest, ContactRequestEvent
from rareshare.home.states import ContactState
from rareshare.lib import delivery
from rareshare.lib.errors import Invalid, NotAllowed, NotFound, WrongState
from tests.cast import Cast
from tests.letterbox import Outbox

WORDS = {"channel": "phone", "reach": "555 0100, after noon", "message": "Can you call me?"}


def test_anyone_can_ask_and_the_team_is_told(anonymous: Client, outbox: Outbox) -> None:
    answer = anonymous.post("/help/contact/", WORDS, follow=True)
    assert answer.redirect_chain == [("/help/contact/sent/", 302)]
    request = ContactRequest.objects.get()
    assert (request.reach, request.text) == (WORDS["reach"], WORDS["message"])
    assert request.sender is None
    [letter] = outbox.rows("contact_request_sent")
    assert letter.refs == {"request": request.pk}


def test_words_and_number_are_encrypted_in_the_table(anonymous: Client, db: None) -> None:
    anonymous.post("/help/contact/", WORDS)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT reach, text FROM home_contactrequest")
        stored = b"".join(bytes(value) for value in cursor.fetchone())
    assert b"555" not in stored
    assert b"call" not in stored


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"channel": ""}, "Choose how we can reach you."),
        ({"channel": "smoke"}, "Choose how we can reach you."),
        ({"reach": ""}, "Enter your e-mail address or phone number."),
        ({"reach": "x" * 201}, "Use at most 200 characters."),
        ({"message": ""}, "Write what you would like to ask."),
        ({"message": "x" * 4001}, "Use at most 4,000 characters."),
        ({"message": "a\0b"}, "characters"),
        ({"message": "\u202eabc"}, "reading direction"),
    ],
)
def test_what_is_missing_is_named_and_words_are_kept(
    anonymous: Client, db: None, change: dict[str, str], told: str
) -> None:
    answer = anonymous.post("/help/contact/", {**WORDS, **change})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "<title>Error: Contact a person" in page
    assert page.count(told) == 2  # above the form and at the field
    assert "reach" in change or WORDS["reach"] in page
    assert not ContactRequest.objects.exists()


def test_a_program_that_fills_the_hidden_field_is_thanked_and_ignored(
    anonymous: Client, outbox: Outbox
) -> None:
    answer = anonymous.post("/help/contact/", {**WORDS, "website": "http://spam.example"})
    assert answer.status_code == 302
    assert not ContactRequest.objects.exists()
    assert not outbox.rows("contact_request_sent")


def test_a_flood_is_slowed_down(anonymous: Client, db: None) -> None:
    answers = [anonymous.post("/help/contact/", WORDS).status_code for _ in range(11)]
    assert answers == [302] * 10 + [429]


def test_staff_read_and_close_a_message_once(
    cast: Cast, client_for: Callable[[User], Client], outbox: Outbox
) -> None:
    request = operations.send_contact_request(
        by=cast.fay, channel="email", reach="fay@demo.example", message="Who can help?"
    )
    desk = client_for(cast.emil)
    assert "Who can help?" in desk.get("/desk/letterbox/").content.decode()
    done = desk.post(f"/desk/letterbox/{request.pk}/answer/", follow=True)
    assert "That message is done." in done.content.decode()
    assert "Who can help?" not in done.content.decode()
    assert desk.post(f"/desk/letterbox/{request.pk}/answer/").status_code == 409
    steps = ContactRequestEvent.objects.filter(request=request).values_list("verb", "by__email")
    assert list(steps) == [("sent", "fay@demo.example"), ("answered", "emil@demo.example")]


def test_the_letter_is_dropped_when_the_message_was_answered_first(
    cast: Cast, mail_server: Any, outbox: Outbox
) -> None:
    request = operations.send_contact_request(
        by=cast.fay, channel="email", reach="fay@demo.example", message="Who can help?"
    )
    operations.answer_contact_request(request, by=cast.lena)
    delivery.deliver_due()
    assert outbox.rows("contact_request_sent")[0].state == "canceled"


def test_nobody_else_reads_or_closes(cast: Cast) -> None:
    request = operations.send_contact_request(
        by=cast.fay, channel="email", reach="fay@demo.example", message="Who can help?"
    )
    for stranger in (cast.fay, cast.chidi, cast.gita, cast.hugo):
        assert not queries.open_contact_requests(stranger).exists()
        with pytest.raises(NotFound):
            queries.contact_request(stranger, request.pk)
        with pytest.raises(NotAllowed):
            operations.answer_contact_request(request, by=stranger)
    request.refresh_from_db()
    assert request.state == ContactState.OPEN


def test_below_the_page_the_rules_hold_too(cast: Cast) -> None:
    with pytest.raises(Invalid):
        operations.send_contact_request(by=None, channel="smoke", reach="x", message="y")
    request = operations.send_contact_request(by=None, channel="email", reach="x", message="y")
    operations.answer_contact_request(request, by=cast.emil)
    with pytest.raises(WrongState):
        operations.answer_contact_request(request, by=cast.emil)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactRequest.objects.filter(pk=request.pk).update(state="lost")
