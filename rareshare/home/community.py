"""The panels of a community's page, each gathered from one room. Nothing is decided here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts import queries as accounts
from accounts.models import User
from communities.conditions.models import Condition, NameKind
from communities.groups import queries as groups
from communities.groups.models import Community, FollowLevel, Leadership
from communities.groups.permissions import Standing, Viewer
from communities.leaders import queries as leaders
from communities.library import queries as library
from communities.pages import queries as pages
from communities.pages import reviewers
from communities.pages.models import MEDICAL, Reference, SectionKind, SectionVersion
from communities.pages.queries import Contents
from communities.trials import queries as trials
from communities.trials.models import Trial
from forum.experts import permissions as asking
from forum.experts import queries as experts
from forum.talk import permissions as talking
from forum.talk import queries as talk
from registry.research import queries as research

NAMES_SHOWN = 4
TOPICS_SHOWN = 3
QUESTIONS_SHOWN = 2
MOST_WORKS = 50
FACTS = [
    kind
    for kind in SectionKind
    if kind in MEDICAL and kind not in {SectionKind.WHAT, SectionKind.OUTLOOK}
]


@dataclass(frozen=True)
class Names:
    """What else the condition is called: the first few, and the rest on demand."""

    first: list[str]
    more: list[str]


@dataclass(frozen=True)
class AlsoHere:
    """A community that became part of this one: its name, since when, and its other names."""

    name: str
    since: datetime
    condition: Condition | None
    names: Names


@dataclass(frozen=True)
class Talk:
    """The newest topics, as far as the reader may see them."""

    may_read: bool
    topics: list[dict[str, Any]]


@dataclass(frozen=True)
class Questions:
    """The newest questions to experts, as far as the reader may see them."""

    may_read: bool
    questions: list[dict[str, Any]]


@dataclass(frozen=True)
class Part:
    """One section as it stands, and the numbers of the works that it rests on."""

    version: SectionVersion
    cited: list[int]


@dataclass(frozen=True)
class About:
    """The sections in a reader's order: the plain words first, the outlook last of the facts."""

    contents: Contents
    what: Part | None
    facts: list[Part]
    outlook: Part | None
    tips: Part | None
    thanks: Part | None

    @property
    def folds(self) -> list[Part]:
        """The facts that a reader opens one by one."""
        return [*self.facts, self.outlook] if self.outlook else self.facts

    @property
    def newest(self) -> SectionVersion | None:
        """The section that was written last."""
        return max(self.contents.sections.values(), key=lambda one: one.written_at, default=None)


@dataclass(frozen=True)
class CommunityView:
    """Everything that the page of a community shows to one reader."""

    community: Community
    standing: Standing
    hears: FollowLevel | None
    may_review: bool
    names: Names
    also_here: list[AlsoHere]
    about: About
    talk: Talk
    questions: Questions
    many_enrolled: bool
    shelf: list[dict[str, Any]]
    trials: list[Trial]
    leaders: list[Leadership]
    linked: set[int]
    leaderless: bool
    references: list[Reference]
    nearby: list[Community]

    @property
    def may_suggest(self) -> bool:
        """Members of an open community may suggest a text for every section."""
        return self.standing.is_member and self.community.is_open


def view_of(viewer: Viewer, community: Community) -> CommunityView:
    """The page as this reader may see it."""
    standing = talking.standing_in(viewer, community)
    leading = groups.leaders_of(viewer, community)
    works = list(pages.references_of(viewer, community)[:MOST_WORKS])
    return CommunityView(
        community=community,
        standing=standing,
        hears=hears(viewer, standing, community),
        may_review=viewer.is_authenticated and reviewers.is_reviewer(viewer, community),
        names=names_of(community),
        also_here=also_here(viewer, community),
        about=about(viewer, community, works),
        talk=talk_panel(viewer, community),
        questions=questions_panel(viewer, community),
        many_enrolled=many_enrolled(community),
        shelf=library.newest_of(viewer, community),
        trials=trials.newest_of(viewer, community.condition),
        leaders=leading,
        linked=linked(viewer, leading),
        leaderless=leaders.is_leaderless(community),
        references=works,
        nearby=groups.communities_nearby(viewer, community),
    )


def hears(viewer: Viewer, standing: Standing, community: Community) -> FollowLevel | None:
    """What a member chose to hear about this community; None for others."""
    if not standing.is_member or not isinstance(viewer, User):
        return None
    return groups.chosen_level(viewer, community)


def linked(viewer: Viewer, leading: list[Leadership]) -> set[int]:
    """The leaders whose own page this reader may open: signed in, and not kept away from it."""
    if not leading or not viewer.is_authenticated:
        return set()
    return {one.user_id for one in leading} - accounts.hidden_from(viewer)


def names_of(community: Community) -> Names:
    """Members' own names first, then those of the catalogue; each once, however it is written."""
    if community.condition is None:
        return Names([], [])
    rows = sorted(community.condition.names.all(), key=lambda one: one.pk)
    known = {community.name.casefold()}
    names = []
    for row in sorted(rows, key=lambda one: one.kind != NameKind.COMMUNITY):
        if row.text.casefold() not in known:
            known.add(row.text.casefold())
            names.append(row.text)
    shown = NAMES_SHOWN if len(names) > NAMES_SHOWN + 1 else len(names)
    return Names(names[:shown], names[shown:])


def also_here(viewer: Viewer, community: Community) -> list[AlsoHere]:
    """What became part of this community, so that whoever looks for an old name is at home."""
    return [
        AlsoHere(one.community.name, one.since, one.community.condition, names_of(one.community))
        for one in groups.taken_in(viewer, community)
    ]


def about(viewer: Viewer, community: Community, works: list[Reference]) -> About:
    """The sections, with the outlook apart: it is the reader's choice whether to see it."""
    contents = pages.contents_of(viewer, community)
    numbers = {work.pk: number for number, work in enumerate(works, start=1)}

    def part(kind: SectionKind) -> Part | None:
        version = contents.get(kind)
        if version is None:
            return None
        cited = [numbers[work.pk] for work in version.sources.all() if work.pk in numbers]
        return Part(version, sorted(cited))

    return About(
        contents=contents,
        what=part(SectionKind.WHAT),
        facts=[found for kind in FACTS if (found := part(kind))],
        outlook=part(SectionKind.OUTLOOK),
        tips=part(SectionKind.TIPS),
        thanks=part(SectionKind.ACKNOWLEDGMENT),
    )


def talk_panel(viewer: Viewer, community: Community) -> Talk:
    """The three newest topics for those who may read talk; not even their titles for others."""
    if not talking.can_read_talk(viewer, community):
        return Talk(may_read=False, topics=[])
    return Talk(may_read=True, topics=talk.latest_topics(viewer, community, TOPICS_SHOWN))


def questions_panel(viewer: Viewer, community: Community) -> Questions:
    """The two newest questions, for those who may read them."""
    if not asking.can_read_questions(viewer, community):
        return Questions(may_read=False, questions=[])
    return Questions(
        may_read=True, questions=experts.latest_questions(viewer, community, QUESTIONS_SHOWN)
    )


def many_enrolled(community: Community) -> bool:
    """Whether the registry holds more than ten people with the condition; else nothing is said,
    neither none nor few."""
    return community.condition is not None and research.has_enough(community.condition)
