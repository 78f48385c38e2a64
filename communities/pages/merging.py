"""How the page of a community follows it when it becomes part of another.

A section that only the source has moves as it is. Where both have a text the target's stands, and
the source's waits among the suggestions, for the leaders to take over what is worth it; its own
history stays with the source.
"""

from django.db.models import Q

from communities.groups import merging
from communities.groups.merging import Merge
from communities.pages.models import (
    Announcement,
    PageEvent,
    Reference,
    Section,
    SectionVersion,
    Suggestion,
)
from communities.pages.states import State, SuggestionState
from rareshare.lib import clock

_WHY = "This text stood on the page of a community that is now part of this one."


def move_rows(merge: Merge) -> None:
    """Sections, texts, suggestions and works; no work twice."""
    _move_works(merge)
    merging.carry(merge, Section, once=["kind"])
    for section in Section.objects.filter(community=merge.source):
        _join(section, Section.objects.get(community=merge.target, kind=section.kind), merge)
    # Nobody is told of changes of a page that is not there any more.
    silent = Announcement.objects.filter(version__section__community=merge.source, told_at=None)
    silent.update(told_at=clock.now())


def _join(section: Section, into: Section, merge: Merge) -> None:
    if not into.versions.exists():
        if section.versions.update(section=into):
            Section.objects.filter(pk=into.pk).update(version=section.version)
        Suggestion.objects.filter(section=section).update(section=into)
        return
    _suggest(section, into, merge)
    waiting = Suggestion.objects.filter(section=section, state=SuggestionState.SUGGESTED)
    waiting.update(section=into, based_on=0)


def _suggest(section: Section, into: Section, merge: Merge) -> None:
    """The source's text as a suggestion in the name of its author, once."""
    text = section.versions.filter(state=State.PUBLISHED).exclude(text="").first()
    known = Suggestion.objects.filter(section=into)
    if text is None or known.filter(text=text.text, author=text.author_id).exists():
        return
    suggestion = Suggestion.objects.create(
        section=into,
        author=text.author,
        text=text.text,
        why=_WHY,
        based_on=0,
        reading_grade=text.reading_grade,
    )
    suggestion.sources.set(text.sources.all())
    PageEvent.objects.create(
        community=merge.target, section=into, verb="section_merged", by=merge.by
    )


def _move_works(merge: Merge) -> None:
    """A work that both have is one work: texts that rest on the source's rest on the target's."""
    for work in Reference.objects.filter(community=merge.source, removed_at=None):
        same = Q(title=work.title, year=work.year)
        if work.doi:
            same |= Q(doi__iexact=work.doi)
        if work.pmid:
            same |= Q(pmid=work.pmid)
        there = Reference.objects.filter(same, community=merge.target, removed_at=None).first()
        if there is not None:
            _rest_on(work, there)
        else:
            Reference.objects.filter(pk=work.pk).update(community=merge.target)
    Reference.objects.filter(community=merge.source).exclude(removed_at=None).update(
        community=merge.target
    )


def _rest_on(work: Reference, there: Reference) -> None:
    for model in (SectionVersion, Suggestion):
        for text in model.objects.filter(sources=work):
            text.sources.remove(work)
            text.sources.add(there)
