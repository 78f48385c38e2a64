"""When a yearly update is due. Pure date arithmetic, no rows.

Due days are always counted from the anchor (anchor plus n years), never from the previous due day:
counting on from 28 February would lose the 29th for ever.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING, EVENING = time(9), time(18)
_SATURDAY = 5


def anniversary(anchor: date, years: int) -> date:
    """The day `years` years after `anchor`; 29 February becomes the 28th in common years."""
    try:
        return anchor.replace(year=anchor.year + years)
    except ValueError:
        return date(anchor.year + years, 2, 28)


def first_anniversary_after(anchor: date, day: date) -> date:
    """The earliest anniversary of `anchor`, at least one year on, that lies after `day`."""
    years = max(1, day.year - anchor.year)
    due = anniversary(anchor, years)
    return due if due > day else anniversary(anchor, years + 1)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def morning_of(day: date, zone: ZoneInfo) -> datetime:
    """09:00 local time on `day`, or on the Monday after a weekend, as an instant in UTC."""
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, tzinfo=zone).astimezone(UTC)


def next_daytime(now: datetime, zone: ZoneInfo) -> datetime:
    """`now` where it is between 09:00 and 18:00 on a weekday there, else the next such morning."""
    local = now.astimezone(zone)
    weekday = local.weekday() < _SATURDAY
    if weekday and MORNING <= local.time() < EVENING:
        return now
    if weekday and local.time() < MORNING:
        return morning_of(local.date(), zone)
    return morning_of(local.date() + timedelta(days=1), zone)
