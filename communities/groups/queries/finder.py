"""Finding a community by any name of its condition, or by a part of its own name."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from communities.conditions import queries as conditions
from communities.conditions.queries import Match
from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.groups.queries.communities import communities_on, undiagnosed_community
from communities.groups.queries.meaning import is_too_wide, means_no_diagnosis
from communities.groups.states import State
from rareshare.lib.errors import NotFound

PER_PAGE, MOST_PAGES = 10, 5
_MOST_WORDS, _MOST_NAMED, _MOST_WIDER, _WHOLE_NAME = 8, 5, 3, 0.98


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
    """One page of the answer to a search. `did_you_mean` names the first line where only its
    spelling is near to what was typed. `sense` tells what the words say by themselves: `wide` for
    words that thousands of names hold, `undiagnosed`, or `code`."""

    text: str
    findings: list[Finding]
    did_you_mean: str = ""
    sense: str = ""
    page: int = 1
    has_more: bool = False


def find_communities(viewer: Viewer, text: str, *, page: int = 1) -> Search:
    """The conditions that `text` may mean, each with its community where there is one; communities
    of a kind of the likeliest ones right after them; and those without a condition that bear these
    words. Who says to have no diagnosis is led to those alike. Refuses fewer than 2 letters."""
    if means_no_diagnosis(text):
        return _undiagnosed(viewer, text)
    matches = conditions.search_conditions(text, limit=page * PER_PAGE + 1)
    sense = _sense(text, matches)
    if sense == "wide":
        return Search(text, _communities_named(viewer, text), sense=sense)
    mine = matches[(page - 1) * PER_PAGE : page * PER_PAGE]
    if page > 1 and not mine:
        raise NotFound
    meant = conditions.did_you_mean(matches)
    named = _communities_named(viewer, text) if page == 1 else []
    return Search(
        text,
        named + _findings(viewer, mine),
        did_you_mean=meant.name if meant and not named else "",
        sense=sense,
        page=page,
        has_more=len(matches) > page * PER_PAGE,
    )


def _undiagnosed(viewer: Viewer, text: str) -> Search:
    """The door first, then groups that bear these words, those that moved included."""
    door = undiagnosed_community(viewer)
    why = "this is the place for people without a diagnosis"
    found = [Finding(door.name, why, door)] if door else []
    found += [one for one in _communities_named(viewer, text) if one.community != door]
    return Search(text, found, sense="undiagnosed")


def _sense(text: str, matches: list[Match]) -> str:
    if is_too_wide(text) and not (matches and matches[0].score >= _WHOLE_NAME):
        return "wide"
    return "code" if conditions.looks_like_code(text) else ""


def _findings(viewer: Viewer, matches: list[Match]) -> list[Finding]:
    """A line for each match. People with a kind of an illness are found by its name, too."""
    on = communities_on(viewer, [match.id for match in matches])
    wider = [match for match in matches if match.literal][:_MOST_WIDER]
    kinds = _communities_of_kinds([match.id for match in wider])
    found: list[Finding] = []
    shown: set[int] = set()
    for match in matches:
        home = on.get(match.id)
        if home is None or home.pk not in shown or home.condition_id != match.id:
            found.append(_finding(match, home))
        shown |= {home.pk} if home else set()
        for one in kinds.get(match.id, []):
            if one.pk not in shown:
                found.append(_of_kind(match, one))
            shown.add(one.pk)
    return found


def _of_kind(match: Match, community: Community) -> Finding:
    about = community.condition
    name, slug = (about.name, about.slug) if about else (community.name, "")
    return Finding(name, f"for people with a kind of {match.name}", community, slug)


def _communities_of_kinds(wider: list[int]) -> dict[int, list[Community]]:
    """The open communities one or two steps below each of these conditions."""
    if not wider:
        return {}
    near, far = "condition__parents__parent", "condition__parents__parent__parents__parent"
    below = Q((f"{near}__in", wider)) | Q((f"{far}__in", wider))
    known = Community.objects.open().filter(below).annotate(near=F(near), far=F(far))
    found: dict[int, list[Community]] = {}
    for row in known.select_related("condition").order_by("name", "pk"):
        steps: Any = row
        over = steps.near if steps.near in wider else steps.far
        found.setdefault(over, []).append(row)
    return found


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
