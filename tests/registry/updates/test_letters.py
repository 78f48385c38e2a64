"""The letters as they arrive: by real SMTP, neutral, short, easy to read."""

import re
from datetime import timedelta

import pytest

from rareshare.lib import clock, delivery
from registry.updates import operations
from tests.reading import grade, sentences
from tests.registry.updates.conftest import DUE

DAY = timedelta(days=1)
KINDS = ["update_invitation", "update_reminder", "update_last"]


def test_a_year_later_one_letter_arrives_and_its_button_ends_the_matter(
    alma, cast, mail_server, anonymous
):
    with clock.frozen(DUE):
        operations.find_due()
        for _ in range(3):
            delivery.deliver_due()
    [message] = [m for m in mail_server.messages if m["Subject"] == "Please check your details"]
    assert message["To"] == cast.alma.email
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body = message.get_payload()[0].get_payload(decode=True).decode()
    path = re.search(r"https?://[^/\s]+(/check/\w+/)", body)[1]
    with clock.frozen(DUE + DAY):
        assert anonymous.get(path).status_code == 200
        assert anonymous.post(path).status_code == 200
    for day in (22, 92, 200):
        with clock.frozen(DUE + day * DAY):
            operations.find_due()
            delivery.deliver_due()
    ours = [m for m in mail_server.messages if "check" in m["Subject"] or "year" in m["Subject"]]
    assert len(ours) == 1


@pytest.mark.parametrize("number", range(3))
def test_letters_are_neutral_short_and_easy(alma, cast, outbox, number):
    for day in (0, 21, 91):
        with clock.frozen(DUE + day * DAY):
            operations.find_due()
            if outbox.rows(KINDS[number]):
                message = outbox.read(outbox.rows(KINDS[number])[0])
                break
    assert len(message["Subject"]) <= 45
    plain = message.get_body(("plain",)).get_content()
    whole = message.as_string().casefold()
    for word in ("calciphylaxis", "disease", "illness", "patient", "registry", "health"):
        assert word not in whole
    assert alma.reference.casefold() not in whole
    text = re.sub(r"\S*https?://\S+", "", plain)
    assert len(text.split()) <= 90
    assert grade(sentences(text)) <= 6
    assert "/check/" in plain
    assert "/check/" in message.get_body(("html",)).get_content()


def test_the_second_letter_says_when_the_first_was_written(alma, outbox):
    for day in (0, 21):
        with clock.frozen(DUE + day * DAY):
            operations.find_due()
            text = outbox.text(KINDS[bool(day)])
    assert "We wrote to you on 3 March." in text


def test_a_letter_that_is_rendered_twice_carries_the_same_link(alma, outbox):
    with clock.frozen(DUE):
        operations.find_due()
        assert outbox.text("update_invitation") == outbox.text("update_invitation")


def test_plain_text_is_plain_and_html_is_escaped(alma, cast, outbox):
    cast.alma.display_name = "Alma O'Neil & <Co>"
    cast.alma.save(update_fields=["display_name"])
    with clock.frozen(DUE):
        operations.find_due()
        message = outbox.read(outbox.rows("update_invitation")[0])
    assert "Dear Alma O'Neil & <Co>," in message.get_body(("plain",)).get_content()
    assert "O&#x27;Neil &amp; &lt;Co&gt;," in message.get_body(("html",)).get_content()
