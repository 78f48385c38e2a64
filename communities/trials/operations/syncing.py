"""The daily look at ClinicalTrials.gov. Rows say what is due; a round may run twice, be killed or
not come at all."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from communities.conditions.models import Condition
from communities.groups import queries as groups
from communities.trials.models import TrialSync, TrialWatch
from communities.trials.models.record import Answer
from communities.trials.operations import asking
from communities.trials.operations.asking import NoAnswer
from communities.trials.operations.naming import names_of
from communities.trials.operations.taking import NEXT_LOOK, import_trials
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, TooMany, WrongState

log = structlog.get_logger(__name__)
CLAIM = timedelta(minutes=15)  # longer than any round lasts
ROUND_SECONDS = 180.0
MOST_FAILURES = 3
FIRST_RETRY, LAST_RETRY = timedelta(minutes=10), timedelta(days=1)


@dataclass
class Round:
    """One visit. The version is asked once; three failures in a row end the visit."""

    stamp: str = ""
    done: int = 0
    failed: int = 0
    in_a_row: int = 0
    end: float = field(default_factory=lambda: time.monotonic() + ROUND_SECONDS)

    @property
    def is_over(self) -> bool:
        return self.in_a_row >= MOST_FAILURES or time.monotonic() > self.end


def sync_due_trials(*, step: Callable[[], object] = lambda: None) -> Round:
    """Ask about every illness that is due: one with an open community, or that somebody watches.
    Nothing is asked where no source is set."""
    visit = Round()
    if not settings.CTGOV_URL:
        return visit
    _follow_replacements()
    _enroll()
    while not visit.is_over and (sync := _claim()) is not None:
        try:
            _look(sync, visit)
        except TooMany:
            _release(sync)
            break
        step()
    return visit


def sync_trials(condition: Condition) -> TrialSync:
    """Ask about one illness now, due or not, even where the source says that nothing changed."""
    if not settings.CTGOV_URL:
        raise WrongState("No source of studies is set: CTGOV_URL is empty.")
    if not condition.is_active:
        raise WrongState("This illness is no longer on the list.")
    TrialSync.objects.bulk_create([TrialSync(condition=condition)], ignore_conflicts=True)
    sync = TrialSync.objects.get(condition=condition)
    try:
        answer = asking.ask(names_of(condition).query, asking.data_timestamp())
    except NoAnswer as error:
        _put_off(sync, error)
        raise Conflict(f"No answer: {error}.") from error
    import_trials(condition, answer, by=None)
    sync.refresh_from_db()
    return sync


def due_syncs() -> QuerySet[TrialSync]:
    """The illnesses to ask about now, the longest overdue first."""
    now = clock.now()
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    due = TrialSync.objects.filter(free, due_at__lte=now, condition__in=_wanted().values("pk"))
    return due.order_by("due_at", "pk")


def _wanted() -> QuerySet[Condition]:
    open_ones = groups.open_communities(AnonymousUser()).order_by()
    watched = TrialWatch.objects.filter(condition=OuterRef("pk"))
    held = Q(pk__in=open_ones.filter(condition__isnull=False).values("condition"))
    return Condition.objects.active().filter(held | Exists(watched))


def _enroll() -> None:
    missing = _wanted().filter(trial_sync=None)
    rows = [TrialSync(condition_id=pk) for pk in missing.values_list("pk", flat=True)]
    TrialSync.objects.bulk_create(rows, ignore_conflicts=True)


def _follow_replacements() -> None:
    """Who watches an illness that is now listed under another name watches that one."""
    moved = TrialWatch.objects.filter(condition__replaced_by__isnull=False)
    for watch in moved.select_related("condition").order_by("pk"):
        with transaction.atomic():
            # The lock of watch_trials, so that the person asks for the new name before or after.
            User.objects.select_for_update(no_key=True).filter(pk=watch.user_id).first()
            target = watch.condition.replaced_by_id
            rows = TrialWatch.objects.select_for_update().filter(user=watch.user_id)
            kept = rows.filter(condition=target).first()
            if kept is None:
                rows.filter(pk=watch.pk).update(condition=target)
            elif (own := rows.filter(pk=watch.pk).first()) is not None:
                own.news.update(watch=kept)
                own.delete()


def _claim() -> TrialSync | None:
    """Take the longest overdue illness for this process; others pass it over. A claim that its
    process did not live to end runs out by itself."""
    with transaction.atomic():
        rows = due_syncs().select_for_update(skip_locked=True, of=("self",))
        sync = rows.select_related("condition").first()
        if sync is not None:
            sync.claimed_until = clock.now() + CLAIM
            sync.save(update_fields=["claimed_until"])
    return sync


def _release(sync: TrialSync) -> None:
    TrialSync.objects.filter(pk=sync.pk).update(claimed_until=None)


def _look(sync: TrialSync, visit: Round) -> None:
    """Ask, and take the answer up. No transaction is open while the source thinks."""
    names = names_of(sync.condition)
    try:
        visit.stamp = visit.stamp or asking.data_timestamp()
        same = (visit.stamp, asking.digest_of(names.query))
        if sync.done_at and (sync.data_timestamp, sync.asked_for) == same:
            _note_unchanged(sync)
        else:
            _take(sync.condition, asking.ask(names.query, visit.stamp))
    except TooMany:
        raise
    except Exception as error:
        trouble = error if isinstance(error, NoAnswer) else _unforeseen(error)
        _put_off(sync, trouble)
        visit.failed += 1
        visit.in_a_row = MOST_FAILURES if trouble.wait else visit.in_a_row + 1
        return
    visit.done += 1
    visit.in_a_row = 0


def _take(condition: Condition, answer: Answer) -> None:
    """One answer that cannot be stored must not stand in the way of all others."""
    try:
        import_trials(condition, answer, by=None)
    except DatabaseError as error:
        log.error("an answer about studies could not be stored", error=type(error).__name__)
        raise NoAnswer("the answer could not be stored") from error


def _unforeseen(error: Exception) -> NoAnswer:
    """Nothing that the source sends may stop the illnesses after this one."""
    log.error("an answer about studies confused us", error=type(error).__name__)
    return NoAnswer("something in the answer confused us")


def _note_unchanged(sync: TrialSync) -> None:
    now = clock.now()
    TrialSync.objects.filter(pk=sync.pk).update(
        asked_at=now, done_at=now, due_at=now + NEXT_LOOK, claimed_until=None, failures=0, note=""
    )


def _put_off(sync: TrialSync, error: NoAnswer) -> None:
    """Try this illness again after 10 minutes, doubled with each failure up to a day. Where the
    source asks us to stay away, that holds for every illness."""
    now = clock.now()
    with transaction.atomic():
        # All rows that change, in one order: two workers that are sent away do not cross.
        touched = Q(pk=sync.pk)
        if error.wait:
            touched |= Q(due_at__lt=now + error.wait)
        rows = TrialSync.objects.select_for_update().filter(touched).order_by("pk")
        others = {one.pk: one for one in rows}
        row = others.pop(sync.pk)
        row.failures = min(row.failures + 1, 1_000)
        wait = min(FIRST_RETRY * 2 ** min(row.failures - 1, 8), LAST_RETRY)
        row.asked_at, row.claimed_until = now, None
        row.due_at = now + max(wait, error.wait or wait)
        row.note = str(error)[:200]
        row.save()
        if error.wait:
            TrialSync.objects.filter(pk__in=others).update(due_at=now + error.wait)
    log.warning("no answer about studies", reason=str(error)[:60], failures=row.failures)
