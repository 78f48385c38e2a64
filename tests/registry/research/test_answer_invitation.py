"""Staff write, a participant decides, and the researcher learns of a yes only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from rareshare.lib import clock, delivery, ledger
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from rareshare.lib.models import LedgerEntry, ReadEntry
from registry.enrollment import operations as enrollment
from registry.research import operations, queries
from registry.research.models import Campaign, Invitation, Release
from registry.research.operations.releasing import next_noon
from tests.reading import grade, sentences
from tests.registry import people

DAY = timedelta(days=1)


def researcher_sees(application, campaign, gita, api_for, client_for) -> list[str]:
    """Everything that the researcher can read about a campaign, but for the contacts."""
    client, browser = api_for(gita), client_for(gita)
    return [
        client.get(f"/api/v1/research/campaigns/{campaign.public_id}/").content.decode(),
        client.get(f"/api/v1/research/applications/{application.public_id}/").content.decode(),
        browser.get(f"/research/applications/{application.public_id}/")
        .content.decode()
        .partition("<main")[2]
        .partition("csrfmiddlewaretoken")[0],
        client.get(
            f"/api/v1/research/applications/{application.public_id}/releases/"
        ).content.decode(),
    ]


def test_one_says_yes_and_is_seen_another_says_no_and_nobody_learns_it(
    active, launched, cast, gita, api_for, client_for
):
    url = f"/api/v1/research/applications/{active.public_id}/releases/"
    assert api_for(gita).get(url).json()["results"] == []
    silent = researcher_sees(active, launched, gita, api_for, client_for)
    mine = launched.invitations.get(recipient=cast.mio)
    answer = f"/api/v1/research/invitations/{mine.public_id}/answer/"
    assert api_for(cast.mio).post(answer, {"answer": "no"}).status_code == 200
    assert researcher_sees(active, launched, gita, api_for, client_for) == silent
    yes = launched.invitations.get(recipient=cast.alma)
    page = client_for(cast.alma).post(
        f"/me/registry/studies/{yes.public_id}/", {"answer": "yes_now"}
    )
    assert page.status_code == 302
    assert api_for(gita).get(url).json()["results"] == [{"email": cast.alma.email}]
    shown = client_for(gita).get(f"/research/applications/{active.public_id}/contacts/")
    assert cast.alma.email in shown.content.decode()
    assert cast.mio.email not in shown.content.decode()
    after = researcher_sees(active, launched, gita, api_for, client_for)
    assert after[:3] == silent[:3]


def test_each_look_is_noted_for_the_participant(active, invitation, say, alma, cast, gita):
    say(invitation, "yes", by=cast.alma, now=True)
    operations.open_contacts(active, by=gita)
    operations.open_contacts(active, by=gita)
    looks = ReadEntry.objects.filter(subject=alma.subject, actor_id=gita.pk)
    assert [look.fields for look in looks] == [["e-mail"], ["e-mail"]]
    assert LedgerEntry.objects.filter(kind="contact_released").count() == 1
    assert Release.objects.count() == 1
    assert ledger.verify().bad_seq is None


def test_a_yes_waits_until_noon_of_the_next_day_and_can_be_taken_back(
    active, invitation, say, alma, cast, gita
):
    said = say(invitation, "yes", by=cast.alma)
    noon = next_noon(clock.now(), cast.alma.zone)
    assert abs(said.effective_at - noon) < DAY
    assert operations.open_contacts(active, by=gita) == []
    with clock.frozen(said.effective_at - timedelta(minutes=1)):
        assert operations.open_contacts(active, by=gita) == []
        say(invitation, "no", by=cast.alma)
    with clock.frozen(said.effective_at + DAY):
        assert operations.open_contacts(active, by=gita) == []
        say(invitation, "yes", by=cast.alma)
    with clock.frozen(said.effective_at + 3 * DAY):
        assert len(operations.open_contacts(active, by=gita)) == 1


def test_a_yes_that_is_taken_back_later_is_shown_no_more(active, invitation, say, cast, gita):
    say(invitation, "yes", by=cast.alma, now=True)
    assert len(operations.open_contacts(active, by=gita)) == 1
    say(invitation, "not_now", by=cast.alma)
    assert operations.open_contacts(active, by=gita) == []


def test_saying_yes_again_never_puts_off_what_is_in_effect(active, invitation, say, cast, gita):
    say(invitation, "yes", by=cast.alma, now=True)
    say(invitation, "yes", by=cast.alma)
    assert len(operations.open_contacts(active, by=gita)) == 1


def test_somebody_who_left_is_shown_no_more(active, invitation, say, alma, cast, gita):
    say(invitation, "yes", by=cast.alma, now=True)
    enrollment.withdraw_enrollment(alma, by=cast.alma)
    assert operations.open_contacts(active, by=gita) == []
    with pytest.raises(WrongState):
        say(invitation, "yes", by=cast.alma)


def test_only_the_researcher_of_the_study_opens_contacts(active, launched, cast, api_for):
    for other in (cast.emil, cast.hugo, cast.alma, cast.admin):
        with pytest.raises(NotAllowed):
            operations.open_contacts(active, by=other)
    url = f"/api/v1/research/applications/{active.public_id}/releases/"
    assert api_for(cast.emil).get(url).status_code == 403


def test_contacts_end_with_the_study(active, invitation, say, cast, gita):
    say(invitation, "yes", by=cast.alma, now=True)
    with clock.frozen(clock.now() + 301 * DAY), pytest.raises(WrongState):
        operations.open_contacts(active, by=gita)


def test_nobody_else_sees_or_answers_an_invitation(invitation, cast, api_for, client_for):
    url = f"/api/v1/research/invitations/{invitation.public_id}/"
    for other in (cast.mio, cast.gita, cast.emil, cast.hugo, cast.fay):
        hidden = api_for(other).get(url)
        assert hidden.status_code == 404
        assert (
            hidden.content == api_for(other).get("/api/v1/research/invitations/z9z9z9z9z9/").content
        )
        assert api_for(other).post(f"{url}answer/", {"answer": "yes"}).status_code == 404
        page = client_for(other).get(f"/me/registry/studies/{invitation.public_id}/")
        assert page.status_code == 404
        with pytest.raises(NotAllowed):
            operations.answer_invitation(invitation, by=other, answer="yes")


@pytest.mark.parametrize("answer", ["", "maybe", "waiting", None, ["yes"], "yes\x00"])
def test_strange_answers_are_refused(invitation, cast, api_for, answer):
    url = f"/api/v1/research/invitations/{invitation.public_id}/answer/"
    assert api_for(cast.alma).post(url, {"answer": answer}).status_code == 400
    if isinstance(answer, str):
        with pytest.raises(Invalid):
            operations.answer_invitation(invitation, by=cast.alma, answer=answer)
    invitation.refresh_from_db()
    assert invitation.state == "waiting"


def test_a_closed_study_takes_no_answers(launched, invitation, say, cast, client_for):
    with clock.frozen(clock.now() + 61 * DAY), pytest.raises(WrongState):
        say(invitation, "yes", by=cast.alma)
    operations.close_campaign(launched, by=cast.emil)
    with pytest.raises(WrongState):
        say(invitation, "yes", by=cast.alma)
    page = client_for(cast.alma).get(f"/me/registry/studies/{invitation.public_id}/")
    assert "takes no more answers" in page.content.decode()
    post = client_for(cast.alma).post(
        f"/me/registry/studies/{invitation.public_id}/", {"answer": "yes"}
    )
    assert post.status_code == 409


def test_the_letter_is_neutral_and_leads_behind_sign_in(launched, cast, outbox, client_for):
    message = outbox.read(outbox.rows("study_invitation", to=cast.alma)[0])
    whole = message.as_string().casefold()
    for word in ("study", "studies", "calciphylaxis", "sleep", "pain", "research", "registry"):
        assert word not in whole.replace("study_invitation", ""), word
    text = message.get_body(("plain",)).get_content()
    assert grade(sentences(text.partition("http")[0])) <= 6
    assert client_for(cast.alma).get("/me/message/")["Location"] == "/me/registry/studies/"


def test_letters_leave_once_and_only_to_those_who_still_want_them(
    launched, alma, mio, cast, mail_server, say
):
    enrollment.change_permissions(mio, by=cast.mio, answers={"contact_study": "no"})
    for _ in range(3):
        delivery.deliver_due()
    ours = [m for m in mail_server.messages if m["Subject"] == "You have a message from us"]
    assert [m["To"] for m in ours] == [cast.alma.email]


def test_an_answer_before_the_letter_left_stops_it(launched, invitation, cast, say, outbox):
    say(invitation, "no", by=cast.alma)
    [letter] = outbox.rows("study_invitation", to=cast.alma)
    with pytest.raises(AssertionError, match="answered"):
        outbox.read(letter)


def test_the_cohort_is_those_who_allow_it_and_have_the_condition(
    campaign, alma, cast, condition, published
):
    people.join(cast.mio, condition, allow={"discovery": "yes"}, country="JP")
    people.join(cast.chidi, people.make_condition("T2", "Another one"), country="NG")
    operations.freeze_cohort(campaign, by=cast.emil)
    assert list(campaign.invitations.values_list("participant", flat=True)) == [alma.pk]
    campaign.refresh_from_db()
    assert (campaign.invited_low, campaign.invited_high) == (0, 10)
    assert queries.invitations_of(cast.alma).count() == 0
    with pytest.raises(WrongState):
        operations.freeze_cohort(campaign, by=cast.emil)


def test_whoever_declined_this_study_is_not_asked_again(active, launched, alma, mio, cast, say):
    say(launched.invitations.get(participant=alma), "no", by=cast.alma)
    say(launched.invitations.get(participant=mio), "not_now", by=cast.mio)
    assert not queries.possible_cohort(active, clock.now()).exists()
    later = clock.now() + 92 * DAY
    assert list(queries.possible_cohort(active, later)) == [mio]


def test_at_most_four_invitations_a_year(active, alma, cast):
    for _ in range(4):
        campaign = operations.draft_campaign(
            active, by=cast.emil, answer_by=clock.today() + 30 * DAY
        )
        operations.freeze_cohort(campaign, by=cast.emil)
        operations.close_campaign(campaign, by=cast.emil)
    assert Invitation.objects.filter(participant=alma).count() == 4
    assert not queries.possible_cohort(active, clock.now()).exists()
    assert queries.possible_cohort(active, clock.now() + 366 * DAY).exists()


def test_a_later_message_publishes_no_range_that_would_tell_the_noes(
    launched, cast, gita, say, api_for, client_for
):
    active = launched.application
    say(launched.invitations.get(recipient=cast.mio), "no", by=cast.mio)
    operations.close_campaign(launched, by=cast.emil)
    later = operations.draft_campaign(active, by=cast.emil, answer_by=clock.today() + 30 * DAY)
    operations.freeze_cohort(later, by=cast.emil)
    client = api_for(gita)
    ranges = []
    for one in (launched, later):
        seen = client.get(f"/api/v1/research/campaigns/{one.public_id}/").json()
        ranges.append((seen["invited_low"], seen["invited_high"]))
    assert ranges == [(0, 10), (None, None)]
    page = client_for(gita).get(f"/research/applications/{active.public_id}/").content.decode()
    assert page.count("10 or fewer") == 1
    assert "later message is not shown" in page
    desk = client_for(cast.emil).get(f"/desk/campaigns/{later.public_id}/").content.decode()
    assert "1 person. Answers until" in desk


def test_only_staff_write_and_only_for_active_studies(active, sent, cast, gita):
    soon = clock.today() + 30 * DAY
    for other in (gita, cast.hugo, cast.alma):
        with pytest.raises(NotAllowed):
            operations.draft_campaign(active, by=other, answer_by=soon)
    with pytest.raises(Invalid):
        operations.draft_campaign(active, by=cast.emil, answer_by=clock.today())
    with pytest.raises(Invalid):
        operations.draft_campaign(active, by=cast.emil, answer_by=clock.today() + 4000 * DAY)
    operations.draft_campaign(active, by=cast.emil, answer_by=soon)
    with pytest.raises(Conflict):
        operations.draft_campaign(active, by=cast.emil, answer_by=soon)


def test_the_desk_walks_through_a_message(active, alma, cast, client_for):
    desk = client_for(cast.emil)
    assert "Sleep and pain" in desk.get("/desk/campaigns/").content.decode()
    start = f"/desk/campaigns/new/{active.public_id}/"
    assert "1 person could" in desk.get(start).content.decode()
    day = clock.today() + 30 * DAY
    form = {"answer_by_day": day.day, "answer_by_month": day.month, "answer_by_year": day.year}
    assert desk.post(start, {}).status_code == 400
    url = desk.post(start, form)["Location"]
    assert desk.post(url, {"sending": "1"}).status_code == 409
    assert desk.post(url, {"cohort": "1"}).status_code == 302
    assert desk.post(url, {"sending": "1"}).status_code == 302
    assert desk.post(url, {"sending": "1"}).status_code == 409
    assert desk.post(url, {"nothing": "1"}).status_code == 404
    assert "1 person. Answers until" in desk.get(url).content.decode()
    assert desk.post(url, {"closing": "1"}).status_code == 302
    assert Campaign.objects.get().state == "closed"


def test_the_api_walks_through_a_message(active, alma, cast, api_for, gita):
    client, root = api_for(cast.emil), "/api/v1/research/campaigns/"
    body = {"application": active.public_id, "answer_by": str(clock.today() + 30 * DAY)}
    assert client.post(root, {**body, "application": "z9z9"}).status_code == 400
    made = client.post(root, body)
    assert made.status_code == 201
    url = f"{root}{made.json()['id']}/"
    assert client.post(f"{url}cohort/").json()["state"] == "cohort_frozen"
    assert client.post(f"{url}sending/").json()["state"] == "open"
    seen = api_for(gita).get(url).json()
    assert (seen["invited_low"], seen["invited_high"]) == (0, 10)
    assert api_for(cast.alma).get(url).status_code == 404
    assert api_for(gita).post(f"{url}closing/").status_code == 403
    mine = api_for(cast.alma).get("/api/v1/research/invitations/").json()["results"]
    assert [row["title"] for row in mine] == ["Sleep and pain"]
    assert client.post(f"{url}closing/").json()["state"] == "closed"


@pytest.mark.django_db(transaction=True)
def test_parallel_answers_and_looks_release_once(active, invitation, cast, gita):
    def go(number: int) -> None:
        try:
            if number % 2:
                operations.answer_invitation(
                    invitation, by=cast.alma, answer="yes", hand_over_now=True
                )
            else:
                operations.open_contacts(active, by=gita)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(go, range(12)))
    operations.open_contacts(active, by=gita)
    assert Release.objects.count() == 1
    assert ledger.verify().bad_seq is None


def test_after_a_yes_the_page_promises_no_secrecy(invitation, cast, client_for, say):
    browser, url = client_for(cast.alma), f"/me/registry/studies/{invitation.public_id}/"
    promise = "The researcher does not know who you are"
    before = browser.get(url).content.decode()
    assert promise in before
    assert f"tomorrow at 12:00 ({invitation.participant.time_zone} time)" in before
    say(invitation, "yes", by=cast.alma, now=True)
    assert promise not in browser.get(url).content.decode()
