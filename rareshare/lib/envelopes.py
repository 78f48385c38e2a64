"""A letter as an e-mail message."""

from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from rareshare.lib import clock
from rareshare.lib.letters import ESSENTIAL, Kind
from rareshare.lib.models import Letter
from rareshare.lib.subscriptions import unsubscribe_token


def compose(made: Kind, letter: Letter, address: str, context: Mapping[str, Any]) -> EmailMessage:
    """The message itself: plain text and simple HTML, no tracking, no illness in any header."""
    context = {"base_url": settings.BASE_URL, "contact": settings.CONTACT_EMAIL, **context}
    # One line per header: a folded List-Unsubscribe is encoded and no provider could read it.
    message = EmailMessage(policy=SMTP.clone(max_line_length=900))
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = address
    subject = render_to_string(f"{made.folder}/subject.txt", context)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate(clock.now().timestamp())
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    if settings.REPLY_TO_EMAIL:
        message["Reply-To"] = settings.REPLY_TO_EMAIL
    if made.purpose != ESSENTIAL and letter.recipient_id is not None:
        link = f"{settings.BASE_URL}/e/{unsubscribe_token(letter.recipient_id, made.purpose)}/"
        message["List-Unsubscribe"] = f"<{link}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        context = {**context, "unsubscribe_url": link}
    message.set_content(render_to_string(f"{made.folder}/body.txt", context))
    message.add_alternative(render_to_string(f"{made.folder}/body.html", context), subtype="html")
    return message
