"""What writing, accepting and reverting share: the next version of a locked section."""

from collections.abc import Iterable

from accounts.models import User
from communities.groups.models import Community
from communities.pages import queries
from communities.pages.models import (
    Announcement,
    PageEvent,
    Reference,
    Section,
    SectionKind,
    SectionVersion,
)
from communities.pages.states import MOVES, State
from rareshare.lib import readability, states
from rareshare.lib.errors import Invalid, Stale
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_markdown

MOST_TEXT = 20_000


def checked_text(text: str) -> str:
    """A section holds at most 20,000 characters that can be shown honestly, and no more HTML than
    a page can bear."""
    return clean_markdown(text, "text", limit=MOST_TEXT)


def section_for_writing(community: Community, kind: str, version: int) -> Section:
    """The section under its lock; Stale where it is not at the number that the writer saw."""
    if kind not in SectionKind.values:
        raise Invalid("There is no such section.", field="kind")
    section = locked(Section.objects.get_or_create(community=community, kind=kind)[0])
    section.community = community
    if section.version != version:
        raise Stale("Somebody changed this section since you read it. Your text is kept below.")
    return section


def chosen_sources(community: Community, ids: Iterable[int]) -> list[Reference]:
    """The works that a text rests on; each must stand on this community's page."""
    wanted = set(ids)
    works = Reference.objects.current().filter(community=community, pk__in=wanted)
    found = list(works.select_for_update(no_key=True).order_by("pk"))  # none vanishes meanwhile
    if len(found) != len(wanted):
        raise Invalid("Choose works that stand in the list of references.", field="sources")
    return found


def publish(
    section: Section, *, text: str, by: User, why: str, sources: list[Reference] | None, tell: bool
) -> SectionVersion:
    """Replace the present text. A text that is taken away always tells the followers; without
    `sources` the new text rests on the works of the one before."""
    present = section.versions.filter(state=State.PUBLISHED).first()
    before = list(present.sources.current()) if present else []
    works = before if sources is None else sources
    same = text == (present.text if present else "") and set(works) == set(before)
    if same:
        raise Invalid("The text is the same as before. Change it, then save.", field="text")
    if present is not None:
        _move(present, State.REPLACED)
    section.version += 1
    section.save(update_fields=["version"])
    written = SectionVersion.objects.create(
        section=section,
        number=section.version,
        text=text,
        why=why,
        author=by,
        reading_grade=readability.grade_of(text, queries.names_in_texts(section.community)),
    )
    written.sources.set(works if text else [])
    if tell or not text:
        Announcement.objects.create(version=written)
    return written


def record(written: SectionVersion, verb: str, *, by: User, note: str = "") -> None:
    """One row of history, in the transaction of the step."""
    PageEvent.objects.create(
        community=written.section.community,
        section=written.section,
        version=written.number,
        verb=verb,
        by=by,
        to_state=written.state,
        note=note,
    )


def _move(version: SectionVersion, to: State) -> None:
    """The one place that changes a version's state; what replaces it says who and when."""
    states.check(MOVES, version.state, to)
    version.state = to
    version.save(update_fields=["state"])
