"""The demo's sections and references, in our own plain words."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from communities.groups.models import Community
from communities.pages import operations, queries
from rareshare.home.demo.cast import Cast
from rareshare.home.demo.communities import led_communities
from rareshare.lib import clock

WRITTEN = timedelta(days=31)  # so long ago; reviews and the announcement came after it
_DATA = Path(__file__).parent / "data"
_TOLD = {"what", "causes", "signs", "diagnosis", "treatment"}  # what is worth a notice


def load(cast: Cast) -> None:
    """Let each leader name the works and write the sections that are missing."""
    works, sources = _table("references"), _table("sources")
    for community, leader in led_communities():
        known = set(queries.references_of(leader, community).values_list("title", "year"))
        for work in works.get(community.slug, []):
            if (work["title"], work["year"]) not in known:
                operations.add_reference(community, by=leader, work=work)
        written = queries.contents_of(leader, community).sections
        cited = _numbers(community)
        with clock.frozen(clock.now() - WRITTEN):
            for kind, text in sections(community.slug).items():
                if kind not in written:
                    names = sources.get(community.slug, {}).get(kind, [])
                    operations.write_section(
                        community,
                        kind,
                        by=leader,
                        text=text,
                        version=0,
                        sources=[cited[name] for name in names],
                        tell=kind in _TOLD and community.slug == "calciphylaxis",
                    )


def sections(slug: str) -> dict[str, str]:
    """The texts of one community by the kind of their section."""
    path = _DATA / "sections" / f"{slug}.md"
    parts = re.split(r"^# ([a-z-]+)$", path.read_text(), flags=re.MULTILINE)[1:]
    return {kind: text.strip() for kind, text in zip(parts[::2], parts[1::2], strict=True)}


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text())


def _numbers(community: Community) -> dict[str, int]:
    """The works by their first author and year."""
    works = community.references.filter(removed_at=None)
    return {f"{work.authors.split()[0]} {work.year}": work.pk for work in works}
