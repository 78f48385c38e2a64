"""Staff or leaders ask a member; the person says yes or no; nobody learns who else belongs here."""

import pytest

from accounts import operations as accounts
from communities.groups import operations as groups
from communities.groups import permissions as belonging
from communities.leaders import operations, queries
from communities.leaders.models import LeaderApplication
from communities.leaders.states import State
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from tests.communities.leaders.conftest import FORM, an_offer


def test_staff_ask_by_address_and_a_yes_is_enough(cast, community, client_for, outbox):
    lena, chidi = client_for(cast.lena), client_for(cast.chidi)
    address = f"/c/{community.public_id}/leaders/ask/"
    lena.post(address, {"member": cast.chidi.email})
    application = LeaderApplication.objects.get()
    assert not belonging.is_leader(cast.chidi, community)  # nothing is public before the yes
    letter = outbox.text("leader_asked", to=cast.chidi)
    assert "/me/leading/" in letter
    assert community.name not in letter and community.public_id not in letter

    page = chidi.get("/me/leading/").content.decode()
    assert f'href="/me/leading/{application.public_id}/"' in page
    assert "Somebody asks for your help" in chidi.get("/me/").content.decode()
    chidi.post(f"/me/leading/{application.public_id}/", FORM)
    application.refresh_from_db()
    assert application.state == State.APPOINTED and belonging.is_leader(cast.chidi, community)
    assert outbox.rows("asking_answered", to=cast.lena)


def test_a_leader_asks_and_staff_confirm(cast, community, seen, client_for, api_for, outbox):
    dora = client_for(cast.dora)
    dora.post(f"/c/{community.public_id}/leaders/ask/", {"member": "chidi"})
    application = LeaderApplication.objects.get()
    list_page = dora.get(f"/c/{community.public_id}/leaders/").content.decode()
    assert "Chidi" in list_page and "No answer yet" in list_page
    said = {
        "accept": True,
        "offer": {"why": "I can", "helps_with": "Diet", "hours": 1, "public": True},
    }
    answer = api_for(cast.chidi).post(
        f"/api/v1/leader-applications/{application.public_id}/answer/", said, format="json"
    )
    assert answer.json()["state"] == "waiting"
    assert not belonging.is_leader(cast.chidi, community)
    operations.approve_application(application, by=cast.lena)
    assert belonging.is_leader(cast.chidi, community)


def test_who_asked_reads_no_word_of_the_answer(cast, community, seen, api_for):
    application = operations.ask_member_to_lead(community, by=cast.dora, user=cast.chidi)
    operations.accept_asking(application, by=cast.chidi, offer=an_offer(why="A secret"))
    answer = api_for(cast.dora).get(f"/api/v1/leader-applications/{application.public_id}/")
    assert answer.status_code == 200 and "why" not in answer.json()
    operations.decline_application(application, by=cast.lena, reason="No")
    gone = api_for(cast.dora).get(f"/api/v1/leader-applications/{application.public_id}/")
    assert gone.status_code == 404


def test_no_is_an_answer(cast, community, client_for, api_for, outbox):
    application = operations.ask_member_to_lead(community, by=cast.lena, user=cast.chidi)
    client_for(cast.chidi).post(f"/me/leading/{application.public_id}/refuse/")
    application.refresh_from_db()
    assert application.state == State.REFUSED
    assert outbox.rows("asking_answered", to=cast.lena)
    with pytest.raises(NotAllowed):
        operations.refuse_asking(application, by=cast.lena)


def test_a_question_that_was_taken_back_sends_no_letter(cast, community, outbox):
    application = operations.ask_member_to_lead(community, by=cast.lena, user=cast.chidi)
    operations.withdraw_application(application, by=cast.lena)
    with pytest.raises(AssertionError, match="answered or taken back"):
        outbox.text("leader_asked", to=cast.chidi)


def test_a_hidden_member_and_a_stranger_look_alike(cast, community, client_for, api_for):
    dora = client_for(cast.dora)
    address = f"/c/{community.public_id}/leaders/ask/"
    token = "csrfmiddlewaretoken"

    def told(name):
        answer = dora.post(address, {"member": name})
        lines = answer.content.decode().splitlines()
        kept = [line for line in lines if token not in line]
        return answer.status_code, "\n".join(kept).replace(name, "")

    assert told("Chidi") == told("Fay") == told("Nobody Atall")
    api = api_for(cast.dora)
    leaders = f"/api/v1/communities/{community.public_id}/leaders/"
    found = [
        api.post(leaders, {"person": person.public_id}, format="json").json()
        for person in (cast.chidi, cast.fay)
    ]
    assert found[0] == found[1]
    assert not LeaderApplication.objects.exists()


