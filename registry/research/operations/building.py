"""Building the frozen cube from the people who allow counting."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from accounts.models import User
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed
from registry.enrollment import use
from registry.enrollment.models import Identity
from registry.research import cube, permissions, queries, ranges
from registry.research.models import Cell, Snapshot
from registry.research.ranges import Range

_LOCK = 7_241_020  # any fixed number: one build at a time
BUILD_HOUR = 3
Numbers = dict[cube.Key, int]
Published = dict[cube.Key, Range]


def refresh_counts(*, by: User | None = None, force: bool = False) -> Snapshot:
    """Build the cube anew where the newest is older than the first of this month, 03:00 UTC. Only
    people who allow counting are in it."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if not permissions.can_refresh_counts(by):
            raise NotAllowed("Counts are refreshed by schedule.")
        newest = queries.newest_snapshot()
        if newest is not None and not force and newest.built_at >= _last_turn(clock.now()):
            return newest
        return _build(newest)


def _build(before: Snapshot | None) -> Snapshot:
    rule = ranges.rule()
    snapshot = Snapshot.objects.create(smallest=rule.smallest, width=rule.width)
    people = _people()
    earlier = _published_before(before)
    for condition in sorted(people.keys() | (earlier or {}).keys()):
        numbers = cube.count(people.get(condition, Counter()))
        last = earlier.get(condition, {}) if earlier is not None else None
        Cell.objects.bulk_create(_cells(snapshot, condition, numbers, last))
    return snapshot


def _people() -> dict[int, Counter[cube.Key]]:
    """People who allow counting, by condition, age band and world region. Birth dates are opened
    here and nowhere kept; the cube holds numbers only."""
    today = clock.today()
    allowed = use.allowing(use.Purpose.COUNT, clock.now()).exclude(condition=None)
    rows = Identity.objects.filter(participant__in=allowed).select_related("participant")
    found: dict[int, Counter[cube.Key]] = defaultdict(Counter)
    for identity in rows.iterator(chunk_size=2_000):
        person = identity.participant
        band = cube.age_band(date.fromisoformat(identity.birth_date), today)
        region = cube.region_by_country().get(person.country)
        if person.condition_id is not None:
            found[person.condition_id][(band, region or cube.ELSEWHERE)] += 1
    return found


def _published_before(before: Snapshot | None) -> dict[int, Published] | None:
    """The ranges of the last build; None where there is none, or where the rule was another one."""
    rule = ranges.rule()
    if before is None or (before.smallest, before.width) != (rule.smallest, rule.width):
        return None
    found: dict[int, Published] = defaultdict(dict)
    for cell in Cell.objects.filter(snapshot=before):
        found[cell.condition_id][(cell.age_band, cell.region)] = Range(cell.low, cell.high)
    return found


def _cells(
    snapshot: Snapshot, condition: int, numbers: Numbers, before: Mapping[cube.Key, Range] | None
) -> list[Cell]:
    """The cells worth keeping: what the cube does not hold reads as none or few."""
    rule = ranges.rule()
    published = cube.published(numbers, before, rule)
    unseen = cube.hidden(published, rule)
    return [
        Cell(
            snapshot=snapshot,
            condition_id=condition,
            age_band=key[0],
            region=key[1],
            exact=numbers[key],
            low=span.low,
            high=span.high,
            shown=key not in unseen,
        )
        for key, span in published.items()
        if numbers[key] or span.enough or key in unseen
    ]


def _last_turn(now: datetime) -> datetime:
    """The latest first of a month, 03:00 UTC, that is not in the future."""
    turn = now.replace(day=1, hour=BUILD_HOUR, minute=0, second=0, microsecond=0)
    return turn if turn <= now else (turn - timedelta(days=1)).replace(day=1)
