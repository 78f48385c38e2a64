"""The demo's sections and references, in our own plain words; no expert has reviewed them."""

import re
import tomllib
from pathlib import Path

from communities.pages import operations, queries
from rareshare.home.demo.cast import Cast
from rareshare.home.demo.communities import led_communities

_DATA = Path(__file__).parent / "data"


def load(cast: Cast) -> None:
    """Let each leader write the sections and name the works that are missing."""
    works = tomllib.loads((_DATA / "references.toml").read_text())
    for community, leader in led_communities():
        written = queries.contents_of(leader, community).sections
        for kind, text in sections(community.slug).items():
            if kind not in written:
                operations.write_section(community, kind, by=leader, text=text, version=0)
        known = set(queries.references_of(leader, community).values_list("title", "year"))
        for work in works.get(community.slug, []):
            if (work["title"], work["year"]) not in known:
                operations.add_reference(community, by=leader, work=work)


def sections(slug: str) -> dict[str, str]:
    """The texts of one community by the kind of their section."""
    path = _DATA / "sections" / f"{slug}.md"
    parts = re.split(r"^# ([a-z-]+)$", path.read_text(), flags=re.MULTILINE)[1:]
    return {kind: text.strip() for kind, text in zip(parts[::2], parts[1::2], strict=True)}
