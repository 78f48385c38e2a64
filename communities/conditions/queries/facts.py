"""What codes and classes mean to a reader: how a code fits, and shares of people in words."""

import re
from typing import Any

from communities.conditions.models import Relation

_FITS = {Relation.WIDER: "a wider group", Relation.NARROWER: "a part of it"}
_SHARE = re.compile(r"([<>]?) ?(\d+)(?:-(\d+))? ?/ ?(\d{1,3}(?: ?\d{3})*)")
# How each kind of measure is told. The last word stands for any kind that the list gains later.
_WHOM = {
    "Point prevalence": "{} people live with it",
    "Prevalence at birth": "{} babies are born with it",
    "Annual incidence": "{} people get it each year",
    "Lifetime Prevalence": "{} people get it at some time in life",
}
_CASES = "Cases/families"
_UNKNOWN = {"", "Unknown", "Not yet documented"}
_MOST_TOLD = 6


def code_fit(relation: str, *, validated: bool) -> str:
    """How a code fits its condition, where it is not the same thing."""
    fit = _FITS.get(Relation(relation), "")
    return fit if validated or not fit else f"{fit}, not yet checked"


def share_in_words(share: str) -> str:
    """A class such as `1-9 / 100 000` as `1 to 9 of every 100,000`; empty where nobody knows."""
    found = _SHARE.fullmatch(share)
    if not found:
        return "" if share in _UNKNOWN else share
    sign, least, most, whole = found[1], found[2], found[3], int(found[4].replace(" ", ""))
    of = f"of every {whole:,}"
    if sign:
        return f"{'fewer' if sign == '<' else 'more'} than {least} {of}"
    return f"{least} to {most} {of}" if most else f"{least} {of}"


def prevalence_in_words(row: dict[str, Any]) -> str:
    """One statement as a sentence without its place; empty where it says nothing."""
    if row["kind"] == _CASES:
        mean = float(row["mean"] or 0)
        return f"About {mean:,.0f} people or families are known" if mean >= 1 else ""
    share = share_in_words(row["share"])
    if not share:
        return ""
    words = _WHOM.get(row["kind"], f"{{}} people ({row['kind'].lower()})").format(share)
    return words[0].upper() + words[1:]


def prevalences_shown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What readers are told: each sentence once with its places, checked ones only where there are
    any, the world before regions."""
    checked = [row for row in rows if row["validated"]] or rows
    told: dict[str, dict[str, Any]] = {}
    for row in sorted(checked, key=lambda row: (row["place"] != "Worldwide", row["place"])):
        if words := prevalence_in_words(row):
            line = told.setdefault(words, {"words": words, "places": [], "pmids": []})
            line["places"] += [row["place"]] if row["place"] not in line["places"] else []
            line["pmids"] += [one for one in row["pmids"] if one not in line["pmids"]]
    return list(told.values())[:_MOST_TOLD]
