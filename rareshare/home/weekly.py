"""One letter a week for each person, over all communities that they follow this way. It tells how
much is new and names neither a community nor a person; its link leads to one's own page.

Row-based: the letter's key is the person and the week of their own calendar, so that the scanner
can run at any time, twice, or at once, and each person has one letter a week at most.
"""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from accounts import queries as accounts
from accounts.models import User
from communities.groups import queries as groups
from communities.pages.models import Announcement
from forum.experts.models import Question
from forum.experts.states import QuestionState
from forum.talk.models import Topic
from forum.talk.states import TopicState
from rareshare.lib import clock, letters
from rareshare.lib.models import Letter

FIRST_DAY = 4  # Thursday; who was missed then is written to until Sunday
FIRST_HOUR, LAST_HOUR = 10, 18
USUAL, LONGEST = timedelta(days=7), timedelta(days=14)
BATCH = 500


@dataclass(frozen=True)
class News:
    """How much is new; nothing of it says where."""

    topics: int
    questions: int
    changes: int

    @property
    def is_empty(self) -> bool:
        """True where no letter is worth reading."""
        return not (self.topics or self.questions or self.changes)


def _decide_weekly_news(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Still wanted? The person still follows communities this way, and something is new there."""
    reader = User.objects.active().filter(pk=letter.recipient_id or 0).first()
    if reader is None:
        return letters.Cancel("the account is closed")
    news = news_for(reader, since=_since(letter), until=letter.created_at)
    if news.is_empty:
        return letters.Cancel("nothing is new")
    url = settings.BASE_URL + reverse("home:me") + "#communities"
    return {**asdict(news), "url": url, "action": "Go to my page"}


WEEKLY_NEWS = letters.kind("weekly_news", purpose="weekly_news", decide=_decide_weekly_news)


def write_weekly_letters(now: datetime | None = None) -> int:
    """Queue the letters of everybody for whom it is daytime, Thursday or later, and who has none
    this week. Says how many were queued."""
    now = now or clock.now()
    zones = groups.weekly_readers().order_by("time_zone").values_list("time_zone", flat=True)
    return sum(_write_in(zone, now) for zone in list(zones.distinct()))


def news_for(reader: User, *, since: datetime, until: datetime) -> News:
    """What came between two instants in the communities that the reader follows by the week: not
    the reader's own words, and not those of people whom the reader muted or blocked."""
    places = list(groups.weekly_communities(reader).values_list("pk", flat=True))
    away = [reader.pk, *accounts.blocked_ids(reader)]
    period = {"created_at__gt": since, "created_at__lte": until}
    topics = Topic.objects.filter(community__in=places, **period).exclude(author__in=away)
    questions = Question.objects.filter(community__in=places, **period).exclude(
        Q(asker=reader.pk) | Q(asker__in=away, anonymous=False)
    )
    changes = Announcement.objects.filter(
        version__section__community__in=places, made_at__gt=since, made_at__lte=until
    )
    return News(
        topics=topics.exclude(state=TopicState.REMOVED).count(),
        questions=questions.exclude(state=QuestionState.REMOVED).count(),
        changes=changes.exclude(version__author=reader.pk).count(),
    )


def _write_in(zone: str, now: datetime) -> int:
    local = now.astimezone(_zone(zone))
    if local.isoweekday() < FIRST_DAY or not FIRST_HOUR <= local.hour < LAST_HOUR:
        return 0
    year, week, _ = local.isocalendar()
    tail = f":{year}-W{week:02}"
    key = Concat(Value("weekly_news:"), Cast("pk", CharField()), Value(tail))
    waiting = groups.weekly_readers().filter(time_zone=zone).alias(key=key)
    waiting = waiting.filter(~Exists(Letter.objects.filter(key=OuterRef("key"))))
    queued = last = 0
    while found := list(waiting.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        letters.queue_all(
            WEEKLY_NEWS,
            [letters.Envelope(f"weekly_news:{pk}{tail}", pk, {}, now) for pk in found],
        )
        queued, last = queued + len(found), found[-1]
    return queued


def _zone(name: str) -> tzinfo:
    """A name that this computer's list of zones does not know is read as UTC: it must not keep
    those after it from their letter."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


def _since(letter: Letter) -> datetime:
    """Where the letter before this one ended, at most two weeks ago; else a week ago."""
    earlier = Letter.objects.filter(
        recipient_id=letter.recipient_id, kind=WEEKLY_NEWS.name, pk__lt=letter.pk
    )
    ended = earlier.order_by("-pk").values_list("created_at", flat=True).first()
    if ended is None:
        return letter.created_at - USUAL
    return max(ended, letter.created_at - LONGEST)
