"""The alarm on bulk reading: each list and page of people is counted before it is shown."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from accounts.roles import Role
from communities.people import emails
from communities.people.models import ReadingDay, ReadingStop, ReadingStopEvent
from communities.people.states import HOLDING, StopState
from rareshare.lib import clock
from rareshare.lib.crypto import keyed_digest
from rareshare.lib.errors import TooMany
from rareshare.lib.models import StaffTask

KEPT_DAYS = timedelta(days=2)
# The day's row is also the lock: requests at once wait here, so that none counts past another.
_DAY = """
INSERT INTO people_readingday (viewer_id, day, people) VALUES (%(viewer)s, %(day)s, 0)
ON CONFLICT (viewer_id, day) DO UPDATE SET day = EXCLUDED.day
RETURNING id, EXISTS (
    SELECT 1 FROM people_readingstop s
    WHERE s.viewer_id = %(viewer)s AND s.state IN ('waiting', 'kept'))
"""
# One statement marks a whole list: only people who are new today count.
_MARK = """
WITH new AS (
    INSERT INTO people_readingmark (reading_id, mark)
    SELECT %(reading)s, unnest(%(marks)s::bigint[]) ON CONFLICT DO NOTHING RETURNING 1
)
UPDATE people_readingday SET people = people + (SELECT count(*) FROM new)
WHERE id = %(reading)s RETURNING people
"""


class ReadingStopped(TooMany):
    """The viewer was shown as many people as is usual for many days."""

    title = "We stopped here to protect members"

    def __init__(self) -> None:
        super().__init__(
            "You were shown very many people today, so we show no more for now. This protects "
            "everybody here. Our team has a look. Was it for a good reason? Write to us.",
            wait=24 * 3600,
        )


def watch_reading(viewer: User, public_ids: Sequence[str]) -> None:
    """Count the people who are about to be shown, over all communities, by page and by API. Above
    the limit of a day nothing more is shown until staff lift the stop. One's own page is always
    free."""
    others = [one for one in public_ids if one != viewer.public_id]
    if others and not _may_go_on(viewer, others):
        raise ReadingStopped


def forget_readings() -> None:
    """Drop the marks of days that are over."""
    ReadingDay.objects.filter(day__lt=clock.today() - KEPT_DAYS).delete()


def limit_of(viewer: User) -> int:
    """How many different people somebody is shown on one day; staff see more, but have a limit,
    too."""
    staff = viewer.has_role(Role.COORDINATOR, Role.MODERATOR, Role.ADMIN)
    return settings.READING_LIMIT_STAFF if staff else settings.READING_LIMIT


def _may_go_on(viewer: User, others: Sequence[str]) -> bool:
    """The count and the stop are written even where the answer is no."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_DAY, {"viewer": viewer.pk, "day": clock.today()})
        reading, stopped = cursor.fetchone()
        if stopped:
            return False
        marks = [_mark(reading, one) for one in others]
        cursor.execute(_MARK, {"reading": reading, "marks": marks})
        people = int(cursor.fetchone()[0])
        if people <= limit_of(viewer):
            return True
        _stop(viewer, people)
        return False


def _mark(reading: int, public_id: str) -> int:
    digest = keyed_digest("reading", f"{reading}:{public_id}")
    return int.from_bytes(bytes.fromhex(digest[:16]), signed=True)


def _stop(viewer: User, people: int) -> None:
    """Under the day's lock; where two days meet at midnight, the second finds the first's stop."""
    stop, made = ReadingStop.objects.get_or_create(
        viewer_id=viewer.pk, state__in=HOLDING, defaults={"people": people}
    )
    if not made:
        return
    ReadingStopEvent.objects.create(
        stop=stop, verb="reading_stopped", by=None, to_state=StopState.WAITING
    )
    StaffTask.objects.create(
        key=f"reading_stop:{stop.pk}", kind="reading_stop", refs={"stop": stop.pk}
    )
    emails.reading_stopped(stop)