def test_the_address_is_for_staff_only(cast, community, seen):
    with pytest.raises(Invalid):
        queries.member_named(cast.dora, community, cast.chidi.email)
    assert queries.member_named(cast.lena, community, cast.chidi.email) == cast.chidi
    with pytest.raises(NotAllowed):
        queries.member_named(cast.chidi, community, "Dora")


def test_who_may_ask_whom(cast, community, other):
    with pytest.raises(NotAllowed):
        operations.ask_member_to_lead(community, by=cast.chidi, user=cast.chidi)
    with pytest.raises(Conflict):
        operations.ask_member_to_lead(community, by=cast.lena, user=cast.dora)
    with pytest.raises(NotAllowed):
        operations.ask_member_to_lead(other, by=cast.dora, user=cast.mio)
    operations.ask_member_to_lead(community, by=cast.lena, user=cast.chidi)
    with pytest.raises(Conflict):
        operations.apply_to_lead(community, by=cast.chidi, offer=an_offer())


def test_a_yes_to_somebody_who_left_the_team_waits_for_the_team(cast, community):
    application = operations.ask_member_to_lead(community, by=cast.lena, user=cast.chidi)
    cast.lena.role_names = []
    cast.lena.save()
    done = operations.accept_asking(application, by=cast.chidi, offer=an_offer())
    assert done.state == State.WAITING


def test_only_the_person_answers(cast, community, client_for):
    application = operations.ask_member_to_lead(community, by=cast.dora, user=cast.chidi)
    with pytest.raises(NotAllowed):
        operations.accept_asking(application, by=cast.dora, offer=an_offer())
    with pytest.raises(NotAllowed):
        operations.accept_asking(application, by=cast.lena, offer=an_offer())
    assert (
        client_for(cast.fay).post(f"/me/leading/{application.public_id}/refuse/").status_code == 404
    )
    groups.leave_community(community, by=cast.chidi)


def test_who_blocked_the_leader_is_not_found(cast, community, seen):
    assert queries.member_named(cast.dora, community, "Chidi") == cast.chidi
    accounts.block_person(cast.dora, by=cast.chidi)
    with pytest.raises(Invalid):
        queries.member_named(cast.dora, community, "Chidi")
    assert queries.member_named(cast.lena, community, "Chidi") == cast.chidi


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("offered", [True, False])
def test_a_leader_does_not_learn_of_an_offer(cast, community, client_for, api_for, outbox, offered):
    """Asked by page and by API, an applicant looks like anybody else, then and later."""
    if offered:
        operations.apply_to_lead(community, by=cast.chidi, offer=an_offer())
    dora, api = client_for(cast.dora), api_for(cast.dora)
    place = f"/c/{community.public_id}/leaders/"
    said = dora.post(f"{place}ask/", {"member": "chidi"}, follow=True).content.decode()
    assert "We asked Chidi." in said and "No answer yet" in said
    [row] = api.get("/api/v1/leader-questions/?state=asked").json()["results"]
    one = f"/api/v1/leader-applications/{row['id']}/"
    assert api.get(one).json() == row
    assert (row["origin"], row["state"]) == ("asked", "asked")
    assert "No answer yet" in dora.get("/me/leading/").content.decode()
    again = api.post(
        f"/api/v1/communities/{community.public_id}/leaders/",
        {"person": cast.chidi.public_id},
        format="json",
    )
    assert again.status_code == 409  # one's own question is no secret
    assert bool(outbox.rows("leader_asked", to=cast.chidi)) is not offered
    seen_by_chidi = api_for(cast.chidi).get(one).status_code
    assert seen_by_chidi == (404 if offered else 200)
    mine = client_for(cast.chidi).get("/me/leading/").content.decode()
    assert ("Dora asks" in mine) is not offered
    assert api.post(f"{one}withdrawal/").json()["state"] == "withdrawn"


def test_a_held_question_ends_when_the_person_leads(cast, community, seen):
    offer = operations.apply_to_lead(community, by=cast.chidi, offer=an_offer())
    held = operations.ask_member_to_lead(community, by=cast.dora, user=cast.chidi)
    with pytest.raises(NotAllowed):
        operations.accept_asking(held, by=cast.chidi, offer=an_offer())
    with pytest.raises(Conflict):
        operations.ask_member_to_lead(community, by=cast.lena, user=cast.chidi)  # staff see offers
    operations.approve_application(offer, by=cast.lena)
    held.refresh_from_db()
    assert held.state == State.WITHDRAWN and belonging.is_leader(cast.chidi, community)
