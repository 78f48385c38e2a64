"""Writing a section: each text is a new version, and nobody overwrites what they did not read."""

from django.db import transaction

from accounts.models import User
from communities.groups.models import Community
from communities.pages import permissions
from communities.pages.models import PageEvent, Section, SectionKind, SectionVersion
from communities.pages.states import MOVES, State
from rareshare.lib import states
from rareshare.lib.errors import Invalid, NotAllowed, Stale
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line, clean_text

MOST_TEXT = 20_000


def write_section(
    community: Community, kind: str, *, by: User, text: str, version: int, why: str = ""
) -> SectionVersion:
    """Publish a new text of a section. `version` is the number of the text that the writer saw, 0
    for none; Stale where another came in between. An empty text takes the section off the page.
    An expert's review belongs to the text it was made of, so a new text has none."""
    if kind not in SectionKind.values:
        raise Invalid("There is no such section.", field="kind")
    text = clean_text(text, "text", limit=MOST_TEXT)
    why = clean_line(why, "why", limit=200)
    with transaction.atomic():
        if not permissions.can_write_section(by, community):
            raise NotAllowed("Only leaders of this community write its page.")
        section = locked(Section.objects.get_or_create(community=community, kind=kind)[0])
        if section.version != version:
            raise Stale("Somebody changed this section since you read it. Your text is kept below.")
        present = section.versions.filter(state=State.PUBLISHED).first()
        if text == (present.text if present else ""):
            raise Invalid("The text is the same as before. Change it, then save.", field="text")
        if present is not None:
            _move(present, State.REPLACED)
        section.version += 1
        section.save(update_fields=["version"])
        written = SectionVersion.objects.create(
            section=section, number=section.version, text=text, why=why, author=by
        )
        _record(written)
    return written


def _move(version: SectionVersion, to: State) -> None:
    """The one place that changes a version's state; what replaces it says who and when."""
    states.check(MOVES, version.state, to)
    version.state = to
    version.save(update_fields=["state"])


def _record(written: SectionVersion) -> None:
    PageEvent.objects.create(
        community=written.section.community,
        section=written.section,
        version=written.number,
        verb="section_written" if written.text else "section_emptied",
        by=written.author,
        to_state=written.state,
        note=written.why,
    )
