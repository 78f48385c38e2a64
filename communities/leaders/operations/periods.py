"""Communities that nobody looks after: noticed, told to their members once, and noted when over."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from communities.leaders import emails, queries
from communities.leaders.models import LeaderlessPeriod
from communities.leaders.queries.leaders import without_leader
from rareshare.lib import clock, rows
from rareshare.lib.locks import locked

# Time for a handover or a new appointment, so that nobody is asked without need.
PATIENCE = timedelta(days=7)
_AT_ONCE = 200


def note_leaderless() -> None:
    """A period begins where an open community has no living leader, and ends with a new one."""
    now = clock.now()
    with transaction.atomic():
        open_periods = LeaderlessPeriod.objects.filter(ended_at=None)
        still = without_leader().filter(pk=OuterRef("community"))
        open_periods.exclude(Exists(still)).update(ended_at=now)
        known = open_periods.filter(community=OuterRef("pk"))
        LeaderlessPeriod.objects.bulk_create(
            [
                LeaderlessPeriod(community=community, since=now)
                for community in without_leader().exclude(Exists(known))[:_AT_ONCE]
            ],
            ignore_conflicts=True,
        )


def ask_members() -> int:
    """Ask the members once in each period, a week after it began: could you help?"""
    waiting = LeaderlessPeriod.objects.filter(
        ended_at=None, asked_at=None, since__lte=clock.now() - PATIENCE
    )
    return rows.each(waiting.order_by("pk")[:_AT_ONCE], _ask, what="ask who would lead")


def _ask(found: LeaderlessPeriod) -> int:
    period = locked(found)
    if period.asked_at is not None or period.ended_at is not None:
        return 0
    period.asked_at = clock.now()
    period.save(update_fields=["asked_at"])
    if not queries.is_leaderless(period.community):
        return 0
    emails.leader_wanted(period)
    return 1
