"""A member offers to lead, staff appoint or decline with a reason, the person may take it back."""

import pytest

from communities.groups import operations as groups
from communities.groups import permissions as belonging
from communities.leaders import operations, queries
from communities.leaders.models import LeaderApplication
from communities.leaders.states import State
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from tests.communities.leaders.conftest import FORM, an_offer


def apply(community, by):
    return operations.apply_to_lead(community, by=by, offer=an_offer())


def test_from_the_offer_to_the_name_on_the_page(cast, community, client_for, anonymous, outbox):
    chidi, lena = client_for(cast.chidi), client_for(cast.lena)
    address = f"/c/{community.public_id}/leaders/apply/"
    done = chidi.post(address, FORM, follow=True)
    assert done.redirect_chain == [("/me/leading/", 302)]
    assert "Waits for our team" in done.content.decode()

    application = LeaderApplication.objects.get()
    public = f"/c/{community.slug}/"
    assert "First questions" not in anonymous.get(public).content.decode()
    desk = lena.get("/desk/leaders/").content.decode()
    assert f'href="/desk/leaders/{application.public_id}/"' in desk
    page = lena.get(f"/desk/leaders/{application.public_id}/").content.decode()
    assert "Others helped me." in page and "Leaders now</dt><dd>Dora" in page

    lena.post(f"/desk/leaders/{application.public_id}/appoint/")
    application.refresh_from_db()
    assert application.state == State.APPOINTED and application.leadership is not None
    assert belonging.is_leader(cast.chidi, community)
    leaders = anonymous.get(f"/api/v1/communities/{community.public_id}/leaders/").json()
    assert [one["helps_with"] for one in leaders["results"]] == ["", "First questions"]
    assert "I care for my son." in leaders["results"][1]["story"]
    assert "decided" in outbox.text("leader_application_decided", to=cast.chidi)


def test_through_the_api(cast, community, api_for):
    data = {"why": "I can", "helps_with": "Diet", "hours": 1, "public": True}
    address = f"/api/v1/communities/{community.public_id}/leader-applications/"
    made = api_for(cast.chidi).post(address, data, format="json")
    assert made.status_code == 201 and made.json()["state"] == "waiting"
    one = made["Location"]
    assert api_for(cast.dora).get(one).status_code == 404
    staff = api_for(cast.lena)
    assert [row["why"] for row in staff.get(address).json()["results"]] == ["I can"]
    assert api_for(cast.dora).get(address).json()["results"] == []
    no = staff.post(f"{one}decision/", {"appoint": False}, format="json")
    assert no.status_code == 400 and "reason" in str(no.json())
    reason = {"appoint": False, "reason": "Not now."}
    assert staff.post(f"{one}decision/", reason, format="json").json()["state"] == "declined"
    assert api_for(cast.chidi).get(one).json()["reason"] == "Not now."


def test_the_list_is_filtered_and_ordered(cast, community, other, api_for):
    groups.join_community(other, by=cast.chidi, role="other")
    first, second = apply(community, cast.chidi), apply(other, cast.chidi)
    operations.withdraw_application(first, by=cast.chidi)
    chidi = api_for(cast.chidi)

    def ids(query):
        rows = chidi.get(f"/api/v1/leader-applications/?{query}").json()["results"]
        return [row["id"] for row in rows]

    assert ids("") == [second.public_id, first.public_id]
    assert ids("ordering=created") == [first.public_id, second.public_id]
    assert ids("state=withdrawn") == [first.public_id]
    assert ids("origin=asked") == []
    assert chidi.get("/api/v1/leader-applications/?state=maybe").status_code == 400


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"why": " "}, "why"),
        ({"helps_with": ""}, "helps_with"),
        ({"hours": 0}, "hours"),
        ({"hours": 41}, "hours"),
        ({"public": False}, "public"),
        ({"story": "x" * 601}, "story"),
        ({"why": "a\u202eb"}, "why"),
    ],
)
def test_what_is_missing_is_named(cast, community, changes, field):
    with pytest.raises(Invalid) as refused:
        operations.apply_to_lead(community, by=cast.chidi, offer=an_offer(**changes))
    assert list(refused.value.fields) == [field]
    assert not LeaderApplication.objects.exists()


def test_the_form_keeps_what_was_typed(cast, community, client_for):
    answer = client_for(cast.chidi).post(
        f"/c/{community.public_id}/leaders/apply/", {**FORM, "public": "", "hours": "many"}
    )
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Leaders are named on the page." in text and "Write a number of hours" in text
    assert "Others helped me." in text


def test_only_members_once_and_no_leaders(cast, community):
    with pytest.raises(NotAllowed):
        apply(community, cast.fay)
    with pytest.raises(Conflict):
        apply(community, cast.dora)
    apply(community, cast.chidi)
    with pytest.raises(Conflict):
        apply(community, cast.chidi)


def test_declined_with_a_reason_that_the_person_reads(cast, community, client_for, outbox):
    application = apply(community, cast.chidi)
    lena = client_for(cast.lena)
    address = f"/desk/leaders/{application.public_id}/"
    assert "Say why." in lena.post(address, {"reason": " "}).content.decode()
    lena.post(address, {"reason": "There are three leaders already."})
    application.refresh_from_db()
    assert application.state == State.DECLINED and not belonging.is_leader(cast.chidi, community)
    page = client_for(cast.chidi).get("/me/leading/").content.decode()
    assert "There are three leaders already." in page
    letter = outbox.text("leader_application_decided", to=cast.chidi)
    assert "three" not in letter and community.name not in letter
    apply(community, cast.chidi)  # a no today is no no forever


def test_nobody_decides_about_themselves(cast, community):
    groups.join_community(community, by=cast.lena, role="other")
    application = apply(community, cast.lena)
    with pytest.raises(NotAllowed):
        operations.approve_application(application, by=cast.lena)
    with pytest.raises(NotAllowed):
        operations.decline_application(application, by=cast.lena, reason="Me")
    with pytest.raises(NotAllowed):
        operations.approve_application(application, by=cast.emil)
    operations.approve_application(application, by=cast.admin)


def test_whoever_left_cannot_be_appointed(cast, community):
    application = apply(community, cast.chidi)
    assert application in queries.waiting_applications(cast.lena)
    groups.leave_community(community, by=cast.chidi)
    assert not queries.waiting_applications(cast.lena).exists()
    with pytest.raises(WrongState):
        operations.approve_application(application, by=cast.lena)


def test_taken_back_until_decided(cast, community, client_for):
    application = apply(community, cast.chidi)
    with pytest.raises(NotAllowed):
        operations.withdraw_application(application, by=cast.dora)
    client_for(cast.chidi).post(f"/me/leading/{application.public_id}/withdraw/")
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN
    with pytest.raises(WrongState):
        operations.approve_application(application, by=cast.lena)


def test_an_application_is_invisible_to_others(cast, community, client_for):
    application = apply(community, cast.chidi)
    with pytest.raises(NotFound):
        queries.application_for(cast.dora, application.public_id)
    dora = client_for(cast.dora)
    there = dora.get(f"/me/leading/{application.public_id}/")
    nothing = dora.get("/me/leading/a1b2c3d4e5/")
    assert there.status_code == nothing.status_code == 404
    assert there.content == nothing.content
    assert "Chidi" not in dora.get(f"/c/{community.public_id}/leaders/").content.decode()
