"""Opaque identifiers that say nothing about the thing they name and cannot be guessed in order."""

import secrets

# No 0/O, 1/I/L or U: people read references over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_SLUG_ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"  # no vowels: an id never spells a word


def short_id(length: int = 6) -> str:
    """A random lower-case id for addresses; holds a digit, so that no name can equal it."""
    while True:
        text = "".join(secrets.choice(_SLUG_ALPHABET) for _ in range(length))
        if any(letter.isdigit() for letter in text):
            return text


def public_id() -> str:
    """A random id of 10 characters (about 48 bits) for objects behind a sign-in."""
    return short_id(10)


def community_id() -> str:
    """A random id of 6 characters for a community."""
    return short_id(6)


def reference(prefix: str) -> str:
    """`RS-XXXX-XXXX`: seven random characters and a check character (Luhn modulo 30)."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(7))
    body += _check_character(body)
    return f"{prefix}-{body[:4]}-{body[4:]}"


def participant_reference() -> str:
    """A reference of the registry; it says nothing about the illness."""
    return reference("RS")


def is_reference(text: str) -> bool:
    """True for a well-formed reference; a single wrong or two swapped characters are noticed."""
    body = text.partition("-")[2].replace("-", "")
    if len(body) != 8 or any(letter not in ALPHABET for letter in body):
        return False
    return _check_character(body[:-1]) == body[-1]


def _check_character(body: str) -> str:
    base, total = len(ALPHABET), 0
    for place, letter in enumerate(reversed(body)):
        value = ALPHABET.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // base + value % base
    return ALPHABET[(base - total % base) % base]
