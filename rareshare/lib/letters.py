"""The letter engine: a letter is a row, written in the transaction of what it tells about.

Claim, decide, send, note: the text is rendered when it is sent, under the locks of `decide`, so a
letter that is no longer wanted never leaves. A letter of unknown fate is looked up, never resent
blindly.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import connection, transaction
from django.template.loader import render_to_string

from rareshare.lib import clock, smtp, states, wake
from rareshare.lib.letter_states import MOVES, LetterState
from rareshare.lib.models import Letter, StaffTask, Unsubscription
from rareshare.lib.smtp import Fate

log = structlog.get_logger(__name__)
ESSENTIAL = "essential"  # security and consent: cannot be switched off
CLAIM_SECONDS = 90  # longer than one SMTP conversation at EMAIL_TIMEOUT can last
MOST_ATTEMPTS = 8
RETRY_SECONDS = 10.0  # doubled with every attempt
RETRY_MOST_SECONDS = 3_600.0
_TOKEN_SALT = "letters.unsubscribe"  # noqa: S105 - a salt, no secret


@dataclass(frozen=True)
class Cancel:
    """The answer of `decide` when a letter is not wanted any more."""

    reason: str


Decision = dict[str, Any] | Cancel


@dataclass(frozen=True)
class Kind:
    """One kind of letter: what it is for, where its three templates lie, who decides at the end."""

    name: str
    purpose: str
    decide: Callable[[Letter], Decision]
    folder: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Envelope:
    """One of many letters that are queued together."""

    key: str
    recipient_id: int
    refs: Mapping[str, Any]
    due_at: datetime


_kinds: dict[str, Kind] = {}


def kind(
    name: str, *, purpose: str, decide: Callable[[Letter], Decision], folder: str = ""
) -> Kind:
    """Declare a kind of letter; its templates are `<room>/emails/<name>/` unless `folder` says."""
    folder = folder or f"{decide.__module__.split('.')[-2]}/emails/{name}"
    _kinds[name] = made = Kind(name, purpose, decide, folder)
    return made


def kinds() -> Mapping[str, Kind]:
    """All declared kinds by name."""
    return _kinds


def queue(
    kind: Kind,
    *,
    key: str,
    recipient_id: int | None = None,
    address: str | None = None,
    refs: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
) -> None:
    """Write the letter's row in the caller's transaction. A second call with the same key is a
    no-op, so no event is ever told twice."""
    letter = _row(kind, key, refs, due_at)
    letter.recipient_id, letter.address = recipient_id, address
    Letter.objects.bulk_create([letter], ignore_conflicts=True)
    wake.after_commit("rareshare.lib.tasks.send_letters")


def queue_each(
    kind: Kind, *, key: str, recipient_ids: Iterable[int], refs: Mapping[str, Any] | None = None
) -> None:
    """One letter for each person in one statement; each has its own key, `key:person`."""
    rows = []
    for recipient_id in recipient_ids:
        letter = _row(kind, f"{key}:{recipient_id}", refs, None)
        letter.recipient_id = recipient_id
        rows.append(letter)
    if rows:
        Letter.objects.bulk_create(rows, ignore_conflicts=True)
        wake.after_commit("rareshare.lib.tasks.send_letters")


def queue_all(kind: Kind, envelopes: Iterable[Envelope]) -> None:
    """Many letters of one kind in one statement, each with its own key, references and time."""
    rows = []
    for envelope in envelopes:
        letter = _row(kind, envelope.key, envelope.refs, envelope.due_at)
        letter.recipient_id = envelope.recipient_id
        rows.append(letter)
    if rows:
        Letter.objects.bulk_create(rows, ignore_conflicts=True)
        wake.after_commit("rareshare.lib.tasks.send_letters")


def _row(kind: Kind, key: str, refs: Mapping[str, Any] | None, due_at: datetime | None) -> Letter:
    return Letter(
        key=key,
        kind=kind.name,
        purpose=kind.purpose,
        refs=dict(refs or {}),
        due_at=due_at or clock.now(),
        message_id=_message_id(key),
    )


def deliver_due(*, most: int = 200) -> int:
    """Send what is due, one by one, until nothing is left or `most` were tried."""
    done = 0
    settle_stuck()
    while done < most and not settings.LETTERS_PAUSED and (pk := _claim()) is not None:
        deliver(pk)
        done += 1
    return done


def deliver(pk: int) -> None:
    """Send one claimed letter; whatever fails, it ends in a state that says what happened."""
    try:
        with transaction.atomic():
            letter = Letter.objects.select_for_update().get(pk=pk)
            if letter.state == LetterState.CLAIMED:
                _send_claimed(letter)
    except Exception as error:
        # Rendering or deciding failed before anything was handed over: try again later.
        log.error("letter failed", letter=pk, error=type(error).__name__)
        with transaction.atomic():
            letter = Letter.objects.select_for_update().get(pk=pk)
            if letter.state == LetterState.CLAIMED:
                _try_later(letter, type(error).__name__)


def settle_stuck() -> None:
    """A claim that outlived its sender has an unknown fate: look it up before anything else."""
    old = clock.now() - timedelta(seconds=CLAIM_SECONDS)
    stuck = Letter.objects.filter(state=LetterState.CLAIMED, claimed_at__lt=old)
    unknown = Letter.objects.filter(state=LetterState.UNKNOWN, claimed_at__lt=old, note="")
    for pk in [*stuck.values_list("pk", flat=True), *unknown.values_list("pk", flat=True)]:
        with transaction.atomic():
            letter = (
                Letter.objects.select_for_update(skip_locked=True)
                .filter(pk=pk, state__in=[LetterState.CLAIMED, LetterState.UNKNOWN])
                .first()
            )
            if letter is not None:
                _settle(letter)


def unsubscribe_token(recipient_id: int, purpose: str) -> str:
    """The signed, never expiring token of a letter's List-Unsubscribe header (RFC 8058)."""
    return signing.dumps([recipient_id, purpose], salt=_TOKEN_SALT, compress=True)


