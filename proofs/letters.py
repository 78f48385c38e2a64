"""Every letter leaves exactly once although senders are killed and the mail server misbehaves.

The control resends letters of unknown fate blindly; it must be caught sending some twice.
"""

import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from proofs import FULL, house, tell

LETTERS = 3_000 if FULL else 120
SENDERS = 2
FAULTS = ["cut_before", "cut_after_taking", "cut_after", "later", "refuse"]
_forks = multiprocessing.get_context("forkserver")
CLAIM_SECONDS = 1.0  # senders here die often; a claim must not wait 90 seconds each time


def main() -> None:
    """The proof, then its control."""
    missing, double, kills = run("asking")
    _, control, _ = run("blind")
    good = missing == 0 and double == 0 and control > 0
    tell(
        f"prove-letters: {LETTERS} letters, {kills} kill -9: {missing} missing, {double} double;"
        f" control that resends blindly: {control} double.",
        good=good,
    )


def run(variant: str) -> tuple[int, int, int]:
    """(missing, double, kills) of one run."""
    house("letters")
    from rareshare.lib import letters
    from rareshare.lib.models import Letter
    from tests.mailserver import MailServer

    server, kind = MailServer(), declare()
    server.delay = 0.05  # so that many senders die in the middle of a message
    for number in range(LETTERS):
        letters.queue(kind, key=f"proof:{number}", address="sam@example.org")
    os.environ["RARESHARE_DOOR"] = "worker"
    _forks.set_forkserver_preload(["rareshare.wsgi"])
    kills = disturb(server, variant, done=lambda: not Letter.objects.exclude(state="sent").exists())
    taken = Counter(str(m["Message-ID"]) for m in server.messages)
    wanted = set(Letter.objects.values_list("message_id", flat=True))
    server.close()
    return len(wanted - set(taken)), sum(n - 1 for n in taken.values() if n > 1), kills


def disturb(server: Any, variant: str, done: Callable[[], bool]) -> int:
    """Kill senders at random moments and switch the server's faults, until all are sent."""
    chooser, kills = random.Random(11), 0
    senders = [sender(server, variant) for _ in range(SENDERS)]
    end = time.monotonic() + (1_800 if FULL else 150)
    while not done() and time.monotonic() < end:
        calm = chooser.random() < 0.6
        server.mode = "" if calm else chooser.choice(FAULTS)
        _progress(server, chooser.randint(1, 6))
        time.sleep(chooser.uniform(0, 0.1))  # so that the blow falls at any point of a letter
        place = chooser.randrange(SENDERS)
        senders[place].kill()  # SIGKILL: nothing can be tidied up
        senders[place].join()
        senders[place] = sender(server, variant)
        kills += 1
    for process in senders:
        process.kill()
        process.join()
    return kills


def _progress(server: Any, messages: int) -> None:
    """Wait until some more messages were taken, but not long: faults hold them all."""
    patience = 3.0 if server.mode == "" else 0.6
    wanted, end = len(server.messages) + messages, time.monotonic() + patience
    while len(server.messages) < wanted and time.monotonic() < end:
        time.sleep(0.02)


def sender(server: Any, variant: str) -> Any:
    """One process that sends what is due, for ever; forked from one that has loaded the house."""
    process = _forks.Process(
        target=send, args=(variant, server.port, server.lookup_url), daemon=True
    )
    process.start()
    return process


def declare() -> Any:
    """The kind of letter of this proof, with its templates."""
    from django.conf import settings

    from rareshare.lib import letters

    folder = Path(__file__).parent / "templates"
    if folder not in settings.TEMPLATES[0]["DIRS"]:
        settings.TEMPLATES[0]["DIRS"].append(folder)
    return letters.kind(
        "proof_note",
        purpose=letters.ESSENTIAL,
        decide=lambda letter: {},
        folder="proofs/emails/proof_note",
    )


def send(variant: str, port: int, lookup_url: str) -> None:
    """What a sender process does."""
    from django.conf import settings

    from rareshare.lib import delivery, smtp

    declare()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2
    settings.EMAIL_USE_TLS, settings.LETTER_LOOKUP_URL = False, lookup_url
    delivery.CLAIM_SECONDS = CLAIM_SECONDS
    delivery.RETRY_SECONDS, delivery.RETRY_MOST_SECONDS, delivery.MOST_ATTEMPTS = 0.02, 0.3, 1_000
    if variant == "blind":
        smtp.was_taken = lambda message_id: False
    while True:
        delivery.deliver_due()
        time.sleep(0.1)


if __name__ == "__main__":
    main()
