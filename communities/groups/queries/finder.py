"""Finding a community by any name of its condition, or by a part of its own name."""

from dataclasses import dataclass

from django.db.models import Q

from communities.conditions import queries as conditions
from communities.conditions.queries import Match
from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.groups.queries.communities import communities_on
from communities.groups.states import State

_MOST_WORDS, _MOST_NAMED = 8, 5


@dataclass(frozen=True)
class Finding:
    """One line of an answer: a condition, its community, or both, and why it is here."""

    name: str
    why: str
    community: Community | None = None
    condition_slug: str = ""
    is_moved: bool = False


@dataclass(frozen=True)
class Search:
    """The answer to a search. `did_you_mean` names the first line where only its spelling is near
    to what was typed."""

    text: str
    findings: list[Finding]
    did_you_mean: str = ""


def find_communities(viewer: Viewer, text: str, *, limit: int = 10) -> Search:
    """The conditions that `text` may mean, each with its community where there is one, and the
    communities without a condition that bear these words. Refuses fewer than 2 letters."""
    matches = conditions.search_conditions(text, limit=limit)
    meant = conditions.did_you_mean(matches)
    named = _communities_named(viewer, text)
    communities = communities_on(viewer, [match.id for match in matches])
    found = [_finding(match, communities.get(match.id)) for match in matches]
    return Search(text, named + found, meant.name if meant and not named else "")


def _finding(match: Match, community: Community | None) -> Finding:
    """A condition and its community; where that one became part of another, this is why."""
    if community is not None and community.condition_id != match.id:
        why = _moved(match.name, community)
        return Finding(match.name, why, community, match.slug, is_moved=True)
    return Finding(match.name, match.why, community, match.slug)


def _moved(name: str, community: Community) -> str:
    return f"{name}: its people are now part of {community.name}"


def _communities_named(viewer: Viewer, text: str) -> list[Finding]:
    """Those without a condition of the catalogue, the merged ones with where their people are."""
    words = Q(*[("name__icontains", word) for word in text.split()[:_MOST_WORDS]])
    known = Community.objects.filter(words, condition=None, state__in=[State.OPEN, State.MERGED])
    found = []
    for one in known.select_related("merged_into").order_by("name", "pk")[:_MOST_NAMED]:
        if one.is_open:
            found.append(Finding(one.name, "this is the name of the community", one))
        elif one.home.is_open:
            found.append(Finding(one.name, _moved(one.name, one.home), one.home, is_moved=True))
    return found
