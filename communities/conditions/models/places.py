"""Where codes can be looked up on the web, and which code such an address is about. Pure values."""

import re

from communities.conditions.models.condition import System

# Systems without a public page for a single code have none.
_PLACES = {
    System.ORPHA: "https://www.orpha.net/en/disease/detail/{}",
    System.OMIM: "https://omim.org/entry/{}",
    System.GARD: "https://rarediseases.info.nih.gov/diseases/{}/index",
    System.MONDO: "https://purl.obolibrary.org/obo/MONDO_{}",
    System.ICD10: "https://icd.who.int/browse10/2019/en#/{}",
    System.ICD10CM: "https://icd10cmtool.cdc.gov/?query={}",
    System.MESH: "https://meshb.nlm.nih.gov/record/ui?ui={}",
    System.UMLS: "https://uts.nlm.nih.gov/uts/umls/concept/{}",
    System.MEDGEN: "https://www.ncbi.nlm.nih.gov/medgen/{}",
}
_SERIES = "https://omim.org/phenotypicSeries/{}"
# Any language of Orphanet's pages, and their older form.
_ORPHANET = re.compile(
    r"orpha\.net/(?:[a-z]{2}/disease/detail/|\S*[?&]Expert=)(\d+)", re.IGNORECASE
)
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)


def code_url(system: str, value: str) -> str:
    """The public page of a code, where there is one."""
    if value.startswith("PS"):
        return _SERIES.format(value)
    place = _PLACES.get(System(system), "")
    return place.format(value) if place else ""


def code_at(address: str) -> tuple[System, str] | None:
    """The code whose page an address is, with or without https:// and www; None for other text."""
    bare = address[len(_leading(address)) :]
    if found := _ORPHANET.match(bare):
        return System.ORPHA, found[1]
    for system, place in [*_PLACES.items(), (System.OMIM, _SERIES)]:
        begin = place[len(_leading(place)) :].partition("{}")[0]
        value = re.match(r"[A-Za-z0-9.-]+", bare[len(begin) :])
        if value and bare[: len(begin)].casefold() == begin.casefold():
            return system, value[0]
    return None


def _leading(address: str) -> str:
    found = _SCHEME.match(address)
    return found[0] if found else ""
