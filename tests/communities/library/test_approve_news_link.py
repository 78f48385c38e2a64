"""Deciding on suggestions: approve_news_link and decline_news_link, by the leaders alone."""

from datetime import date

import pytest

from communities.library import operations, queries
from communities.library.models import NewsLinkEvent
from communities.library.states import MOVES, State
from rareshare.lib.errors import NotAllowed, NotFound, WrongState


@pytest.fixture
def link(cast, community):
    return operations.suggest_news_link(
        community,
        by=cast.chidi,
        title="A warm winter",
        url="https://news.example.org/warm",
        source="The Daily",
        published_on=date(2024, 3, 27),
    )


def page(link):
    return f"/c/{link.community.public_id}/resources/news/{link.pk}/decision/"


def api(link):
    return f"/api/v1/communities/{link.community.public_id}/news/{link.pk}/"


def test_page_approves(cast, client_for, anonymous, link):
    response = client_for(cast.dora).post(page(link), {"decision": "approved"})
    assert response.status_code == 302
    assert "A warm winter" in anonymous.get(f"/c/{link.community.slug}/").content.decode()
    event = NewsLinkEvent.objects.latest("pk")
    assert (event.verb, event.by, event.from_state) == (
        "news_link_approved",
        cast.dora,
        "suggested",
    )


def test_page_declines(cast, client_for, anonymous, link):
    client_for(cast.dora).post(page(link), {"decision": "declined", "reason": "selling"})
    link.refresh_from_db()
    assert link.state == State.DECLINED
    assert "A warm winter" not in anonymous.get(f"/c/{link.community.slug}/").content.decode()


def test_api_decides_and_an_approved_link_can_be_taken_away(cast, api_for, anonymous, link):
    client = api_for(cast.dora)
    first = client.post(f"{api(link)}decision/", {"decision": "approved"})
    assert first.json()["state"] == "approved"
    assert anonymous.get(api(link)).status_code == 200
    assert (
        client.post(
            f"{api(link)}decision/", {"decision": "declined", "reason": "known"}
        ).status_code
        == 200
    )
    assert anonymous.get(api(link)).status_code == 404


def test_deciding_twice_alike_is_no_step(cast, client_for, api_for, link):
    operations.approve_news_link(link, by=cast.dora)
    with pytest.raises(WrongState):
        operations.approve_news_link(link, by=cast.dora)
    assert client_for(cast.dora).post(page(link), {"decision": "approved"}).status_code == 409
    answer = api_for(cast.dora).post(f"{api(link)}decision/", {"decision": "approved"})
    assert answer.status_code == 409


@pytest.mark.parametrize("decision", [None, "", "suggested", "yes\0", "x" * 5000])
def test_no_decision_is_refused(cast, client_for, api_for, link, decision):
    data = {} if decision is None else {"decision": decision}
    assert client_for(cast.dora).post(page(link), data).status_code == 400
    assert api_for(cast.dora).post(f"{api(link)}decision/", data).status_code == 400


def test_only_leaders_of_this_community_decide(cast, client_for, api_for, anonymous, link, other):
    for person in (cast.fay, cast.chidi, cast.lena, cast.mio):
        with pytest.raises(NotAllowed):
            operations.approve_news_link(link, by=person)
        with pytest.raises(NotAllowed):
            operations.decline_news_link(link, by=person)
    # Chidi suggested it, so he knows of it; for others it does not exist.
    assert client_for(cast.chidi).post(page(link), {"decision": "approved"}).status_code == 403
    assert client_for(cast.fay).post(page(link), {"decision": "approved"}).status_code == 404
    assert api_for(cast.chidi).get(api(link)).status_code == 200
    assert api_for(cast.fay).get(api(link)).status_code == 404
    assert anonymous.post(page(link)).status_code == 302
    assert anonymous.post(f"{api(link)}decision/").status_code == 401


def test_a_link_is_found_in_its_own_community_only(cast, anonymous, link, other):
    operations.approve_news_link(link, by=cast.dora)
    with pytest.raises(NotFound):
        queries.news_link(cast.dora, other, link.pk)
    hidden = anonymous.get(f"/api/v1/communities/{other.public_id}/news/{link.pk}/")
    nothing = anonymous.get(f"/api/v1/communities/{other.public_id}/news/999999/")
    assert hidden.content == nothing.content


def test_every_state_has_its_moves():
    assert set(MOVES) == set(State)
    assert all(State.SUGGESTED not in targets for targets in MOVES.values())


def test_page_overwrites_no_correction_that_came_meanwhile(cast, client_for, link):
    change = page(link).replace("decision", "change")
    day = {"published_on_day": "27", "published_on_month": "3", "published_on_year": "2024"}
    form = {"title": "First", "url": link.url, "source": "The Daily", **day, "version": "1"}
    client = client_for(cast.dora)
    assert 'name="version" value="1"' in client.get(change).content.decode()
    assert client.post(change, form).status_code == 302
    assert client.post(change, {**form, "title": "Unseen"}).status_code == 412
    link.refresh_from_db()
    assert link.title == "First"
