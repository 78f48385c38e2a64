"""Letters about the account itself: codes, links and notes that something was changed."""

import json

from accounts.models import SealedNote
from rareshare.lib import clock, letters
from rareshare.lib.models import Letter


def _sealed_facts(letter: Letter) -> letters.Decision:
    """Open the facts of a security letter; after their end nothing is sent any more."""
    note = SealedNote.objects.filter(pk=letter.refs["note"]).first()
    if note is None or note.expires_at <= clock.now():
        return letters.Cancel("the code or link ended")
    return dict(json.loads(note.body))


# What happened, in the past tense; each has a folder of three templates.
SECURITY = {
    name: letters.kind(name, purpose=letters.ESSENTIAL, decide=_sealed_facts)
    for name in (
        "sign_in_code_requested",
        "address_unknown",
        "address_code_requested",
        "account_existed",
        "password_reset_requested",
        "account_changed",
    )
}


def security_letter(kind: str, note: SealedNote, *, address: str, key: str) -> None:
    """A letter that must come at once and cannot be switched off."""
    letters.queue(SECURITY[kind], key=f"{kind}:{key}", address=address, refs={"note": note.pk})
