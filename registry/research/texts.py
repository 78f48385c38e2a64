"""The rules for researchers and the agreement of use: texts that are signed by their hash."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rareshare.lib.crypto import digest

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Signable:
    """A text in Markdown, and the SHA-256 of its bytes that a signature names."""

    text: str
    sha256: str


@cache
def rules() -> Signable:
    """What a researcher accepts before the first question."""
    return _read("rules-1.md")


@cache
def agreement() -> Signable:
    """What a researcher signs after an approval, before anything is passed on."""
    return _read("agreement-1.md")


def _read(name: str) -> Signable:
    text = (_DATA / name).read_text(encoding="utf-8")
    return Signable(text, digest(text))
