"""The page of a community: everybody reads, members suggest, its leader writes, experts review."""

from communities.pages import operations
from tests.access import Row, World, api, page
from tests.access.groups import EVERYONE, place

LEADER = page(others=403, dora=200)
WORK = {"title": "Another work", "authors": "Snow J", "year": 2018}


def build(world: World) -> None:
    """One section and one work."""
    community, dora = world.community, world.cast.dora
    operations.write_section(community, "what", by=dora, text="It is cold.", version=0)
    work = {**WORK, "title": "On cold"}
    world.reference = operations.add_reference(community, by=dora, work=work)
    world.suggestion = operations.suggest_text(
        community, "what", by=world.cast.chidi, text="It is icy.", why="Truer", version=1
    )


def section(world: World) -> dict[str, str]:
    """The section that is written."""
    return {**place(world), "kind": "what"}


def work(world: World) -> dict[str, object]:
    """The work that is there."""
    return {**place(world), "pk": world.reference.pk}


def suggestion(world: World) -> dict[str, object]:
    """Chidi's suggestion, in an address of pages."""
    return {**place(world), "pk": world.suggestion.pk}


def suggested(world: World) -> dict[str, object]:
    """Chidi's suggestion, in an address of the API."""
    return {**section(world), "pk": world.suggestion.pk}


def text(world: World) -> dict[str, object]:
    """The first text of the section."""
    return {**section(world), "number": 1}


INSIDERS = {"chidi": 200, "dora": 200, "eze": 200, "alma": 200}
MEMBERS_POST = dict.fromkeys(INSIDERS, 302)
EXPERT = page(others=403, eze=200)
_BACK = {"version": "1", "why": "Truer"}
_SUGGESTED = {"text": "It is dry.", "why": "Truer", "version": "1"}
_ACCEPTED = {"text": "It is icy.", "version": "1"}
_REVIEW = {"verdict": "approved", "number": "1"}
_TEXT = {"text": "It is very cold.", "version": "1", "why": "Truer"}
_MATCH = {"If-Match": '"1"'}
ROWS = [
    Row("pages:section", "GET", LEADER, section),
    Row("pages:section", "POST", page(others=403, dora=302), section, _TEXT),
    Row("pages:references", "GET", LEADER, place),
    Row("pages:references", "POST", page(others=403, dora=302), place, WORK),
    Row("pages:reference-removal", "POST", page(others=403, dora=302), work),
    Row("pages:reference", "GET", LEADER, work),
    Row("pages:reference", "POST", page(others=403, dora=302), work, {**WORK, "version": "1"}),
    Row("pages:suggest", "GET", page(others=403, **INSIDERS), section),
    Row("pages:suggest", "POST", page(others=403, **MEMBERS_POST), section, _SUGGESTED),
    Row("pages:own-suggestions", "GET", page()),
    Row("pages:suggestion-withdrawal", "POST", page(others=404, chidi=302, dora=403), suggestion),
    Row("pages:suggestions", "GET", LEADER, place),
    Row("pages:suggestion", "GET", LEADER, suggestion),
    Row("pages:suggestion", "POST", page(others=403, dora=302), suggestion, _ACCEPTED),
    Row("pages:suggestion-decline", "GET", page(others=404), suggestion),
    Row(
        "pages:suggestion-decline", "POST", page(others=403, dora=302), suggestion, {"reason": "No"}
    ),
    Row("pages:history", "GET", page(others=403, **INSIDERS), section),
    Row("pages:revert", "GET", LEADER, text),
    Row("pages:revert", "POST", page(others=403, dora=400), text, _BACK),
    Row("pages:reviews", "GET", page()),
    Row("pages:review", "GET", EXPERT, section),
    Row("pages:review", "POST", page(others=403, eze=302), section, _REVIEW),
    Row("pages-api:sections", "GET", EVERYONE, place),
    Row("pages-api:section", "GET", EVERYONE, section),
    Row(
        "pages-api:section",
        "PUT",
        api(others=403, dora=200),
        section,
        {"text": "It is very cold.", "why": "Truer"},
        headers=_MATCH,
    ),
    Row("pages-api:versions", "GET", api(others=403, **INSIDERS), section),
    Row("pages-api:version", "GET", api(others=403, **INSIDERS), text),
    Row("pages-api:diff", "GET", api(others=403, **INSIDERS), section, query="old=1&new=1"),
    Row("pages-api:revert", "POST", api(others=403, dora=400), text, _BACK, headers=_MATCH),
    Row("pages-api:suggestions", "GET", api(), section),
    Row(
        "pages-api:suggestions",
        "POST",
        api(others=403, **dict.fromkeys(INSIDERS, 201)),
        section,
        {"text": "It is dry.", "why": "Truer"},
        headers=_MATCH,
    ),
    Row("pages-api:suggestion", "GET", api(others=404, chidi=200, dora=200), suggested),
    Row(
        "pages-api:suggestion-decision",
        "POST",
        api(others=404, chidi=403, dora=200),
        suggested,
        {"state": "declined", "reason": "No"},
    ),
    Row(
        "pages-api:suggestion-withdrawal",
        "POST",
        api(others=404, chidi=200, dora=403),
        suggested,
    ),
    Row("pages-api:section-reviews", "GET", api(others=403, **INSIDERS), section),
    Row(
        "pages-api:section-reviews",
        "POST",
        api(others=403, eze=201),
        section,
        {"verdict": "approved"},
        headers=_MATCH,
    ),
    Row("pages-api:references", "GET", EVERYONE, place),
    Row("pages-api:references", "POST", api(others=403, dora=201), place, WORK),
    Row("pages-api:reference", "GET", EVERYONE, work),
    Row("pages-api:reference", "PUT", api(others=403, dora=200), work, WORK, headers=_MATCH),
    Row("pages-api:reference", "DELETE", api(others=403, dora=204), work),
]