def read_token(token: str) -> tuple[int, str] | None:
    """Whom and what a token names; None where it was not made by us."""
    try:
        recipient_id, purpose = signing.loads(token, salt=_TOKEN_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(recipient_id), str(purpose)


def unsubscribe(recipient_id: int, purpose: str) -> None:
    """Stop the letters of one purpose. It changes no consent and no permission."""
    if purpose != ESSENTIAL:
        Unsubscription.objects.get_or_create(recipient_id=recipient_id, purpose=purpose)


def resubscribe(recipient_id: int, purpose: str) -> None:
    """Allow the letters of one purpose again."""
    Unsubscription.objects.filter(recipient_id=recipient_id, purpose=purpose).delete()


def unsubscribed(recipient_id: int | None, purpose: str) -> bool:
    """True where the person switched this purpose off; essential letters have no switch."""
    if purpose == ESSENTIAL or recipient_id is None:
        return False
    return Unsubscription.objects.filter(recipient_id=recipient_id, purpose=purpose).exists()


def _claim() -> int | None:
    """Take the oldest due letter for this worker; others skip it (SKIP LOCKED)."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE lib_letter SET state = 'claimed', claimed_at = %s, attempts = attempts + 1
            WHERE id = (SELECT id FROM lib_letter WHERE state = 'due' AND due_at <= %s
                        ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT 1)
            RETURNING id
            """,
            [now, now],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _send_claimed(letter: Letter) -> None:
    made = _kinds.get(letter.kind)
    if made is None:
        return _move(letter, LetterState.DEAD, "no such kind")
    if unsubscribed(letter.recipient_id, letter.purpose):
        return _move(letter, LetterState.CANCELED, "unsubscribed")
    address = _address(letter)
    if not address:
        return _move(letter, LetterState.CANCELED, "no address")
    decision = made.decide(letter)
    if isinstance(decision, Cancel):
        return _move(letter, LetterState.CANCELED, decision.reason)
    fate = smtp.send(compose(made, letter, address, decision))
    return _note_fate(letter, fate)


def _note_fate(letter: Letter, fate: Fate) -> None:
    if fate is Fate.TAKEN:
        letter.sent_at = clock.now()
        _move(letter, LetterState.SENT)
    elif fate is Fate.REFUSED:
        _move(letter, LetterState.BOUNCED, "refused by the mail server")
        _ask_staff(letter, "letter_bounced")
    elif fate is Fate.UNKNOWN:
        _move(letter, LetterState.UNKNOWN)
    else:
        _try_later(letter, "mail server away")


def _try_later(letter: Letter, note: str) -> None:
    if letter.attempts >= MOST_ATTEMPTS:
        _move(letter, LetterState.DEAD, note)
        return _ask_staff(letter, "letter_dead")
    letter.due_at = clock.now() + timedelta(
        seconds=min(RETRY_MOST_SECONDS, RETRY_SECONDS * 2**letter.attempts)
    )
    return _move(letter, LetterState.DUE, note)


def _settle(letter: Letter) -> None:
    if letter.state == LetterState.CLAIMED:
        _move(letter, LetterState.UNKNOWN)
    taken = smtp.was_taken(letter.message_id)
    if taken is None:
        letter.note = "staff must find out"
        letter.save(update_fields=["note"])
        return _ask_staff(letter, "letter_unknown")
    if taken:
        letter.sent_at = clock.now()
        return _move(letter, LetterState.SENT, "found at the delivery service")
    return _move(letter, LetterState.DUE, "the delivery service never had it")


def _move(letter: Letter, to: LetterState, note: str = "") -> None:
    states.check(MOVES, letter.state, to)
    letter.state, letter.note = to, note
    letter.save(update_fields=["state", "note", "due_at", "sent_at"])


def _ask_staff(letter: Letter, kind: str) -> None:
    StaffTask.objects.get_or_create(
        key=f"{kind}:{letter.pk}", defaults={"kind": kind, "refs": {"letter": letter.pk}}
    )


def _address(letter: Letter) -> str:
    if letter.address:
        return str(letter.address)
    people = get_user_model().objects.filter(is_active=True)
    user = people.filter(pk=letter.recipient_id).first() if letter.recipient_id else None
    return user.email if user else ""


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


def _message_id(key: str) -> str:
    """Stable per letter and opaque: a provider that is asked twice knows it is the same."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{key}".encode()).hexdigest()[:32]
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "rareshare.example"
    return f"<{digest}@{host}>"
