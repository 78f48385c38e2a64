"""How a community is doing: how long people wait, who writes, who looks after it. For its leaders
and for staff; nothing here names a member who did not choose to be seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max
from django.db.models.functions import TruncMonth

from communities.groups.models import Community, Leadership, Membership
from communities.groups.permissions import Viewer
from communities.leaders import queries as leading
from communities.leaders.permissions import cares_for_leaders
from communities.pages.models import SectionVersion
from forum.experts import permissions as asking
from forum.experts import queries as experts
from forum.talk import permissions as talking
from forum.talk import queries as talk
from forum.talk.models import Topic
from forum.talk.queries import Answers
from forum.talk.queries.figures import PATIENCE
from rareshare.home import permissions
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed

LOOK_BACK = timedelta(days=90)
ACTIVE = timedelta(days=30)
MONTHS = 12
FEW = 5  # leaders learn no smaller number of people who joined in a month: it could name somebody


@dataclass(frozen=True)
class Month:
    """What happened in a month. How many joined is None where they are fewer than 5 and the viewer
    is no staff, so that none and few look alike; who wrote can be read in the talk anyway."""

    first: date
    joined: int | None
    writers: int
    by_leaders: int


@dataclass(frozen=True)
class Leading:
    """A leader, how much they wrote in 30 days, and whether they were here lately."""

    leadership: Leadership
    posts: int
    here: str


@dataclass(frozen=True)
class Health:
    """Everything that the page and the API tell about one community."""

    community: Community
    since: datetime
    talk: Answers
    experts: Answers
    writers: int
    exact: bool
    months: list[Month]
    leaders: list[Leading]
    leaderless: bool
    newest_review: datetime | None
    waiting_topics: list[Topic]
    waiting_questions: list[dict[str, Any]]

    @property
    def joined_in_all(self) -> int | None:
        """At least so many joined in the months that tell a number; None where no month does."""
        told = [month.joined for month in self.months if month.joined is not None]
        return sum(told) if told else None


def health_of(viewer: Viewer, community: Community) -> Health:
    """The figures of one community, for its leaders, moderators and administrators."""
    if not permissions.can_see_health(viewer, community):
        raise NotAllowed("Only leaders of this community and our team see how it is doing.")
    now = clock.now()
    since = now - LOOK_BACK
    pk = community.pk
    exact = cares_for_leaders(viewer)
    leaders = _leaders(viewer, community, now)
    return Health(
        community=community,
        since=since,
        talk=talk.answers_since(since, community).get(pk, Answers()),
        experts=experts.question_answers_since(since, community).get(pk, Answers()),
        writers=talk.writers_since(now - ACTIVE, community).get(pk, 0),
        exact=exact,
        months=_months(community, leaders, exact=exact),
        leaders=leaders,
        leaderless=leading.is_leaderless(community),
        newest_review=newest_reviews(community).get(pk),
        waiting_topics=_topics(viewer, community, since, now),
        waiting_questions=_questions(viewer, community),
    )


def newest_reviews(community: Community | None = None) -> dict[int, datetime]:
    """When an expert last reviewed a section that stands, by the community's id."""
    rows = SectionVersion.objects.filter(reviewed_at__isnull=False)
    if community is not None:
        rows = rows.filter(section__community=community)
    found = rows.values_list("section__community").annotate(newest=Max("reviewed_at"))
    return dict(found.order_by())


def _topics(viewer: Viewer, community: Community, since: datetime, now: datetime) -> list[Topic]:
    """Titles are for those who read the talk; administrators see the figures only."""
    if not talking.can_read_talk(viewer, community):
        return []
    return talk.unanswered_topics(viewer, community, since=since, before=now - PATIENCE)


def _questions(viewer: Viewer, community: Community) -> list[dict[str, Any]]:
    if not asking.can_read_questions(viewer, community):
        return []
    return experts.waiting_questions(viewer, community, longer_than=PATIENCE)


def _months(community: Community, leaders: list[Leading], *, exact: bool) -> list[Month]:
    """The last twelve months, the oldest first; who left again counts too, and of leaders those who
    lead now."""
    firsts = _firsts(clock.today())
    rows = Membership.objects.filter(community=community, joined_at__date__gte=firsts[0])
    counted: Mapping[date, int] = {
        at.date(): joined
        for at, joined in rows.annotate(month=TruncMonth("joined_at"))
        .values_list("month")
        .annotate(joined=Count("pk"))
        .order_by()
    }
    since = datetime.combine(firsts[0], time(), UTC)
    wrote = talk.months_since(since, community, [one.leadership.user_id for one in leaders])
    joined = {first: counted.get(first, 0) for first in firsts}
    return [
        Month(first, n if exact or n >= FEW else None, *wrote.get(first, (0, 0)))
        for first, n in joined.items()
    ]


def _firsts(today: date) -> list[date]:
    last = today.year * 12 + today.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS + 1, last + 1)]


def _leaders(viewer: Viewer, community: Community, now: datetime) -> list[Leading]:
    leaders = list(leading.leaders_in(viewer, community).order_by("since", "pk"))
    posts = talk.posts_since(now - ACTIVE, community, [one.user_id for one in leaders])
    return [Leading(one, posts.get(one.user_id, 0), _here(one, now)) for one in leaders]


def _here(leadership: Leadership, now: datetime) -> str:
    """When a leader was last here, told only roughly."""
    last = max(filter(None, [leadership.user.last_login, leadership.since]))
    if last >= now - ACTIVE:
        return "here in the last 30 days"
    if last >= now - LOOK_BACK:
        return "here in the last 90 days"
    return "not here for more than 90 days"
