"""What somebody puts under a text, and the checks of a signature that need no row."""

from dataclasses import dataclass, field

from accounts.models import User
from rareshare.lib import limits
from rareshare.lib.errors import Invalid, WrongState
from rareshare.lib.text import clean_line
from registry.enrollment.models import ConsentVersion

TRIES = limits.Limit("signature", 10, 900)
NEW_TEXT = "The text has changed. Read it again, then sign."


@dataclass(frozen=True)
class Signing:
    """The hash of what the signer saw, the printed name, the statements that were ticked, and the
    proof that it is them (password, or a sign-in a few minutes ago)."""

    sha256: str
    printed_name: str
    statements: frozenset[str]
    password: str = field(default="", repr=False)
    signed_in_recently: bool = False


def confirm_signer(user: User, signing: Signing) -> None:
    """The signer has just signed in, or types the password; 10 tries in 15 minutes. Counted outside
    the transaction of the signature, so that a refused try counts."""
    if signing.signed_in_recently:
        return
    if not signing.password:
        raise Invalid("Type your password, so that we know it is you.", field="password")
    limits.count(TRIES, str(user.pk))
    if not user.check_password(signing.password):
        raise Invalid("This password is not right. Try again.", field="password")
    limits.forget(TRIES, str(user.pk))


def refuse_other_text(sha256: str, version: ConsentVersion) -> None:
    """A signature under other bytes than the published ones counts for nothing."""
    if sha256 != version.sha256:
        raise WrongState(NEW_TEXT)


def checked_name(signing: Signing, version: ConsentVersion) -> str:
    """The printed name; refused where it is missing or a statement is not ticked."""
    wrong: dict[str, str] = {}
    name = clean_line(signing.printed_name, "printed_name", limit=150)
    if not any(character.isalpha() for character in name):
        wrong["printed_name"] = "Type your full name."
    if {statement["key"] for statement in version.statements} - signing.statements:
        wrong["statements"] = "Tick each statement, if it is true."
    if wrong:
        raise Invalid(wrong)
    return name
