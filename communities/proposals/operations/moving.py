"""What asking and deciding share: checked words, and the one place that moves a proposal."""

from collections.abc import Iterable

from accounts.models import User
from communities.conditions.models.naming import comparable
from communities.proposals.models import Proposal, ProposalEvent
from communities.proposals.states import MOVES, State
from rareshare.lib import clock, states
from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line, needed_text

NAME_LIMIT, WORDS_LIMIT, MOST_NAMES, KEY_LIMIT = 200, 2_000, 20, 160


def move(proposal: Proposal, to: State, *, by: User | None, note: str = "") -> None:
    """The one place that changes a proposal's state, together with its history. One that was sent
    at once, without a draft, is saved here first."""
    states.check(MOVES, proposal.state, to)
    from_state, proposal.state = proposal.state, to
    if to == State.PROPOSED:
        proposal.sent_at = proposal.sent_at or clock.now()
    proposal.save()
    ProposalEvent.objects.create(
        proposal=proposal,
        verb=f"proposal_{to}",
        by=by,
        from_state=from_state,
        to_state=to,
        note=note,
    )


def checked_name(name: str, field: str = "name") -> str:
    """A name has two letters or digits, of any script."""
    name = clean_line(name, field, limit=NAME_LIMIT)
    if not any(character.isalnum() for character in name):
        raise Invalid("Write the name.", field=field)
    if sum(character.isalnum() for character in name) < 2:
        raise Invalid("Write the name with at least 2 letters.", field=field)
    return name


def key_of(name: str) -> str:
    """The name without case, accents and punctuation, as long as two are compared."""
    return comparable(name)[:KEY_LIMIT]


def checked_names(names: Iterable[str], *, beside: str) -> list[str]:
    """Other names, each once whatever its case, without the main one."""
    seen = {beside.casefold(): ""}
    for text in names:
        name = clean_line(text, "other_names", limit=NAME_LIMIT)
        if name and not any(character.isalnum() for character in name):
            raise Invalid("Write each name with letters.", field="other_names")
        if name:
            seen.setdefault(name.casefold(), name)
    found = [name for name in seen.values() if name]
    if len(found) > MOST_NAMES:
        raise Invalid(f"Give at most {MOST_NAMES} names.", field="other_names")
    return found


def checked_words(words: str, field: str, missing: str) -> str:
    """Some sentences, which somebody will read."""
    return needed_text(words, field, missing, limit=WORDS_LIMIT)
