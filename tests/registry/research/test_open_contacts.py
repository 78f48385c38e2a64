"""A contact is shown only while the yes stands: permission, consent, age, who said it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from rareshare.lib import clock
from rareshare.lib.errors import WrongState
from rareshare.lib.models import LedgerEntry, ReadEntry
from registry.enrollment import operations as enrollment
from registry.enrollment.models import Actor, Minority
from registry.enrollment.states import Relationship
from registry.research import operations
from registry.research.models import Invitation, Release

DAY = timedelta(days=1)


def shown(active, gita) -> list[str]:
    return [release.email for release in operations.open_contacts(active, by=gita)]


def allow(participant, by, answer):
    enrollment.change_permissions(participant, by=by, answers={"contact_study": answer})


@pytest.fixture
def guardian(alma, cast):
    """Ben acts for the participant too."""
    return Actor.objects.create(
        participant=alma, user=cast.ben, relationship=Relationship.REPRESENTATIVE
    )


def test_a_permission_that_is_taken_back_ends_every_further_look(
    invitation, say, cast, gita, api_for, client_for
):
    active, alma = invitation.campaign.application, invitation.participant
    say(invitation, "yes", by=cast.alma, now=True)
    assert shown(active, gita) == [cast.alma.email]
    allow(alma, cast.alma, "no")
    assert shown(active, gita) == []
    url = f"/api/v1/research/applications/{active.public_id}/releases/"
    assert api_for(gita).get(url).json()["results"] == []
    page = client_for(gita).get(f"/research/applications/{active.public_id}/contacts/")
    assert cast.alma.email not in page.content.decode()
    assert ReadEntry.objects.filter(subject=alma.subject, actor_id=gita.pk).count() == 1


def test_the_participant_reads_that_what_was_seen_cannot_be_undone(
    invitation, say, cast, gita, client_for
):
    active, alma = invitation.campaign.application, invitation.participant
    url, browser = f"/me/registry/studies/{invitation.public_id}/", client_for(cast.alma)
    say(invitation, "yes", by=cast.alma, now=True)
    assert "The researcher can see your e-mail" in browser.get(url).content.decode()
    shown(active, gita)
    allow(alma, cast.alma, "no")
    text = browser.get(url).content.decode()
    assert "does not count any more" in text
    assert "We cannot undo that they saw it" in text
    assert "can see your e-mail" not in text


def test_a_yes_that_waits_is_stopped_and_stays_stopped(active, invitation, say, alma, cast, gita):
    said = say(invitation, "yes", by=cast.alma)
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        allow(alma, cast.alma, "no")
        with pytest.raises(WrongState, match="sharing page"):
            say(invitation, "yes", by=cast.alma)
    with clock.frozen(said.effective_at + DAY):
        assert shown(active, gita) == []
        allow(alma, cast.alma, "yes")
        assert shown(active, gita) == []
        again = say(invitation, "yes", by=cast.alma)
        assert again.effective_at > clock.now()
        assert shown(active, gita) == []
    with clock.frozen(again.effective_at + DAY):
        assert shown(active, gita) == [cast.alma.email]


def test_consent_that_lapsed_or_majority_ends_it(active, invitation, say, alma, cast, gita):
    said = say(invitation, "yes", by=cast.alma)
    day = (said.effective_at + DAY).date()
    with clock.frozen(said.effective_at + timedelta(hours=1)):
        assert len(shown(active, gita)) == 1
    minority = Minority.objects.create(
        participant=alma, assent_from=day - 4000 * DAY, majority_on=day, assented=True
    )
    with clock.frozen(said.effective_at + timedelta(hours=1)):
        assert len(shown(active, gita)) == 1
    with clock.frozen(said.effective_at + DAY):
        assert shown(active, gita) == []
    minority.delete()
    version = alma.consent_version
    version.usable_until = said.effective_at + 2 * DAY
    version.save()
    with clock.frozen(said.effective_at + DAY):
        assert len(shown(active, gita)) == 1
    with clock.frozen(said.effective_at + 2 * DAY):
        assert shown(active, gita) == []


def test_whoever_left_and_came_back_is_not_shown_by_the_old_yes(
    active, invitation, say, alma, cast, gita
):
    say(invitation, "yes", by=cast.alma, now=True)
    with clock.frozen(clock.now() + DAY):
        alma.refresh_from_db()
        alma.enrolled_at = clock.now()
        alma.save()
        assert shown(active, gita) == []


def test_the_address_is_that_of_the_one_who_said_yes(active, invitation, guardian, say, cast, gita):
    assert invitation.recipient == cast.alma
    say(invitation, "yes", by=cast.ben, now=True)
    assert shown(active, gita) == [cast.ben.email]
    assert LedgerEntry.objects.get(kind="contact_released").actor_id == cast.ben.pk
    say(invitation, "no", by=cast.alma)
    assert shown(active, gita) == []
    say(invitation, "yes", by=cast.alma, now=True)
    assert shown(active, gita) == [cast.alma.email]
    assert Release.objects.count() == 2


def test_a_yes_falls_when_the_one_who_said_it_acts_no_more(
    active, invitation, guardian, say, cast, gita
):
    say(invitation, "yes", by=cast.ben, now=True)
    assert len(shown(active, gita)) == 1
    guardian.until = clock.now()
    guardian.save()
    assert shown(active, gita) == []


@pytest.mark.django_db(transaction=True)
def test_no_look_follows_a_permission_that_was_taken_back(
    active, invitation, say, alma, cast, gita
):
    """Looks and a taken back permission at the same time: no deadlock, and none after it."""
    say(invitation, "yes", by=cast.alma, now=True)

    def go(number: int) -> None:
        try:
            if number == 3:
                allow(alma, cast.alma, "no")
            else:
                shown(active, gita)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(go, range(8)))
    assert shown(active, gita) == []
    taken = alma.permission_answers.filter(code="contact_study").latest("pk").at
    looks = ReadEntry.objects.filter(subject=alma.subject, actor_id=gita.pk)
    assert all(look.at <= taken for look in looks)
    assert Invitation.objects.get(pk=invitation.pk).state == "yes"
