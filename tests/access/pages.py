"""The page of a community: everybody reads, its leader writes."""

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


def section(world: World) -> dict[str, str]:
    """The section that is written."""
    return {**place(world), "kind": "what"}


def work(world: World) -> dict[str, object]:
    """The work that is there."""
    return {**place(world), "pk": world.reference.pk}


_TEXT = {"text": "It is very cold.", "version": "1"}
_MATCH = {"If-Match": '"1"'}
ROWS = [
    Row("pages:section", "GET", LEADER, section),
    Row("pages:section", "POST", page(others=403, dora=302), section, _TEXT),
    Row("pages:references", "GET", LEADER, place),
    Row("pages:references", "POST", page(others=403, dora=302), place, WORK),
    Row("pages:reference-removal", "POST", page(others=403, dora=302), work),
    Row("pages-api:sections", "GET", EVERYONE, place),
    Row("pages-api:section", "GET", EVERYONE, section),
    Row(
        "pages-api:section",
        "PUT",
        api(others=403, dora=200),
        section,
        {"text": "It is very cold."},
        headers=_MATCH,
    ),
    Row("pages-api:versions", "GET", api(others=403, dora=200), section),
    Row("pages-api:references", "GET", EVERYONE, place),
    Row("pages-api:references", "POST", api(others=403, dora=201), place, WORK),
    Row("pages-api:reference", "GET", EVERYONE, work),
    Row("pages-api:reference", "DELETE", api(others=403, dora=204), work),
]
