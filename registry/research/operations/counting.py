"""Answering questions from the cube, within limits that keep it from being searched."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from accounts.models import User
from rareshare.lib import clock, limits, reads
from rareshare.lib.errors import Invalid, NotAllowed, TooMany
from rareshare.lib.models import StaffTask
from rareshare.lib.text import clean_text
from registry.research import permissions, queries
from registry.research.models import (
    CountLog,
    Inquiry,
    Researcher,
    ResearcherEvent,
    Snapshot,
)
from registry.research.queries import Count, Question
from registry.research.states import AgeBand, Region, Tier

PUBLIC_LIMIT = limits.Limit("counts_public", 20, 24 * 3600)
DAILY, REPEATS, DIFFERENT = 50, 7, 200
DAY, MONTH = timedelta(days=1), timedelta(days=30)


@dataclass(frozen=True)
class Answer:
    """What one person is told: `enough` for everybody, a range for researchers, the exact number
    for staff."""

    tier: Tier
    count: Count
    exact: int | None = None


def ask_count(question: Question, *, by: User | None, address: str = "") -> Answer:
    """Answer a question of the closed menu. Everybody: whether there are more than ten, for a
    condition as a whole. Verified researchers who accepted the rules: ranges. Staff: the number,
    and the look is noted. Every question counts against a limit and is kept, the number is not."""
    _check_menu(question)
    if not permissions.can_ask_count(by):
        raise NotAllowed
    if by is not None and permissions.is_coordinator(by):
        return _tell_staff(question, by)
    if by is not None and permissions.is_researcher(by):
        return _tell_researcher(question, by)
    return _tell_public(question, by, address)


def ask_inquiry(question: Question, *, by: User, about: str = "") -> Inquiry:
    """A researcher asks whether there are enough people; the question and its range are kept."""
    about = clean_text(about, "about", limit=2_000)
    if not permissions.can_ask_inquiry(by):
        raise NotAllowed("Only verified researchers can ask.")
    count = _tell_researcher(question, by).count
    return Inquiry.objects.create(
        by=by,
        condition=question.condition,
        age_band=question.age_band,
        region=question.region,
        about=about,
        snapshot=count.snapshot,
        shown=count.shown,
        low=count.low,
        high=count.high,
    )


def _check_menu(question: Question) -> None:
    problems = {}
    if question.age_band and question.age_band not in AgeBand.values:
        problems["age_band"] = "Choose an age group from the list."
    if question.region and question.region not in Region.values:
        problems["region"] = "Choose a world region from the list."
    if problems:
        raise Invalid(problems)


def _tell_public(question: Question, by: User | None, address: str) -> Answer:
    if question.age_band or question.region:
        raise NotAllowed("Only verified researchers can ask about age or region.")
    limits.count(PUBLIC_LIMIT, address or "unknown")
    count = queries.published_count(question)
    _log(question, by, Tier.PUBLIC, count.snapshot, {"enough": count.enough})
    return Answer(Tier.PUBLIC, count)


def _tell_staff(question: Question, by: User) -> Answer:
    with transaction.atomic():
        count = queries.published_count(question)
        reads.record(
            by,
            subject=f"condition:{question.condition.key}",
            fields=["exact count"],
            purpose="count",
        )
        _log(question, by, Tier.STAFF, count.snapshot, {})
        return Answer(Tier.STAFF, count, exact=queries.exact_count(question))


def _tell_researcher(question: Question, by: User) -> Answer:
    """Locks the researcher's row, so that parallel questions are counted one after another."""
    _check_menu(question)
    with transaction.atomic():
        researcher = Researcher.objects.select_for_update().filter(user=by).first()
        if researcher is None:
            raise NotAllowed("First say where you work, and accept the rules for researchers.")
        count = None if _is_locked(researcher, question) else _count_for(researcher, question)
    if count is None:
        raise NotAllowed("You asked many different questions. Our staff will look at them first.")
    return Answer(Tier.RESEARCHER, count)


def _is_locked(researcher: Researcher, question: Question) -> bool:
    """Lock after 200 different questions in 30 days; what comes after is not answered."""
    if researcher.locked_at is not None:
        return True
    now = clock.now()
    since = max(now - MONTH, researcher.reviewed_at or now - MONTH)
    asked = CountLog.objects.filter(by=researcher.user_id, tier=Tier.RESEARCHER, at__gt=since)
    digests = set(asked.values_list("question_digest", flat=True).distinct())
    if question.digest in digests or len(digests) < DIFFERENT:
        return False
    researcher.locked_at = now
    researcher.save(update_fields=["locked_at"])
    ResearcherEvent.objects.create(researcher=researcher, verb="locked")
    StaffTask.objects.get_or_create(
        key=f"researcher_locked:{researcher.pk}:{now:%Y-%m-%d}",
        defaults={"kind": "researcher_locked", "refs": {"researcher": researcher.pk}},
    )
    return True


def _count_for(researcher: Researcher, question: Question) -> Count:
    """At most 50 a day. From the eighth time in 30 days the same question gets the seventh answer
    again, even where a newer build would say something else: watching one number move is no
    research."""
    now = clock.now()
    asked = CountLog.objects.filter(by=researcher.user_id, tier=Tier.RESEARCHER)
    if asked.filter(at__gt=now - DAY).count() >= DAILY:
        raise TooMany("You can ask 50 questions a day. Go on tomorrow.", wait=24 * 3600)
    same = asked.filter(question_digest=question.digest, at__gt=now - MONTH).order_by("id")
    earlier = list(same.select_related("snapshot")[:REPEATS])
    repeated = len(earlier) >= REPEATS
    if repeated:
        told = earlier[-1].answer
        count = Count(told["shown"], told["low"], told["high"], earlier[-1].snapshot)
    else:
        count = queries.published_count(question)
    _log(question, researcher.user, Tier.RESEARCHER, count.snapshot, count.told, repeated)
    return count


def _log(
    question: Question,
    by: User | None,
    tier: Tier,
    snapshot: Snapshot | None,
    answer: dict[str, object],
    repeated: bool = False,
) -> None:
    CountLog.objects.create(
        by=by,
        tier=tier,
        question=question.facts,
        question_digest=question.digest,
        snapshot=snapshot,
        answer=answer,
        repeated=repeated,
    )
