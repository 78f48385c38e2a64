"""A member proposes a text; a leader accepts it, as is or edited, or declines and says why."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from communities.groups import merging
from communities.groups.models import Community
from communities.pages import emails, permissions, queries
from communities.pages.models import PageEvent, Section, SectionVersion, Suggestion
from communities.pages.operations.publishing import (
    checked_text,
    chosen_sources,
    publish,
    record,
    section_for_writing,
)
from communities.pages.states import SUGGESTION_MOVES, State, SuggestionState
from rareshare.lib import clock, readability, states
from rareshare.lib.errors import Invalid, NotAllowed, TooMany
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line, clean_text, needed_text

MOST_WAITING = 10
MOST_REASON = 2_000
_LEADERS_ONLY = "Only leaders of this community decide on suggestions."


def suggest_text(  # noqa: PLR0913 - each is one thing that the member says
    community: Community,
    kind: str,
    *,
    by: User,
    text: str,
    why: str,
    version: int,
    sources: Iterable[int] = (),
    other_sources: str = "",
) -> Suggestion:
    """Propose a text for a section, with why and what it rests on. `version` is the number of the
    text that the member read: Stale where another came in between. At most ten of a person's
    suggestions wait in one community."""
    text, why, other = _checked(text, why, other_sources)
    with transaction.atomic():
        community = merging.held(community)
        if not permissions.can_suggest_text(by, community):
            raise NotAllowed("Join this community to suggest a text.")
        section = section_for_writing(community, kind, version)
        _refuse_the_same(section, text)
        _refuse_too_many(community, by)
        works = chosen_sources(community, sources)
        suggestion = Suggestion.objects.create(
            section=section,
            author=by,
            text=text,
            why=why,
            other_sources=other,
            based_on=version,
            reading_grade=readability.grade_of(text, queries.names_in_texts(community)),
        )
        suggestion.sources.set(works)
        _note(suggestion, "text_suggested", by=by)
    return suggestion


def withdraw_suggestion(suggestion: Suggestion, *, by: User) -> Suggestion:
    """Take one's own suggestion back while it waits."""
    with transaction.atomic():
        suggestion = _for_decision(suggestion)
        if not permissions.can_withdraw_suggestion(by, suggestion):
            raise NotAllowed("Only the person who suggested a text can take it back.")
        _move(suggestion, SuggestionState.WITHDRAWN, by=by)
        _note(suggestion, "suggestion_withdrawn", by=by)
    return suggestion


def accept_suggestion(
    suggestion: Suggestion,
    *,
    by: User,
    version: int,
    text: str | None = None,
    sources: Iterable[int] | None = None,
    tell: bool = False,
) -> SectionVersion:
    """Publish a suggestion, as it is or with the leader's own `text`. The leader stands as its
    author, because readers must not learn who is a member. `version` is the text that the leader
    saw beside it: Stale where another came in between."""
    with transaction.atomic():
        suggestion = _for_decision(suggestion)
        community = suggestion.section.community
        if not permissions.can_accept_suggestion(by, suggestion):
            raise NotAllowed(_LEADERS_ONLY)
        states.check(SUGGESTION_MOVES, suggestion.state, SuggestionState.ACCEPTED)
        section = section_for_writing(community, suggestion.section.kind, version)
        new = suggestion.text if text is None else checked_text(text)
        if not new:
            raise Invalid("Write the text, or decline the suggestion.", field="text")
        if sources is None:
            works = list(suggestion.sources.current())
        else:
            works = chosen_sources(community, sources)
        why = "A member suggested this"
        written = publish(section, text=new, by=by, why=why, sources=works, tell=tell)
        record(written, "suggestion_accepted", by=by, note=why)
        suggestion.version = written
        _move(suggestion, SuggestionState.ACCEPTED, by=by)
        emails.suggestion_decided(suggestion)
    return written


def decline_suggestion(suggestion: Suggestion, *, by: User, reason: str) -> Suggestion:
    """Say no, with a reason that the member reads."""
    reason = needed_text(reason, "reason", "Say why. The member will read it.", limit=MOST_REASON)
    with transaction.atomic():
        suggestion = _for_decision(suggestion)
        if not permissions.can_decline_suggestion(by, suggestion):
            raise NotAllowed(_LEADERS_ONLY)
        suggestion.reason = reason
        _move(suggestion, SuggestionState.DECLINED, by=by)
        _note(suggestion, "suggestion_declined", by=by)
        emails.suggestion_decided(suggestion)
    return suggestion


def _for_decision(suggestion: Suggestion) -> Suggestion:
    """The suggestion under its lock, with its section and community read anew."""
    merging.held(suggestion.section.community)
    suggestion = locked(suggestion)
    section = Section.objects.select_related("community").get(pk=suggestion.section_id)
    suggestion.section = section
    return suggestion


def _move(suggestion: Suggestion, to: SuggestionState, *, by: User) -> None:
    """The one place that changes a suggestion's state, with who decided and when."""
    states.check(SUGGESTION_MOVES, suggestion.state, to)
    suggestion.state, suggestion.decided_by, suggestion.decided_at = to, by, clock.now()
    suggestion.save(update_fields=["state", "decided_by", "decided_at", "reason", "version"])


def _note(suggestion: Suggestion, verb: str, *, by: User) -> None:
    PageEvent.objects.create(
        community=suggestion.section.community,
        section=suggestion.section,
        verb=verb,
        by=by,
        to_state=suggestion.state,
        note=f"suggestion {suggestion.pk}",
    )


def _checked(text: str, why: str, other_sources: str) -> tuple[str, str, str]:
    text, why = checked_text(text), clean_line(why, "why", limit=500)
    problems = {}
    if not text:
        problems["text"] = "Write the text that you suggest."
    if not why:
        problems["why"] = "Say why, so that the leaders can decide."
    if problems:
        raise Invalid(problems)
    return text, why, clean_text(other_sources, "other_sources", limit=1_000)


def _refuse_the_same(section: Section, text: str) -> None:
    present = section.versions.filter(state=State.PUBLISHED).first()
    if present is not None and present.text == text:
        raise Invalid("The text is the same as before. Change it, then send it.", field="text")


def _refuse_too_many(community: Community, by: User) -> None:
    waiting = Suggestion.objects.filter(
        section__community=community, author=by, state=SuggestionState.SUGGESTED
    )
    if waiting.count() >= MOST_WAITING:
        raise TooMany("Ten of your texts wait here already. Let the leaders look first.")
