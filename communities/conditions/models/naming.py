"""How a condition gets its key, its slug and the large first letter of its title."""

import base64
import hashlib
import re
import unicodedata

SLUG_LENGTH = 140


def key_for(identity: str) -> str:
    """An opaque key of ten characters that every installation derives alike from a source's code.
    Fifty bits: among 20,000 conditions two alike are less likely than one in five million."""
    digest = hashlib.sha256(f"condition {identity}".encode()).digest()
    return base64.b32encode(digest).decode().lower()[:10]


def slug_for(name: str) -> str:
    """The name in an address: ASCII letters, digits and hyphens. '+' is a word, because T-B+ and
    T-B- are different illnesses."""
    plain = unicodedata.normalize("NFKD", name.replace("+", " plus "))
    letters = plain.encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['`]", "", letters)).strip("-")
    return slug if len(slug) <= SLUG_LENGTH else slug[:SLUG_LENGTH].rsplit("-", 1)[0]


def comparable(name: str) -> str:
    """The name without case, accents and punctuation, so that spellings meet, in any script. A
    name in Latin letters is compared as it stands in an address."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    letters = [one for one in plain if one.isalpha()]
    if all(unicodedata.name(one, "").startswith("LATIN") for one in letters):
        return slug_for(name)
    marks = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"[\W_]+", "-", marks).strip("-")


def address_for(name: str) -> str:
    """The name in an address. One whose letters cannot stand there has an opaque word instead, the
    same for the same name; the digits and few Latin letters in it would not tell it from others."""
    known = comparable(name)
    return known if known.isascii() else f"name-{key_for(known)}"


def title_for(name: str) -> str:
    """The name as a title. A first word that mixes cases or holds digits stays as it is."""
    first = re.split(r"[\s,/-]", name, maxsplit=1)[0]
    plain_word = len(first) > 1 and first.isalpha() and first.islower()
    return name[0].upper() + name[1:] if plain_word else name
