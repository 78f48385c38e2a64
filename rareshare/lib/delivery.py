"""What becomes of a letter: claim, decide, send, note.

The text is rendered when it is sent, under the locks of `decide`, so a letter that is no longer
wanted never leaves. A letter of unknown fate is looked up, never resent blindly.
"""

from datetime import timedelta

import structlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from rareshare.lib import clock, letters, smtp, states
from rareshare.lib.envelopes import compose
from rareshare.lib.letter_states import MOVES, LetterState
from rareshare.lib.models import Letter, StaffTask
from rareshare.lib.smtp import Fate
from rareshare.lib.subscriptions import unsubscribed

log = structlog.get_logger(__name__)
CLAIM_SECONDS = 90  # longer than one SMTP conversation at EMAIL_TIMEOUT can last
MOST_ATTEMPTS = 8
RETRY_SECONDS = 10.0  # doubled with every attempt
RETRY_MOST_SECONDS = 3_600.0


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
    made = letters.kinds().get(letter.kind)
    if made is None:
        return _move(letter, LetterState.DEAD, "no such kind")
    if unsubscribed(letter.recipient_id, letter.purpose):
        return _move(letter, LetterState.CANCELED, "unsubscribed")
    address = _address(letter)
    if not address:
        return _move(letter, LetterState.CANCELED, "no address")
    decision = made.decide(letter)
    if isinstance(decision, letters.Cancel):
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
