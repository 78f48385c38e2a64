"""Every letter leaves exactly once although senders are killed and the mail server misbehaves.

The control resends letters of unknown fate blindly; it must be caught sending some twice.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from proofs import FULL, ROOT, house, tell

LETTERS = 3_000 if FULL else 120
SENDERS = 2
FAULTS = ["cut_before", "cut_after_taking", "cut_after", "later", "refuse"]
CLAIM_SECONDS = 2.0  # senders here die often; a claim must not wait 90 seconds each time


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
    os.environ.update(
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=str(server.port),
        EMAIL_TIMEOUT="2",
        LETTER_LOOKUP_URL=server.lookup_url,
    )
    kills = disturb(server, variant, done=lambda: not Letter.objects.exclude(state="sent").exists())
    taken = Counter(str(m["Message-ID"]) for m in server.messages)
    wanted = set(Letter.objects.values_list("message_id", flat=True))
    server.close()
    return len(wanted - set(taken)), sum(n - 1 for n in taken.values() if n > 1), kills


def disturb(server: object, variant: str, done: object) -> int:
    """Kill senders at random moments and switch the server's faults, until all are sent."""
    chooser, kills = random.Random(11), 0
    senders = [sender(variant) for _ in range(SENDERS)]
    end = time.monotonic() + (1_800 if FULL else 150)
    while not done() and time.monotonic() < end:  # type: ignore[operator]
        calm = chooser.random() < 0.6
        server.mode = "" if calm else chooser.choice(FAULTS)  # type: ignore[attr-defined]
        time.sleep(chooser.uniform(0.5, 1.5))
        place = chooser.randrange(SENDERS)
        senders[place].send_signal(signal.SIGKILL)
        senders[place].wait()
        senders[place] = sender(variant)
        kills += 1
    for process in senders:
        process.kill()
        process.wait()
    return kills


def sender(variant: str) -> "subprocess.Popen[bytes]":
    """One process that sends what is due, for ever."""
    return subprocess.Popen([sys.executable, "-m", "proofs.letters", variant], cwd=ROOT)


def declare() -> object:
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


def send(variant: str) -> None:
    """What a sender process does."""
    import django

    django.setup()
    from rareshare.lib import letters, smtp

    declare()
    letters.CLAIM_SECONDS = CLAIM_SECONDS  # type: ignore[misc]
    letters.RETRY_SECONDS = 0.05
    if variant == "blind":
        smtp.was_taken = lambda message_id: False
    while True:
        letters.deliver_due()
        time.sleep(0.1)


if __name__ == "__main__":
    send(sys.argv[1]) if len(sys.argv) > 1 else main()
