"""Taking an answer up: all that it says about one illness, in one transaction, or nothing."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from accounts.models import User
from communities.conditions.models import Condition
from communities.trials import permissions
from communities.trials.models import Trial, TrialEvent, TrialMatch, TrialPlace, TrialSync
from communities.trials.models.record import Answer, Reading, Record, Site
from communities.trials.operations.naming import names_of
from communities.trials.operations.reading import read_studies
from communities.trials.operations.telling import tell_watchers
from communities.trials.states import RECRUITING
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed
from rareshare.lib.locks import locked

LEAST_MISSING = 3
LEAST_MISSING_FOR = timedelta(days=3)
NEXT_LOOK = timedelta(days=1)
_FACTS = [
    field.attname
    for field in Trial._meta.concrete_fields
    if field.attname not in {"id", "nct_id", "group"}
]
_SITE = [field.name for field in fields(Site)]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer brought."""

    studies: int = 0
    new: int = 0
    changed: int = 0
    missing: int = 0
    bad: int = 0
    told: int = 0


def import_trials(condition: Condition, answer: Answer, *, by: User | None) -> Taken:
    """Make this illness's studies say what the answer says. Again and again it gives the same end
    state. A study that is missing stays, and vanishes from pages only after three whole answers
    over three days lacked it. The first answer tells nobody: it is what was there already."""
    reading = read_studies(answer.studies)
    TrialSync.objects.bulk_create([TrialSync(condition=condition)], ignore_conflicts=True)
    with transaction.atomic():
        sync = locked(TrialSync.objects.get(condition=condition))
        if not permissions.can_import_trials(by, condition):
            raise NotAllowed
        if sync.done_at and sync.asked_at and sync.asked_at > answer.asked_at:
            return Taken()  # a later question was answered while this answer was on its way
        trials, changed = _store(reading)
        before = {match.trial_id: match for match in _matches(condition)}
        opened = _match(condition, reading, trials, before)
        missing = _note_missing(condition, reading) if answer.complete else 0
        new = sum(1 for trial in trials.values() if trial.pk not in before)
        known = _told_of(opened, before, sync, answer)
        told = tell_watchers(condition, known)
        _note_done(sync, answer, reading)
    return Taken(len(trials), new, changed, missing, reading.bad, told)


def _store(reading: Reading) -> tuple[dict[str, Trial], int]:
    """The rows of all readable studies. Rows are made and locked in the order of their numbers, so
    that two illnesses that share studies wait for each other and never lock each other out."""
    numbers = sorted(reading.records)
    Trial.objects.bulk_create([Trial(nct_id=one) for one in numbers], ignore_conflicts=True)
    rows = Trial.objects.select_for_update(of=("self",)).filter(nct_id__in=numbers)
    trials = {trial.nct_id: trial for trial in rows.order_by("nct_id")}
    changed = [
        trial for number, trial in trials.items() if trial.digest != reading.records[number].digest
    ]
    TrialEvent.objects.bulk_create(
        _event(trial, reading.records[trial.nct_id].facts["status"])
        for trial in changed
        if not trial.digest or trial.status != reading.records[trial.nct_id].facts["status"]
    )
    for trial in changed:
        _write(trial, reading.records[trial.nct_id])
    Trial.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=_FACTS, batch_size=500
    )
    _place(changed, reading)
    return trials, len(changed)


def _event(trial: Trial, status: str) -> TrialEvent:
    verb = "trial_status_changed" if trial.digest else "trial_listed"
    return TrialEvent(trial=trial, verb=verb, from_state=trial.status, to_state=status)


def _write(trial: Trial, record: Record) -> None:
    for name, value in record.facts.items():
        setattr(trial, name, value)
    trial.digest, trial.changed_at = record.digest, clock.now()
    trial.place_count = len(record.sites)


def _place(changed: list[Trial], reading: Reading) -> None:
    """The places as they are named now. One that is still named keeps its number."""
    wanted = {
        (trial.pk, *astuple(site)): trial
        for trial in changed
        for site in reading.records[trial.nct_id].sites
    }
    gone = [
        place.pk
        for place in TrialPlace.objects.filter(trial__in=[trial.pk for trial in changed])
        if wanted.pop((place.trial_id, *(getattr(place, name) for name in _SITE)), None) is None
    ]
    TrialPlace.objects.filter(pk__in=gone).delete()
    TrialPlace.objects.bulk_create(
        (
            TrialPlace(trial=trial, **dict(zip(_SITE, site[1:], strict=True)))
            for site, trial in wanted.items()
        ),
        batch_size=2_000,
    )


def _matches(condition: Condition) -> Iterable[TrialMatch]:
    return TrialMatch.objects.select_for_update().filter(condition=condition)


def _match(
    condition: Condition,
    reading: Reading,
    trials: dict[str, Trial],
    before: dict[int, TrialMatch],
) -> list[Trial]:
    """Note that each study was seen for this illness; those that look for people and did not when
    last seen here come back."""
    names = names_of(condition)
    rows, opened = [], []
    for number, trial in trials.items():
        kind, name = names.compare(reading.records[number])
        rows.append(
            TrialMatch(
                trial=trial,
                condition=condition,
                kind=kind,
                matched_name=name,
                status_seen=trial.status,
            )
        )
        old = before.get(trial.pk)
        if trial.is_recruiting and (old is None or old.status_seen != RECRUITING):
            opened.append(trial)
    seen = ["kind", "matched_name", "status_seen", "missing_since", "times_missing", "hidden_at"]
    TrialMatch.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["condition", "trial"], update_fields=seen
    )
    return opened


def _note_missing(condition: Condition, reading: Reading) -> int:
    """Count an answer that lacks a study. One that came and could not be read is not missing."""
    now = clock.now()
    missing = TrialMatch.objects.filter(condition=condition, hidden_at=None)
    missing = missing.exclude(trial__nct_id__in=reading.named)
    count = missing.update(times_missing=F("times_missing") + 1)
    missing.filter(missing_since=None).update(missing_since=now)
    missing.filter(
        times_missing__gte=LEAST_MISSING, missing_since__lte=now - LEAST_MISSING_FOR
    ).update(hidden_at=now)
    return count


def _told_of(
    opened: list[Trial], before: dict[int, TrialMatch], sync: TrialSync, answer: Answer
) -> list[Trial]:
    """Which of these are news. Nothing is when we look for the first time; after a change of the
    names only what was listed here before, because the rest may be years old."""
    if sync.done_at is None:
        return []
    if sync.asked_for != answer.asked_for:
        return [trial for trial in opened if trial.pk in before]
    return opened


def _note_done(sync: TrialSync, answer: Answer, reading: Reading) -> None:
    now = clock.now()
    sync.data_timestamp, sync.asked_for = answer.data_timestamp, answer.asked_for
    sync.asked_at, sync.done_at = answer.asked_at, now
    sync.due_at, sync.claimed_until = now + NEXT_LOOK, None
    sync.failures, sync.bad_records = 0, reading.bad
    sync.note = "" if answer.complete else "There were more studies than we take."
    sync.save()
