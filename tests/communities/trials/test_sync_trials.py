"""Asking ClinicalTrials.gov: sync_due_trials, sync_trials and due_syncs, over real sockets."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import format_datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DataError, connections, transaction

from communities.conditions.models import Condition, ConditionName, NameKind, Source
from communities.groups import operations as groups
from communities.trials import operations, tasks
from communities.trials.emails import TRIAL_RECRUITING
from communities.trials.models import (
    Trial,
    TrialEvent,
    TrialMatch,
    TrialNews,
    TrialSync,
    TrialWatch,
)
from communities.trials.operations import asking, syncing
from communities.trials.operations.asking import query_of
from rareshare.lib import clock, letters
from rareshare.lib.errors import Conflict, WrongState
from tests.communities.conftest import make_condition
from tests.communities.trials.conftest import DAY_ONE, study, take


@pytest.fixture(autouse=True)
def _ready(ctgov, community):
    """Everything here needs the source, and an illness with a community."""


def look(at=DAY_ONE):
    with clock.frozen(at):
        return operations.sync_due_trials()


def test_one_question_is_what_the_protocol_asks_for(ctgov):
    ctgov.pages = [[study(1), study(2)]]
    tasks.sync_trials()
    assert [path for path, _ in ctgov.asked] == ["version", "studies"]
    [asked] = ctgov.searches
    assert asked["query.cond"] == '"Calciphylaxis" OR "calcific uremic arteriolopathy"'
    assert (asked["format"], asked["countTotal"], asked["pageSize"]) == ("json", "true", "100")
    assert {"NCTId", "OverallStatus", "LocationGeoPoint"} <= set(asked["fields"].split(","))
    assert "pageToken" not in asked
    assert Trial.objects.count() == 2
    sync = TrialSync.objects.get()
    assert (sync.data_timestamp, sync.failures, sync.note) == (ctgov.stamp, 0, "")
    assert sync.claimed_until is None


def test_all_pages_are_asked_for_with_the_same_words(ctgov):
    ctgov.pages = [[study(1), study(2)], [], [study(3)], [study(4)]]
    look()
    assert Trial.objects.count() == 4
    first, *rest = ctgov.searches
    assert [asked["pageToken"] for asked in rest] == ["t1", "t2", "t3"]
    for asked in rest:
        assert "countTotal" not in asked
        same = {k: v for k, v in asked.items() if k != "pageToken"}
        assert same == {k: v for k, v in first.items() if k != "countTotal"}


def test_nothing_is_asked_while_the_source_did_not_change(ctgov, condition):
    ctgov.pages = [[study(1)]]
    assert look().done == 1
    assert look(DAY_ONE + timedelta(hours=23)).done == 0  # not due: not even the version
    assert len(ctgov.asked) == 2
    later = DAY_ONE + timedelta(days=1)
    assert look(later).done == 1
    assert [path for path, _ in ctgov.asked] == ["version", "studies", "version"]
    assert TrialSync.objects.get().done_at == later
    ctgov.stamp = "2026-11-21T09:00:00"
    look(DAY_ONE + timedelta(days=2))
    assert len(ctgov.searches) == 2


def test_new_names_are_asked_for_though_the_source_did_not_change(ctgov, condition):
    look()
    ConditionName.objects.create(
        condition=condition,
        text="vascular calcification cutaneous necrosis",
        kind=NameKind.COMMUNITY,
        source=Source.COMMUNITY,
        normalized="vascular calcification cutaneous necrosis",
    )
    look(DAY_ONE + timedelta(days=1))
    assert len(ctgov.searches) == 2
    assert "vascular calcification" in ctgov.searches[1]["query.cond"]


def test_only_illnesses_with_an_open_community_or_a_watcher_are_asked_about(ctgov, cast):
    quiet, watched, retired = (make_condition(name) for name in ("Quiet", "Watched", "Retired"))
    operations.watch_trials(watched, by=cast.fay)
    operations.watch_trials(retired, by=cast.fay)
    Condition.objects.filter(pk=retired.pk).update(status="retired")
    groups.open_community("Nameless", by=cast.lena, kind="undiagnosed")
    assert look().done == 2
    asked = {search["query.cond"] for search in ctgov.searches}
    assert asked == {'"Calciphylaxis" OR "calcific uremic arteriolopathy"', '"Watched"'}
    assert not TrialSync.objects.filter(condition=quiet).exists()
    operations.stop_watching_trials(TrialWatch.objects.get(condition=watched), by=cast.fay)
    assert look(DAY_ONE + timedelta(days=1)).done == 1


def test_a_watch_follows_an_illness_that_got_another_name(ctgov, cast, condition):
    old, older = make_condition("Old name"), make_condition("Elder name")
    for one in (old, older):
        operations.watch_trials(one, by=cast.fay)
        Condition.objects.filter(pk=one.pk).update(status="retired", replaced_by=condition)
    look()
    assert TrialWatch.objects.get().condition == condition


def test_what_was_told_stays_when_two_watches_become_one(ctgov, cast, outbox, condition):
    old = make_condition("Old name")
    take(old, study(1, "NOT_YET_RECRUITING"))
    operations.watch_trials(old, by=cast.fay)
    kept = operations.watch_trials(condition, by=cast.fay)
    take(old, study(1))
    Condition.objects.filter(pk=old.pk).update(status="retired", replaced_by=condition)
    ctgov.pages = [[study(1)]]
    look()
    [news] = TrialNews.objects.all()
    assert (news.user, news.watch) == (cast.fay, kept)
    [letter] = outbox.rows("trial_recruiting")  # told under the old name, still true under the new
    assert not isinstance(TRIAL_RECRUITING.decide(letter), letters.Cancel)


def test_with_no_source_nothing_is_asked(settings, condition):
    settings.CTGOV_URL = ""
    assert look().done == 0
    assert not TrialSync.objects.exists()
    with pytest.raises(WrongState):
        operations.sync_trials(condition)


@pytest.mark.parametrize("at", ["version", 0])
@pytest.mark.parametrize(("retry_after", "wait"), [("7200", 7200), ("x", 3600), ("", 3600)])
def test_429_keeps_us_away_as_long_as_it_says(ctgov, cast, at, retry_after, wait):
    operations.watch_trials(make_condition("Another"), by=cast.fay)
    ctgov.trouble, ctgov.trouble_at, ctgov.retry_after = "busy", at, retry_after
    visit = look()
    assert (visit.done, visit.failed) == (0, 1)
    asked = len(ctgov.asked)
    # For every illness, and not one question before the time.
    until = DAY_ONE + timedelta(seconds=wait)
    assert set(TrialSync.objects.values_list("due_at", flat=True)) == {until}
    look(until - timedelta(seconds=1))
    assert len(ctgov.asked) == asked
    ctgov.trouble = ""
    assert look(until).done == 2
    assert set(TrialSync.objects.values_list("failures", flat=True)) == {0}


def test_retry_after_may_be_a_date_and_never_holds_for_more_than_a_day(ctgov):
    ctgov.trouble = "busy"
    ctgov.retry_after = format_datetime(DAY_ONE + timedelta(hours=5), usegmt=True)
    look()
    assert TrialSync.objects.get().due_at == DAY_ONE + timedelta(hours=5)
    ctgov.retry_after = "99999999999"
    look(DAY_ONE + timedelta(hours=5))
    assert TrialSync.objects.get().due_at == DAY_ONE + timedelta(hours=29)


@pytest.mark.parametrize(
    "odd",
    [
        "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Mon, 01 Jan 2026 99999999999999999999:00:00 GMT",
        "Mon, 01 Jan 2026 00:00:00 +9999999999",
    ],
)
def test_a_retry_after_that_no_calendar_holds_is_none(ctgov, odd):
    ctgov.trouble, ctgov.retry_after = "busy", odd
    assert look().failed == 1
    assert TrialSync.objects.get().due_at == DAY_ONE + timedelta(hours=1)


def test_what_nobody_foresaw_stays_with_one_illness(ctgov, condition, cast, monkeypatch):
    operations.watch_trials(make_condition("Another"), by=cast.fay)
    asked = asking.ask

    def confused(query, stamp):
        if "Calciphylaxis" in query:
            raise OverflowError("a number that nobody thought of")
        return asked(query, stamp)

    monkeypatch.setattr(asking, "ask", confused)
    visit = look()
    assert (visit.done, visit.failed) == (1, 1)
    row = TrialSync.objects.get(condition=condition)
    assert (row.note, row.claimed_until) == ("something in the answer confused us", None)
    assert row.due_at > DAY_ONE


def test_each_failure_doubles_the_wait_up_to_a_day(ctgov):
    ctgov.trouble = "broken"
    at, waits = DAY_ONE, []
    for _ in range(10):
        look(at)
        due = TrialSync.objects.get().due_at
        waits.append(int((due - at).total_seconds() / 60))
        at = due
    assert waits == [10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]
    assert len(ctgov.searches) == 10
    sync = TrialSync.objects.get()
    assert (sync.failures, sync.note) == (10, "it answered 500")
    ctgov.trouble = ""
    look(at)
    sync.refresh_from_db()
    assert (sync.failures, sync.note, sync.done_at) == (0, "", at)


TROUBLE = [
    "broken",
    "garbage",
    "list",
    "hang",
    "cut",
    "loop",
    "no_studies",
    "bad_token",
    "redirect",
]


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_broken_answer_changes_nothing(ctgov, monkeypatch, trouble, page):
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    ctgov.pages = [[study(1)], [study(2)], [study(3)]]
    look()
    ctgov.pages = [[study(1, "COMPLETED")], [study(4)], []]
    ctgov.stamp, ctgov.trouble, ctgov.trouble_at = "later", trouble, page
    visit = look(DAY_ONE + timedelta(days=1))
    assert (visit.done, visit.failed) == (0, 1)
    assert set(Trial.objects.values_list("status", flat=True)) == {"RECRUITING"}
    assert set(TrialMatch.objects.values_list("times_missing", flat=True)) == {0}
    sync = TrialSync.objects.get()
    assert (sync.failures, sync.done_at, sync.claimed_until) == (1, DAY_ONE, None)
    assert sync.due_at == DAY_ONE + timedelta(days=1, minutes=10)


@pytest.mark.parametrize("stamp", [None, 7, "", "x" * 41, "line\nbreak", ["2026"]])
def test_a_version_without_a_time_is_no_answer(ctgov, stamp):
    ctgov.stamp = stamp
    assert look().failed == 1
    assert not ctgov.searches


def test_more_pages_than_we_take_are_left(ctgov, monkeypatch):
    monkeypatch.setattr(asking, "MOST_PAGES", 2)
    ctgov.pages = [[study(1)], [study(2)], [study(3)]]
    look()
    assert Trial.objects.count() == 2
    assert TrialSync.objects.get().note == "There were more studies than we take."


def test_three_failures_in_a_row_end_the_visit(ctgov, cast):
    for name in ("One", "Two", "Three", "Four"):
        operations.watch_trials(make_condition(name), by=cast.fay)
    ctgov.trouble = "broken"
    visit = look()
    assert (visit.failed, len(ctgov.searches)) == (3, 3)
    ctgov.trouble = ""
    assert look().done == 2  # the two that were not asked about; the others wait


def test_at_most_fifty_questions_in_a_minute_over_all_processes(ctgov, cast, monkeypatch):
    monkeypatch.setattr(asking, "PACE", asking.Limit("ctgov", 5, 60))
    for number in range(6):
        operations.watch_trials(make_condition(f"Illness {number}"), by=cast.fay)
    assert look().done == 4  # one version and four searches
    assert len(ctgov.asked) == 5
    assert not TrialSync.objects.exclude(claimed_until=None).exists()
    assert look(DAY_ONE + timedelta(seconds=59)).done == 0
    assert look(DAY_ONE + timedelta(seconds=61)).done == 3


def test_an_answer_that_cannot_be_stored_holds_up_no_other(ctgov, cast, condition, monkeypatch):
    ctgov.pages = [[study(1)]]
    operations.watch_trials(make_condition("Another"), by=cast.fay)

    def refuse(subject, answer, *, by):
        if subject == condition:
            raise DataError("a value that no column takes")
        return operations.import_trials(subject, answer, by=by)

    monkeypatch.setattr(syncing, "import_trials", refuse)
    visit = look()
    assert (visit.done, visit.failed) == (1, 1)
    assert TrialSync.objects.get(condition=condition).note == "the answer could not be stored"
    assert TrialMatch.objects.get().condition.name == "Another"


def test_names_are_quoted_and_bounded():
    assert query_of(['Say "hi" OR 1=1', "b\\ack", "AB", "say hi or 1=1"]) == (
        '"Say hi OR 1=1" OR "b ack"'
    )
    assert query_of([]) == ""
    many = query_of(f"illness number {n}" for n in range(50))
    assert many.count(" OR ") == asking.MOST_NAMES - 1
    long = query_of(f"{n} {'x' * 400}" for n in range(9))
    assert len(long) <= asking.MOST_QUERY
    assert long.count('"') % 2 == 0


def _killed(*asked):
    raise KeyboardInterrupt


def test_a_killed_round_leaves_a_claim_that_runs_out(ctgov, monkeypatch):
    ctgov.pages = [[study(1)]]
    with monkeypatch.context() as patch, clock.frozen(DAY_ONE):
        patch.setattr(asking, "ask", _killed)  # it dies between its question and the answer
        with pytest.raises(KeyboardInterrupt):
            operations.sync_due_trials()
    assert look(DAY_ONE + timedelta(minutes=14)).done == 0
    assert look(DAY_ONE + timedelta(minutes=15)).done == 1
    assert Trial.objects.count() == 1


def test_the_command_asks_about_one_illness_due_or_not(ctgov, condition, capsys):
    ctgov.pages = [[study(1), {"protocolSection": {}}]]
    for _ in range(2):
        call_command("sync_trials", condition=condition.key)
    assert "1 studies, 1 could not be read." in capsys.readouterr().out
    assert len(ctgov.searches) == 2
    ctgov.trouble = "garbage"
    with pytest.raises(CommandError, match="no JSON came"):
        call_command("sync_trials", condition=condition.key)
    with pytest.raises(Conflict):
        operations.sync_trials(condition)
    with pytest.raises(CommandError, match="nothing at this address"):
        call_command("sync_trials", condition="unknown")


def test_the_command_asks_about_what_is_due(ctgov, capsys):
    ctgov.pages = [[study(1)]]
    assert operations.due_syncs().count() == 0
    call_command("sync_trials", verbosity=0)
    call_command("sync_trials", verbosity=0)
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "1 illnesses looked at, 0 without an answer.",
        "0 illnesses looked at, 0 without an answer.",
    ]


def test_retired_illnesses_are_not_asked_about(condition):
    Condition.objects.filter(pk=condition.pk).update(status="retired")
    condition.refresh_from_db()
    with pytest.raises(WrongState):
        operations.sync_trials(condition)


@pytest.mark.django_db(transaction=True)
def test_rounds_at_the_same_time_ask_once_and_take_up_once(ctgov, cast):
    """Eight workers, three illnesses that share two studies."""
    ctgov.pages = [[study(1), study(2)]]
    for name in ("One", "Two"):
        operations.watch_trials(make_condition(name), by=cast.fay)

    def work(_):
        try:
            return look().done
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(work, range(8))) == 3
    assert len(ctgov.searches) == 3
    assert Trial.objects.count() == 2
    assert TrialMatch.objects.count() == 6
    assert TrialEvent.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_workers_that_are_sent_away_lock_the_illnesses_in_one_order(condition):
    """Each begins with the first row, so the one that must wait holds nothing that others want."""
    first = TrialSync.objects.create(condition=condition)
    last = TrialSync.objects.create(condition=make_condition("Another"))

    def put_off():
        try:
            syncing._put_off(last, asking.NoAnswer("it answered 429", timedelta(hours=2)))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            TrialSync.objects.select_for_update().get(pk=first.pk)
            sent_away = threads.submit(put_off)
            time.sleep(0.5)
            assert TrialSync.objects.select_for_update(nowait=True).get(pk=last.pk)
        sent_away.result()
    assert min(TrialSync.objects.values_list("due_at", flat=True)) > clock.now()
