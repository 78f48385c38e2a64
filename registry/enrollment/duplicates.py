"""Finding the same person twice without comparing anybody's data."""

import unicodedata
from datetime import date

from rareshare.lib.crypto import blind_index


def person_index(name: str, born: date, country: str) -> str:
    """A keyed digest in which spelling, accents and the order of the names do not matter."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(
        character if character.isalnum() else " "
        for character in plain
        if not unicodedata.combining(character)
    )
    return blind_index("person", f"{' '.join(sorted(kept.split()))}|{born.isoformat()}|{country}")
