"""One SMTP conversation, step by step, so that we always know how far a message got."""

import smtplib
import urllib.error
import urllib.parse
import urllib.request
from email.message import EmailMessage
from email.utils import parseaddr
from enum import Enum

from django.conf import settings


class Fate(Enum):
    """What became of a message (RFC 5321 section 4.2: 2yz, 4yz, 5yz; or no answer after DATA)."""

    TAKEN = "the server said 250"
    LATER = "not taken now, and surely not delivered"
    REFUSED = "refused for good"
    UNKNOWN = "handed over, but the answer was lost"


def send(message: EmailMessage) -> Fate:
    """Hand one message to the mail server. Only a lost answer after DATA is of unknown fate."""
    try:
        server = _connect()
    except (OSError, smtplib.SMTPException):
        return Fate.LATER
    try:
        return _converse(server, message)
    finally:
        _hang_up(server)


def was_taken(message_id: str) -> bool | None:
    """Ask the delivery service whether it took a message: yes, no, or None where it cannot say."""
    if not settings.LETTER_LOOKUP_URL:
        return None
    url = f"{settings.LETTER_LOOKUP_URL}?{urllib.parse.urlencode({'message_id': message_id})}"
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - a setting, not input
            return True if answer.status == 200 else None
    except urllib.error.HTTPError as error:
        return False if error.code == 404 else None
    except OSError:
        return None


def _connect() -> smtplib.SMTP:
    server = smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
    try:
        server.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            server.starttls()
            server.ehlo()
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except BaseException:
        _hang_up(server)
        raise
    return server


def _converse(server: smtplib.SMTP, message: EmailMessage) -> Fate:
    try:
        envelope = [server.mail(_bare(message["From"])), server.rcpt(_bare(message["To"]))]
    except (OSError, smtplib.SMTPException):
        return Fate.LATER
    if (worst := max(code for code, _ in envelope)) >= 400:
        return _refusal(worst)
    try:
        code, _ = server.data(message.as_bytes())
    except smtplib.SMTPDataError as error:  # refused before the text was sent
        return _refusal(error.smtp_code)
    except (OSError, smtplib.SMTPException):
        return Fate.UNKNOWN
    return Fate.TAKEN if code == 250 else _refusal(code)


def _refusal(code: int) -> Fate:
    return Fate.REFUSED if code >= 500 else Fate.LATER


def _bare(header: str) -> str:
    return parseaddr(str(header))[1]


def _hang_up(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
