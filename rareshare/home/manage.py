"""What a leader can do next, gathered from the rooms; the most urgent first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.template.defaultfilters import pluralize
from django.urls import reverse

from communities.groups.models import Community
from communities.groups.permissions import Viewer, can_manage_community
from communities.leaders import queries as leading
from communities.library import queries as library
from communities.pages import queries as pages
from communities.pages.queries import Contents, Work
from forum.experts import queries as experts
from forum.talk import queries as talk
from forum.talk.models import Topic
from rareshare.home.health import LOOK_BACK
from rareshare.home.newcomers import Newcomer, newcomers_of
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed

DAY = timedelta(hours=24)
LONG = timedelta(hours=72)
MOST_SHOWN, MOST_NEW = 10, 20  # topics or questions in a list, and newcomers


@dataclass(frozen=True)
class Job:
    """One thing to do: what, why, and where."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Desk:
    """Everything on the page of a leader."""

    community: Community
    work: Work
    contents: Contents
    links: int
    questions: list[dict[str, Any]]
    long_waiting: list[Topic]
    waiting: list[Topic]
    newcomers: list[Newcomer]
    pinned: list[Topic]
    may_renew: bool

    @property
    def jobs(self) -> list[Job]:
        """What waits, the most urgent first; people come before texts."""
        return list(_jobs(self))


def desk_of(viewer: Viewer, community: Community) -> Desk:
    """The desk of a leader of this community; for nobody else."""
    if not can_manage_community(viewer, community):
        raise NotAllowed("Only leaders of this community look after its page.")
    now = clock.now()
    since = now - LOOK_BACK
    links = library.suggestions_to(viewer, community).count()
    links += library.suggested_resources_to(viewer, community).count()
    return Desk(
        community=community,
        work=pages.work_of(viewer, community),
        contents=pages.contents_of(viewer, community),
        links=links,
        questions=experts.waiting_questions(
            viewer, community, longer_than=timedelta(), limit=MOST_SHOWN
        ),
        long_waiting=talk.unanswered_topics(
            viewer, community, since=since, before=now - LONG, limit=MOST_SHOWN
        ),
        waiting=talk.unanswered_topics(
            viewer, community, since=now - LONG, before=now - DAY, limit=MOST_SHOWN
        ),
        newcomers=newcomers_of(viewer, community, limit=MOST_NEW),
        pinned=talk.pinned_topics(viewer, community),
        may_renew=leading.own_leadership(viewer, community).may_renew(clock.today()),
    )


def _jobs(desk: Desk) -> Iterator[Job]:
    at = [desk.community.public_id]
    if desk.long_waiting:
        yield _count(desk.long_waiting, "topic", "nobody answered for 3 days", "#waiting")
    if desk.waiting:
        yield _count(desk.waiting, "topic", "nobody answered for a day", "#waiting")
    if desk.questions:
        text = "Somebody waits for an expert. You can tell them that you saw it."
        yield Job(_listed(desk.questions, "open question"), text, "#questions")
    if desk.newcomers:
        text = "A hello from a leader means much on the first day."
        title = _listed(desk.newcomers, "new member", most=MOST_NEW)
        yield Job(f"{title} to greet", text, "#newcomers")
    if desk.may_renew:
        text = "Go on, hand over, or stop: all three are fine."
        yield Job("Your term ends soon", text, reverse("leaders:mine", args=at))
    if desk.work.suggestions:
        title = _some(desk.work.suggestions, "suggested text")
        yield Job(title, "Members wait for you.", reverse("pages:suggestions", args=at))
    if desk.links:
        text = "News and resources that wait for you."
        url = reverse("library:waiting", args=at)
        yield Job(_some(desk.links, "suggested link"), text, url)
    if desk.work.to_change:
        text = "An expert asked for a change."
        yield Job(_some(len(desk.work.to_change), "section") + " to change", text, "#sections")
    if desk.work.overdue:
        text = "The review by an expert is too old. You can say so to an expert. Sections that no "
        text += "expert has reviewed yet are not your job: they are on the list of the experts."
        yield Job(_some(len(desk.work.overdue), "review") + " overdue", text, "#sections")
    if desk.work.missing:
        text = "Nobody wrote them yet. One sentence is a good start."
        yield Job(_some(len(desk.work.missing), "section") + " to write", text, "#sections")


def _count(topics: list[Topic], noun: str, what: str, url: str) -> Job:
    return Job(f"{_listed(topics, noun)} that {what}", "A short reply is enough.", url)


def _listed(rows: Sequence[object], noun: str, *, most: int = MOST_SHOWN) -> str:
    """How many a list shows; a full one may stand for more."""
    return f"{most} or more {noun}s" if len(rows) >= most else _some(len(rows), noun)


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}{pluralize(count)}"
