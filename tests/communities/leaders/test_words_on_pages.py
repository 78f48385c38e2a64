"""What the pages of leading say: whose profile opens, whose term is over, what staff are asked."""

from datetime import timedelta

from accounts import operations as accounts
from communities.groups import operations as groups
from communities.leaders import operations
from communities.leaders.models import LeaderApplication
from rareshare.lib import clock
from tests.communities.leaders.conftest import an_offer

YOUNG = "Under 18? Talk to a parent"


def test_leaders_lead_to_their_profile_for_those_who_may_open_it(
    cast, community, anonymous, client_for
):
    link = f'href="/p/{cast.dora.public_id}/"'
    place = f"/c/{community.public_id}/leaders/"
    assert link in client_for(cast.fay).get(place).content.decode()
    public = f"/c/{community.slug}/"
    assert link in client_for(cast.fay).get(public).content.decode()
    assert link not in anonymous.get(public).content.decode()
    accounts.block_person(cast.fay, by=cast.dora)
    for address in (place, public):
        assert link not in client_for(cast.fay).get(address).content.decode()


def test_a_term_in_its_days_of_grace_is_said(cast, community, leadership, anonymous, client_for):
    public, desk = f"/c/{community.slug}/", "/desk/leaders/"
    leadership.term_ends_on = clock.today()
    leadership.save()
    assert "The term is over." not in anonymous.get(public).content.decode()
    assert "The term ends on" in client_for(cast.lena).get(desk).content.decode()
    leadership.term_ends_on = clock.today() - timedelta(days=1)
    leadership.save()
    assert "The term is over." in anonymous.get(public).content.decode()
    page = client_for(cast.lena).get(desk).content.decode()
    assert "The term ended on" in page and "The term ends on" not in page


def test_a_community_that_had_a_leader_is_not_told_it_never_had_one(
    cast, community, leadership, anonymous
):
    operations.stop_leading(leadership, by=cast.dora)
    text = anonymous.get(f"/c/{community.slug}/").content.decode()
    assert "Nobody leads it now." in text and "yet. Could it be you" not in text


def test_the_young_are_told_to_talk_first(cast, community, client_for):
    asked = operations.ask_member_to_lead(community, by=cast.lena, user=cast.chidi)
    place = f"/c/{community.public_id}"
    chidi, fay = client_for(cast.chidi), client_for(cast.fay)
    assert YOUNG in chidi.get(f"/me/leading/{asked.public_id}/").content.decode()
    assert YOUNG in chidi.get(f"{place}/membership/").content.decode()
    assert YOUNG in fay.get(f"{place}/membership/").content.decode()
    operations.refuse_asking(asked, by=cast.chidi)
    assert YOUNG in chidi.get(f"{place}/leaders/apply/").content.decode()


def test_staff_are_asked_for_a_name_or_an_address(cast, community, client_for):
    place = f"/c/{community.public_id}/leaders/ask/"
    assert "Name or e-mail address" in client_for(cast.lena).get(place).content.decode()
    page = client_for(cast.dora).get(place).content.decode()
    assert "Name of the member" in page and "e-mail address" not in page
    client_for(cast.lena).post(place, {"member": cast.chidi.email})
    assert LeaderApplication.objects.get().user == cast.chidi


def test_optional_is_said_once(cast, community, client_for):
    page = client_for(cast.chidi).get(f"/c/{community.public_id}/leaders/apply/").content.decode()
    assert page.count("(optional)") == 1


def test_a_second_decision_is_refused_in_words(cast, community, client_for):
    offered = operations.apply_to_lead(community, by=cast.chidi, offer=an_offer())
    operations.approve_application(offered, by=cast.lena)
    answer = client_for(cast.lena).post(f"/desk/leaders/{offered.public_id}/appoint/")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Leads the community" in page and "appointed" not in page


def test_the_leader_has_led(cast, community, leadership, client_for):
    page = client_for(cast.dora).get(f"/c/{community.public_id}/leaders/mine/").content.decode()
    assert f"You have led {community.name} since" in page


def test_the_task_is_woken_each_minute_and_costs_little(
    cast, community, settings, django_assert_max_num_queries
):
    assert settings.CELERY_BEAT_SCHEDULE["look after leaders"]["schedule"] <= 60
    for number in range(5):
        groups.open_community(f"Fever {number}", by=cast.lena)
    look()
    with django_assert_max_num_queries(8):
        look()


def look():
    operations.ask_about_terms()
    operations.end_lapsed_terms()
    operations.note_leaderless()
    operations.ask_members()


def test_who_chose_something_else_is_named_so_for_others(cast, community, client_for):
    groups.join_community(community, by=cast.mio, role="other")
    groups.change_membership_visibility(community, by=cast.mio, visibility="members")
    page = client_for(cast.dora).get(f"/c/{community.public_id}/members/").content.decode()
    assert page.count("Here for another reason") == 2  # the filter and the person
