"""Display names: which are refused, and the skeleton that makes look-alikes equal.

The idea is that of Unicode Technical Standard 39 (confusables, mixed scripts). Latin variants are
found from the characters' own names, other scripts from a table.
"""

import re
import unicodedata
from functools import cache

from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line

MIN_LENGTH, MAX_LENGTH = 2, 40

_PUNCTUATION = " '’.-_"
_SCRIPTS = re.findall(
    r"\w+",
    """LATIN CYRILLIC GREEK ARMENIAN HEBREW ARABIC DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL
    TELUGU KANNADA MALAYALAM SINHALA THAI LAO TIBETAN MYANMAR GEORGIAN HANGUL ETHIOPIC KHMER
    HIRAGANA KATAKANA CJK BOPOMOFO THAANA""",
)
# Scripts that are written together in one language.
_TOGETHER = [{"HIRAGANA", "KATAKANA", "CJK"}, {"HANGUL", "CJK"}, {"BOPOMOFO", "CJK"}]
_RESERVED = re.findall(
    r"\w+",
    """admin administrator administration board coordinator moderator mod official owner rareshare
    registry root staff support system team webmaster""",
)
# What a letter of another script (after case folding) looks like, small or capital.
_LOOKS_LIKE = {
    **dict(zip("авсԁеғһіјкӏмнорԛгѕтуԝхзьъбпцчш", "abcdefhijklmhopqrstywx3bb6nu4w", strict=True)),
    **dict(zip("αβγδεζηικλμνορστυχωϲϳ", "abydezniklmvopotuxwcj", strict=True)),
    **dict(zip("աբգզհյոսցւքֆօտղո", "wbqqhjnugwpfosnn", strict=True)),
    **dict(zip("ɑɩɪɡʏʀʟʙʜɴɢƨƽɔəɐɯʋʌ", "aiigyrlbhngssoeamvv", strict=True)),
    "ƅ": "b",
    "ꞵ": "b",
    "ß": "b",
    "ꮯ": "c",
    "ѵ": "v",
    "ԍ": "g",
    "є": "e",
    "я": "r",
    "и": "n",
    "æ": "ae",
    "œ": "oe",
    "þ": "p",
    "ð": "d",
    "ŋ": "n",
    "ĸ": "k",
    "ƿ": "p",
    "ʒ": "3",
    "0": "o",
    "1": "l",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
}
_LATIN = re.compile(
    r"LATIN (?:(?:SMALL|CAPITAL) LETTER (?:SCRIPT |DOTLESS |OPEN |TURNED |REVERSED )?"
    r"|LETTER SMALL CAPITAL )([A-Z])(?: WITH .*)?"
)


def checked(name: str) -> str:
    """The name as it is shown, or Invalid: 2 to 40 characters, letters of one script, digits and
    simple marks, no hidden characters, and no word that sounds like staff."""
    honest = clean_line(name, "display_name", limit=MAX_LENGTH)
    text = clean_line(unicodedata.normalize("NFKC", honest), "display_name", limit=MAX_LENGTH)
    if len(text) < MIN_LENGTH or not any(letter.isalpha() for letter in text):
        raise Invalid("Write a name with 2 letters or more.", field="display_name")
    if not all(_is_plain(letter) for letter in text):
        raise Invalid(
            "Use only letters, digits, spaces, dots, dashes and apostrophes.", field="display_name"
        )
    if not _one_script(text):
        raise Invalid("Use the letters of one alphabet only.", field="display_name")
    if _sounds_official(text):
        raise Invalid(
            "This name sounds like RareShare staff. Choose another name.", field="display_name"
        )
    return text


def skeleton(name: str) -> str:
    """What is left of a name when look-alike letters, case, accents, spaces and marks are taken
    away. Two names with one skeleton cannot be told apart at a glance."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    letters = "".join(_prototype(letter) for letter in unicodedata.normalize("NFKD", folded))
    return letters.replace("rn", "m").replace("vv", "w").replace("i", "l").replace("j", "l")


@cache
def _prototype(letter: str) -> str:
    if not letter.isalnum():
        return ""
    if letter in _LOOKS_LIKE:
        look = _LOOKS_LIKE[letter]
        return _LOOKS_LIKE.get(look, look)
    match = _LATIN.fullmatch(unicodedata.name(letter, ""))
    return match.group(1).lower() if match else letter


def _is_plain(letter: str) -> bool:
    if letter in _PUNCTUATION:
        return True
    kind = unicodedata.category(letter)
    return kind in {"Nd", "Mn", "Mc"} or (kind[0] == "L" and _script(letter) in _SCRIPTS)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0].split("-")[0]


def _one_script(text: str) -> bool:
    scripts = {_script(letter) for letter in text if letter.isalpha()}
    return len(scripts) == 1 or any(scripts <= group for group in _TOGETHER)


def _sounds_official(text: str) -> bool:
    words = {skeleton(word) for word in re.split(r"[\s._\-]+", text)}
    reserved = {skeleton(word) for word in _RESERVED}
    whole = skeleton(text)
    return bool(words & reserved) or whole in reserved or skeleton("rareshare") in whole
