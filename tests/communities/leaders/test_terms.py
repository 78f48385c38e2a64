"""Terms: two years, a question 60 days before, 30 days of grace, each letter once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from communities.groups import operations as groups
from communities.groups import permissions as belonging
from communities.groups.models import CommunityEvent, Leadership
from communities.groups.operations.leadership import term_from
from communities.leaders import emails, operations, tasks
from communities.leaders.models import TermNotice
from rareshare.lib import clock
from rareshare.lib.errors import WrongState
from tests.communities.leaders.conftest import an_offer

DAY = timedelta(days=1)


def at(day):
    """Noon of a day."""
    return clock.frozen(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def look(day, times=2):
    """The task wakes up, more than once as tasks do."""
    with at(day):
        for _ in range(times):
            tasks.look_after_leaders()


def letters_of(outbox, user):
    return [row.kind for row in outbox.rows(to=user) if row.kind.startswith("leader_term")]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 11, 23), date(2028, 11, 23)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
    ],
)
def test_a_term_lasts_two_years_also_from_29_february(cast, community, start, end):
    assert term_from(start) == end
    with at(start):
        assert groups.appoint_leader(community, by=cast.lena, user=cast.chidi).term_ends_on == end


def test_silence_ends_a_term_softly(cast, community, leadership, outbox, client_for):
    end = leadership.term_ends_on
    look(end - 61 * DAY)
    assert letters_of(outbox, cast.dora) == []
    look(end - 60 * DAY)
    look(end - DAY)
    assert letters_of(outbox, cast.dora) == ["leader_term_ends"]
    look(end)
    look(end + 29 * DAY)
    assert letters_of(outbox, cast.dora) == ["leader_term_ends", "leader_term_over"]
    assert belonging.is_leader(cast.dora, community)
    look(end + 30 * DAY)
    look(end + 31 * DAY)
    assert letters_of(outbox, cast.dora)[2:] == ["leader_term_lapsed"]
    assert not belonging.is_leader(cast.dora, community)
    assert belonging.is_member(cast.dora, community)
    event = CommunityEvent.objects.filter(about=cast.dora).latest("pk")
    assert (event.verb, event.by) == ("leadership_lapsed", None)
    with at(end + 31 * DAY):
        assert "Your term ended on" in client_for(cast.dora).get("/me/leading/").content.decode()


def test_no_letter_of_a_term_names_anything(cast, community, leadership, outbox):
    for day in (-60, 0, 30):
        look(leadership.term_ends_on + day * DAY)
        for row in outbox.rows(to=cast.dora):
            if row.kind == "leader_term_lapsed" or day < 30:
                letter = outbox.read(row)
                text = letter.get_body(("plain",)).get_content() + letter["Subject"]
                assert community.name not in text and community.public_id not in text
                assert "/me/leading/" in text


def test_whom_the_worker_forgot_still_gets_the_whole_grace(cast, community, leadership, outbox):
    late = leadership.term_ends_on + 200 * DAY
    look(late)
    assert letters_of(outbox, cast.dora) == ["leader_term_ends", "leader_term_over"]
    assert belonging.is_leader(cast.dora, community)
    look(late + 29 * DAY)
    assert belonging.is_leader(cast.dora, community)
    look(late + 31 * DAY)
    assert not belonging.is_leader(cast.dora, community)


def test_go_on_in_one_step(cast, community, leadership, client_for, outbox):
    end = leadership.term_ends_on
    look(end - 60 * DAY)
    with at(end - 10 * DAY):
        dora = client_for(cast.dora)
        page = dora.get(f"/c/{community.public_id}/leaders/mine/").content.decode()
        assert "Go on for two years" in page
        assert "How would you like to go on?" in dora.get("/me/").content.decode()
        dora.post(f"/c/{community.public_id}/leaders/mine/renew/")
    leadership.refresh_from_db()
    assert leadership.term_ends_on == term_from(end)
    assert CommunityEvent.objects.filter(verb="leadership_renewed", by=cast.dora).count() == 1
    with pytest.raises(AssertionError, match="renewed or ended"):
        outbox.text("leader_term_ends", to=cast.dora)
    look(end + 40 * DAY)
    assert belonging.is_leader(cast.dora, community)
    assert letters_of(outbox, cast.dora) == ["leader_term_ends"]
    look(leadership.term_ends_on - DAY)  # the next term asks again
    assert letters_of(outbox, cast.dora) == ["leader_term_ends"] * 2


def test_a_term_can_be_renewed_in_the_grace_too(cast, community, leadership, api_for):
    day = leadership.term_ends_on + 20 * DAY
    api = api_for(cast.dora)
    address = f"/api/v1/communities/{community.public_id}/leaders/{leadership.pk}/renewal/"
    assert api.post(address).status_code == 409  # far too early
    with pytest.raises(WrongState):
        groups.renew_leadership(leadership, by=cast.dora)
    with at(day):
        renewed = groups.renew_leadership(leadership, by=cast.dora)
        assert renewed.term_ends_on == term_from(day)


def test_an_accepted_handover_keeps_the_leader_in_place(cast, community, leadership):
    end = leadership.term_ends_on
    application = operations.hand_over_leadership(leadership, by=cast.dora, user=cast.chidi)
    operations.accept_asking(application, by=cast.chidi, offer=an_offer())
    for day in (-60, 0, 40):
        look(end + day * DAY)
    assert belonging.is_leader(cast.dora, community)
    operations.withdraw_application(application, by=cast.chidi)
    look(end + 41 * DAY)
    assert not belonging.is_leader(cast.dora, community)


def test_the_parts_of_the_task_tell_how_much_they_did(cast, community, leadership):
    with at(leadership.term_ends_on - 60 * DAY):
        assert operations.ask_about_terms() == 1
        assert operations.ask_about_terms() == 0
        assert operations.end_lapsed_terms() == 0
    assert TermNotice.objects.count() == 1


def test_a_leadership_without_a_term_is_left_alone(cast, community, leadership, outbox):
    Leadership.objects.update(term_ends_on=None)
    look(date(2040, 1, 1))
    assert belonging.is_leader(cast.dora, community)
    assert letters_of(outbox, cast.dora) == []


def test_staff_see_terms_that_end(cast, community, leadership, client_for):
    with at(leadership.term_ends_on - 61 * DAY):
        assert (
            "None in the next 60 days"
            in client_for(cast.lena).get("/desk/leaders/").content.decode()
        )
    with at(leadership.term_ends_on - 30 * DAY):
        assert (
            "Dora, Northern fever" in client_for(cast.lena).get("/desk/leaders/").content.decode()
        )


def test_one_term_that_fails_stops_no_other(cast, community, leadership, outbox, monkeypatch):
    """Dora's comes first and cannot be told; Chidi is told, and ends in time."""
    groups.appoint_leader(community, by=cast.lena, user=cast.chidi)
    tell, lapse = emails.term_notice, emails.term_lapsed

    def broken(work, leader_of):
        def tried(*said):
            if leader_of(said) == cast.dora.pk:
                raise ValueError
            return work(*said)

        return tried

    end = leadership.term_ends_on
    with monkeypatch.context() as broke:
        broke.setattr(emails, "term_notice", broken(tell, lambda said: said[1].leadership.user_id))
        look(end - DAY)
        assert letters_of(outbox, cast.dora) == []
        assert letters_of(outbox, cast.chidi) == ["leader_term_ends"]
    look(end)
    look(end + DAY)
    with monkeypatch.context() as broke:
        broke.setattr(emails, "term_lapsed", broken(lapse, lambda said: said[0].user_id))
        look(end + 40 * DAY)
    assert belonging.is_leader(cast.dora, community)  # undone, for the next run
    assert not belonging.is_leader(cast.chidi, community)
    look(end + 41 * DAY)
    assert not belonging.is_leader(cast.dora, community)
