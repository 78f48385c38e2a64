"""What comes after: notices that one waits for, decided proposals, and what staff read by API."""

import pytest

from communities.proposals import operations, queries
from communities.proposals.models import Proposal, ProposalWatch
from communities.proposals.operations import Taken
from rareshare.lib.errors import Conflict, NotAllowed, NotFound
from tests.communities.proposals.conftest import ANSWERS

NOTICES = "/api/v1/proposals/notices/"


@pytest.fixture
def watch(cast, proposal):
    return operations.watch_proposal(proposal, by=cast.chidi, asked="southern TREMOR")


def test_what_one_waits_for_is_listed_in_ones_own_words_and_stopped(
    cast, client_for, outbox, proposal, watch
):
    client = client_for(cast.chidi)
    text = client.get("/me/proposals/").content.decode()
    assert "southern TREMOR" in text and "Do not tell me" in text
    assert "Southern tremor" not in text and "Fay" not in text
    end = f"/me/proposals/notices/{watch.pk}/end/"
    assert client_for(cast.mio).post(end).status_code == 404
    assert (
        "What we will tell you" not in client_for(cast.mio).get("/me/proposals/").content.decode()
    )
    assert client.post(end).url == "/me/proposals/"
    assert "southern TREMOR" not in client.get("/me/proposals/").content.decode()
    operations.approve_proposal(proposal, by=cast.lena)
    assert not outbox.rows("proposal_opened", to=cast.chidi)


def test_my_page_leads_there(cast, client_for):
    assert 'href="/me/proposals/"' in client_for(cast.chidi).get("/me/").content.decode()


def test_what_became_of_it_stands_there_too(cast, client_for, proposal, watch):
    operations.approve_proposal(proposal, by=cast.lena)
    text = client_for(cast.chidi).get("/me/proposals/").content.decode()
    assert "Go to Southern tremor" in text and "Take it off this list" in text


def test_notices_by_api(cast, api_for, proposal, django_assert_num_queries):
    api = api_for(cast.chidi)
    assert api.post(NOTICES, {"name": "southern-tremor"}, format="json").status_code == 204
    with django_assert_num_queries(2):  # the token with its account, the list
        [row] = api.get(NOTICES).data["results"]
    assert (row["name"], row["is_waiting"], row["community"]) == ("southern-tremor", True, None)
    assert api_for(cast.mio).get(NOTICES).data["results"] == []
    assert api_for(cast.mio).delete(f"{NOTICES}{row['id']}/").status_code == 404
    assert api.delete(f"{NOTICES}{row['id']}/").status_code == 204
    assert api.delete(f"{NOTICES}{row['id']}/").status_code == 404
    assert not ProposalWatch.objects.exists()


def test_only_who_waits_stops_waiting(cast, watch):
    with pytest.raises(NotAllowed):
        operations.unwatch_proposal(watch, by=cast.mio)
    with pytest.raises(NotFound):
        queries.notice_for(cast.mio, watch.pk)
    operations.unwatch_proposal(watch, by=cast.chidi)
    assert not queries.notices_of(cast.chidi).exists()


def test_decided_ones_are_listed_at_the_desk_and_filtered(cast, client_for, proposal):
    other = operations.propose_community(by=cast.chidi, **{**ANSWERS, "name": "Eastern shiver"})
    operations.decline_proposal(other, by=cast.lena, reason="other", words="No.")
    client = client_for(cast.lena)

    def names(show):
        text = client.get(f"/desk/proposals/?show={show}").content.decode()
        return [name for name in ("Southern tremor", "Eastern shiver") if f">{name}<" in text]

    assert names("") == ["Southern tremor"]
    assert names("decided") == names("declined") == ["Eastern shiver"]
    assert names("approved") == []
    operations.approve_proposal(proposal, by=cast.lena)
    assert names("decided") == ["Southern tremor", "Eastern shiver"]
    assert names("approved") == ["Southern tremor"]
    text = client.get("/desk/proposals/?show=declined").content.decode()
    assert "by Chidi" in text and "by Lena" in text
    assert client.get("/desk/proposals/?show=nonsense").status_code == 200


def test_staff_read_who_proposed_who_decided_and_every_step(cast, api_for, proposal):
    operations.ask_about_proposal(proposal, by=cast.lena, question="Which?")
    path = f"/api/v1/proposals/{proposal.public_id}/"
    told = api_for(cast.lena).get(path).data
    assert told["proposer"] == {"id": cast.fay.public_id, "display_name": "Fay"}
    assert told["decided_by"]["display_name"] == "Lena"
    assert [(step["to_state"], step["by"]["display_name"]) for step in told["history"]] == [
        ("proposed", "Fay"),
        ("asked", "Lena"),
    ]
    assert told["history"][1]["note"] == "Which?"
    [row] = api_for(cast.lena).get("/api/v1/proposals/").data["results"]
    assert row["proposer"]["display_name"] == "Fay"
    own = api_for(cast.fay).get(path).data
    assert own["proposer"] is None and own["decided_by"] is None
    assert [step["by"] for step in own["history"]] == [None, None]


def test_proposing_ones_own_again_says_so(cast, api_for, proposal):
    with pytest.raises(Taken, match="You have proposed this already"):
        operations.propose_community(by=cast.fay, **ANSWERS)
    answer = api_for(cast.fay).post("/api/v1/proposals/", ANSWERS, format="json")
    assert answer.status_code == 409 and "You have proposed" in answer.json()["detail"]
    with pytest.raises(Conflict, match="Somebody else"):
        operations.propose_community(by=cast.chidi, **ANSWERS)


def test_names_on_one_line_are_several_names(cast, client_for):
    client = client_for(cast.fay)
    client.post("/communities/start/", {"name": "Southern tremor"})
    client.post("/communities/start/match/", {"about": "unlisted"})
    names = "HGPS, Progeria; Austral shake\n南の病、مرض، x,"
    client.post("/communities/start/names/", {"other_names": names})
    assert Proposal.objects.get().other_names == [
        "HGPS",
        "Progeria",
        "Austral shake",
        "南の病",
        "مرض",
        "x",
    ]
