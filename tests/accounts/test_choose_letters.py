"""Letter choices, security letters that always come, and the demo's page of accounts."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from accounts import emails, operations, queries
from accounts.models import SealedNote
from rareshare.lib import clock, delivery, letters, subscriptions
from rareshare.lib.errors import NotAllowed
from rareshare.lib.models import Letter

pytestmark = pytest.mark.django_db
PAGE = "/me/notifications/"


def test_a_purpose_is_switched_off_and_on(cast, client_for):
    client = client_for(cast.fay)
    assert client.get(PAGE).status_code == 200
    purposes = queries.optional_purposes()
    assert purposes
    assert letters.ESSENTIAL not in purposes
    client.post(PAGE, {"wanted": purposes[1:]})
    assert subscriptions.unsubscribed(cast.fay.pk, purposes[0])
    assert queries.letter_choices(cast.fay)[purposes[0]] is False
    client.post(PAGE, {"wanted": purposes})
    assert not subscriptions.unsubscribed(cast.fay.pk, purposes[0])


def test_unknown_purposes_and_other_people_change_nothing(cast, client_for):
    assert client_for(cast.fay).post(PAGE, {"wanted": ["essential"]}).status_code == 400
    with pytest.raises(NotAllowed):
        operations.choose_letters(cast.fay, by=cast.ben, wanted=[])


@pytest.mark.parametrize("kind", emails.SECURITY)
def test_every_security_letter_leaves_by_smtp_and_says_nothing_about_health(db, mail_server, kind):
    facts = {"code": "ABC123", "what": "The password was changed."}
    operations.queue_security_letter(kind, address="fay@demo.example", facts=facts)
    assert delivery.deliver_due() == 1
    (message,) = mail_server.messages
    assert message["To"] == "fay@demo.example"
    assert len(message["Subject"]) <= 45
    assert "code" not in message["Subject"].replace("Your code", "").lower()
    assert "ABC123" not in message["Subject"]


def test_a_letter_whose_code_has_ended_is_not_sent(db, mail_server):
    operations.queue_security_letter(
        "sign_in_code_requested", address="fay@demo.example", facts={"code": "ABC123"}
    )
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        delivery.deliver_due()
        assert not mail_server.messages
        assert Letter.objects.get().state == "canceled"
        operations.queue_security_letter("address_unknown", address="a@demo.example", facts={})
    assert SealedNote.objects.count() == 1


def test_the_demo_page_exists_in_the_demo_only(cast, anonymous, settings):
    assert anonymous.get("/demo/").status_code == 404
    with pytest.raises(CommandError):
        call_command("demo_accounts")
    assert queries.demo_code(cast.lena) == ""
    settings.DEMO = True
    page = anonymous.get("/demo/")
    code = queries.demo_code(cast.lena)
    assert code.encode() in page.content
    assert operations.spend_code(cast.lena, code, by=None) is not None
    assert queries.demo_code(cast.lena) != code


def test_the_demo_command_prints_every_account(cast, settings, capsys):
    settings.DEMO = True
    assert cast.lena
    call_command("demo_accounts")
    printed = capsys.readouterr().out
    assert cast.lena.email in printed
    assert "code" in printed
