"""The one spelling of an e-mail address, so that no two accounts can share a mailbox's look."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line

MAX_LENGTH = 254


def normalized(address: str) -> str:
    """Lower-case NFKC without outer spaces. What is not ASCII afterwards is no address here: case
    folding of other letters has led reset letters astray (CVE-2019-19844). What is far too long is
    cut before, as it is no address either."""
    return unicodedata.normalize("NFKC", address.strip()[: 4 * MAX_LENGTH]).strip().lower()


def checked(address: str) -> str:
    """The normalized address, or Invalid where nobody could write to it."""
    text = normalized(clean_line(address, "email", limit=MAX_LENGTH))
    try:
        validate_email(text)
    except ValidationError:
        text = ""
    if not text or not text.isascii():
        raise Invalid("Write an e-mail address like name@example.org.", field="email")
    return text
