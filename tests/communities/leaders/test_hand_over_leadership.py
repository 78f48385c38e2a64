"""A leader names who follows: that person says yes, staff confirm, both are told."""

import pytest

from communities.groups import operations as groups
from communities.groups import permissions as belonging
from communities.leaders import operations
from communities.leaders.models import LeaderApplication
from communities.leaders.states import State
from rareshare.lib.errors import NotAllowed, WrongState
from tests.communities.leaders.conftest import FORM, an_offer


def test_from_the_name_to_the_new_leader(cast, community, leadership, seen, client_for, outbox):
    dora, chidi = client_for(cast.dora), client_for(cast.chidi)
    address = f"/c/{community.public_id}/leaders/mine/handover/"
    dora.post(address, {"member": "Chidi"})
    application = LeaderApplication.objects.get()
    assert application.follows == leadership
    mine = dora.get(f"/c/{community.public_id}/leaders/mine/").content.decode()
    assert "You asked Chidi" in mine
    assert "would like you to take over" in chidi.get("/me/leading/").content.decode()
    chidi.post(f"/me/leading/{application.public_id}/", FORM)
    assert belonging.is_leader(cast.dora, community)  # until all is settled
    assert not belonging.is_leader(cast.chidi, community)

    page = client_for(cast.lena).get(f"/desk/leaders/{application.public_id}/").content.decode()
    assert "Takes over from</dt><dd>Dora" in page
    operations.approve_application(application, by=cast.lena)
    assert belonging.is_leader(cast.chidi, community)
    assert not belonging.is_leader(cast.dora, community)
    assert belonging.is_member(cast.dora, community)
    assert "taken over" in outbox.text("leadership_handed_over", to=cast.dora)
    assert outbox.rows("leader_application_decided", to=cast.chidi)


def test_through_the_api(cast, community, leadership, seen, api_for):
    address = f"/api/v1/communities/{community.public_id}/leaders/{leadership.pk}/handover/"
    made = api_for(cast.dora).post(address, {"person": cast.chidi.public_id}, format="json")
    assert made.status_code == 201 and made.json()["origin"] == "handover"
    back = api_for(cast.dora).post(f"{made['Location']}withdrawal/")
    assert back.json()["state"] == "withdrawn"


def test_who_stepped_down_meanwhile_hinders_nothing(cast, community, leadership, outbox):
    application = operations.hand_over_leadership(leadership, by=cast.dora, user=cast.chidi)
    operations.accept_asking(application, by=cast.chidi, offer=an_offer())
    operations.stop_leading(leadership, by=cast.dora)
    operations.approve_application(application, by=cast.lena)
    application.refresh_from_db()
    assert application.state == State.APPOINTED
    assert not outbox.rows("leadership_handed_over")


def test_nobody_hands_over_what_is_not_theirs(cast, community, leadership):
    with pytest.raises(NotAllowed):
        operations.hand_over_leadership(leadership, by=cast.lena, user=cast.chidi)
    operations.stop_leading(leadership, by=cast.dora)
    leadership.refresh_from_db()
    with pytest.raises(WrongState):
        operations.hand_over_leadership(leadership, by=cast.dora, user=cast.chidi)


def test_step_down_and_dismiss(cast, community, leadership, client_for, api_for, outbox):
    client_for(cast.dora).post(f"/c/{community.public_id}/leaders/mine/stop/")
    assert not belonging.is_leader(cast.dora, community)
    assert belonging.is_member(cast.dora, community)
    assert not outbox.rows("leadership_ended")  # they know

    again = groups.appoint_leader(community, by=cast.lena, user=cast.dora)
    lena = client_for(cast.lena)
    address = f"/c/{community.public_id}/leaders/{again.pk}/end/"
    assert lena.post(address, {"reason": ""}).status_code == 400
    lena.post(address, {"reason": "You asked us to."})
    assert not belonging.is_leader(cast.dora, community)
    assert "ended" in outbox.text("leadership_ended", to=cast.dora)
    assert "You asked us to." in client_for(cast.dora).get("/me/leading/").content.decode()
    assert lena.get(address).status_code == 404
    with pytest.raises(NotAllowed):
        operations.dismiss_leader(again, by=cast.dora, reason="Me")
    with pytest.raises(NotAllowed):
        operations.stop_leading(again, by=cast.lena)


def test_step_down_through_the_api(cast, community, leadership, api_for):
    address = f"/api/v1/communities/{community.public_id}/leaders/{leadership.pk}/"
    dora = api_for(cast.dora)
    words = dora.patch(address, {"story": "I care."}, format="json").json()
    assert words["story"] == "I care." and words["term_ends_on"]
    assert api_for(cast.lena).delete(address).status_code == 400  # staff say why
    assert dora.delete(address).status_code == 204
    assert dora.get(address).status_code == 404
