"""Everybody who is due gets one letter, whoever looks and however often."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import close_old_connections, connections
from django.db.models import QuerySet

from rareshare.lib import clock, delivery, subscriptions
from rareshare.lib.letter_states import LetterState
from rareshare.lib.models import Letter, StaffTask
from registry.answers import operations as answers
from registry.enrollment import operations as enrollment
from registry.updates import operations, queries, tasks
from registry.updates.models import DueStep, Schedule
from registry.updates.states import Step
from tests.mailserver import MailServer
from tests.registry import people
from tests.registry.updates.conftest import DUE, JOINED

DAY = timedelta(days=1)


def scan(at: datetime) -> int:
    with clock.frozen(at):
        return operations.find_due()


def ours() -> QuerySet[Letter]:
    """The letters of this room."""
    return Letter.objects.filter(purpose="annual_update").order_by("pk")


def states_at(at: datetime) -> list[tuple[str, str]]:
    """Deliver what is due at a moment; every letter with its state."""
    with clock.frozen(at):
        delivery.deliver_due()
    return list(ours().values_list("kind", "state"))


def subjects(mail_server: MailServer) -> list[str]:
    return [str(message["Subject"]) for message in mail_server.messages]


def test_nobody_is_written_to_before_a_year_has_passed(alma):
    assert scan(JOINED) == 0
    assert scan(DUE - timedelta(minutes=1)) == 0
    assert not ours().exists()


def test_one_letter_at_nine_of_the_day_however_often_one_looks(alma, cast):
    assert scan(DUE) == 1
    assert [scan(DUE + timedelta(minutes=minute)) for minute in range(1, 5)] == [0] * 4
    [letter] = ours()
    assert (letter.kind, letter.recipient_id) == ("update_invitation", cast.alma.pk)
    assert letter.due_at == DUE
    assert DueStep.objects.get().step == Step.INVITATION


def test_reminders_come_after_three_weeks_and_three_months_then_silence(alma):
    for day in range(367):
        scan(DUE + day * DAY)
    steps = dict(DueStep.objects.values_list("step", "found_at"))
    assert steps[Step.REMINDER] == DUE + 21 * DAY
    assert steps[Step.LAST] == DUE + 91 * DAY
    assert DueStep.objects.filter(cycle=1).count() == 3
    assert DueStep.objects.filter(cycle=2).count() == 1


def test_the_next_year_counts_from_the_anchor_not_from_the_last_letter(alma):
    for day in range(120):
        scan(DUE + day * DAY)
    schedule = Schedule.objects.get()
    assert (schedule.cycle, schedule.step) == (1, Step.SILENCE)
    assert schedule.due_at == datetime(2028, 3, 3, 15, 0, tzinfo=UTC)


def test_after_45_days_of_silence_of_the_house_one_letter_and_14_days_of_rest(alma):
    late = DUE + 45 * DAY
    assert scan(late) == 1
    assert scan(late + 13 * DAY) == 0
    assert scan(late + 14 * DAY) == 1
    assert DueStep.objects.count() == 2


def test_a_letter_found_at_night_leaves_in_the_morning(alma, mail_server):
    night = DUE + timedelta(hours=13)  # 22:00 in Texas
    scan(night)
    assert states_at(night) == [("update_invitation", LetterState.DUE)]
    assert "Please check your details" not in subjects(mail_server)
    assert states_at(DUE + DAY) == [("update_invitation", LetterState.SENT)]
    assert subjects(mail_server).count("Please check your details") == 1


def test_clock_jumps_make_no_second_letter(alma):
    for jump in (0, 366, -1, 1, 365, 0):
        scan(DUE + jump * DAY)
    assert DueStep.objects.filter(cycle=1, step=Step.INVITATION).count() == 1
    keys = list(ours().values_list("key", flat=True))
    assert len(keys) == len(set(keys))


def test_whoever_gave_answers_before_is_not_reminded(alma, cast):
    with clock.frozen(DUE - 30 * DAY):
        answers.record_response(alma, by=cast.alma, section="talking", values={}, seen=0)
    assert scan(DUE) == 0
    with clock.frozen(DUE):
        standing = queries.standing(alma)
    assert standing is not None
    assert standing.last_on == (DUE - 30 * DAY).date()
    assert standing.due_on == date(2028, 2, 1)


def test_answers_between_finding_and_sending_stop_the_letter(alma, cast):
    scan(DUE)
    with clock.frozen(DUE):
        answers.record_response(alma, by=cast.alma, section="talking", values={}, seen=0)
    assert states_at(DUE) == [("update_invitation", LetterState.CANCELED)]


def test_withdrawing_between_finding_and_sending_stops_the_letter(alma, cast):
    scan(DUE)
    with clock.frozen(DUE):
        enrollment.withdraw_enrollment(alma, by=cast.alma)
    assert states_at(DUE) == [("update_invitation", LetterState.CANCELED)]
    assert scan(DUE + 400 * DAY) == 0


def test_the_dead_get_no_letter(alma, cast):
    with clock.frozen(DUE - DAY):
        enrollment.record_death(alma, by=cast.emil, reason="The family called us.")
    assert scan(DUE) == 0


def test_unsubscribing_from_this_purpose_stops_the_letter(alma, cast, client_for):
    scan(DUE)
    token = subscriptions.unsubscribe_token(cast.alma.pk, "annual_update")
    browser = client_for(cast.fay).__class__(enforce_csrf_checks=True)
    answer = browser.post(f"/e/{token}/", {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert states_at(DUE) == [("update_invitation", LetterState.CANCELED)]
    alma.refresh_from_db()
    assert alma.state == "enrolled"


def test_a_guardian_gets_the_letter_of_the_child(rosa, cast):
    scan(DUE)
    assert ours().filter(recipient_id=cast.ben.pk).count() == 1


def test_where_nobody_acts_staff_get_a_task_and_nobody_a_letter(alma):
    alma.actors.update(until=JOINED)
    scan(DUE)
    scan(DUE + DAY)
    assert not ours().exists()
    assert StaffTask.objects.filter(kind="update_without_recipient").count() == 1


def test_the_task_and_the_command_are_the_same_scanner(alma, capsys):
    with clock.frozen(DUE):
        call_command("find_due_updates")
        tasks.find_due()
    assert "1 letters queued" in capsys.readouterr().out
    assert ours().count() == 1


@pytest.mark.django_db(transaction=True)
def test_five_scanners_at_once_find_everybody_once(cast, condition):
    from rareshare.home.demo import enrollment as demo

    with clock.frozen(JOINED):
        demo.publish_texts(cast.emil)
        crowd = people.crowd(condition, 60)

    def look(number: int) -> int:
        close_old_connections()
        try:
            with clock.frozen(DUE):
                return operations.find_due(batch=7)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        found = list(pool.map(look, range(5)))
    scan(DUE)
    assert sum(found) <= len(crowd)
    assert DueStep.objects.count() == len(crowd)
    assert ours().count() == len(crowd)
