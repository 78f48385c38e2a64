"""What the words of a search say by themselves, before any illness is looked for."""

import re


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"['’`´]", "", text.casefold())))


# Only texts made of these words alone are read so: a name of an illness always has another word.
_PLAIN = _words(
    "a an am and are been but can cannot cant do doctor doctors does dont for get got had has have "
    "havent i im in is it me my mystery name named no nobody none nothing of or our person still "
    "that the them they this to unclear unnamed us waiting we what which with yet you"
)
_ILLNESS = _words(
    "condition conditions disease diseases disorder disorders illness illnesses sickness syndrome "
    "syndromes"
)
_WIDE = _words(
    "acquired adult autosomal chronic common congenital dominant familial genetic hereditary "
    "inherited kind medical new rare recessive severe type types"
)
_DENIED = _words(
    "cannot cant dont havent mystery no nobody none not nothing unclear unnamed waiting without yet"
)
_DIAGNOSIS = _words("diagnose diagnosed diagnoses diagnosis know known knows name named")
_UNDIAGNOSED = _words("undiagnosed misdiagnosed unknown")


def means_no_diagnosis(text: str) -> bool:
    """The words say that somebody has no diagnosis, such as "diagnosis unknown" or "I do not
    know", and name no illness."""
    words = _words(text)
    if not words <= _PLAIN | _ILLNESS | _DENIED | _DIAGNOSIS | _UNDIAGNOSED | {"rare"}:
        return False
    return bool(words & _UNDIAGNOSED or (words & _DENIED and words & _DIAGNOSIS))


def is_too_wide(text: str) -> bool:
    """Thousands of names hold these words and no other, such as "rare disease"."""
    words = _words(text)
    return bool(words & (_ILLNESS | _WIDE)) and words <= _PLAIN | _ILLNESS | _WIDE
