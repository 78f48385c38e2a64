"""What staff do with a proposal: open the community, ask back, decline; who hears of it."""

import pytest
from django.urls import reverse

from communities.conditions import queries as conditions
from communities.groups import operations as groups
from communities.groups import permissions as belonging
from communities.groups.models import Community
from communities.proposals import operations
from communities.proposals.models import Proposal
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from tests.communities.proposals.conftest import ANSWERS


def desk(name: str, proposal: Proposal) -> str:
    return reverse(f"proposals:{name}", args=[proposal.public_id])


def decide(client, proposal, **body):
    return client.post(f"/api/v1/proposals/{proposal.public_id}/decision/", body, format="json")


def test_approving_opens_the_community_and_its_proposer_leads(cast, client_for, outbox, proposal):
    operations.watch_proposal(proposal, by=cast.chidi)
    client = client_for(cast.lena)
    assert "Southern tremor" in client.get("/desk/proposals/").content.decode()
    page = client.get(desk("approve", proposal)).content.decode()
    assert "Zittern des Südens" in page
    done = client.post(
        desk("approve", proposal),
        {
            "name": "Southern tremor syndrome",
            "pronunciation": "SUH-thern",
            "other_names": "Southern tremor\nShakes",
            "about": "unlisted",
        },
    )
    assert done.url == reverse("proposals:desk")
    community = Community.objects.get()
    assert (community.name, community.pronunciation) == ("Southern tremor syndrome", "SUH-thern")
    assert belonging.is_leader(cast.fay, community)
    [match] = conditions.search_conditions("shakes")
    assert match.id == community.condition_id
    assert conditions.search_conditions("Southern tremor")[0].id == community.condition_id
    assert "yes" in outbox.text("proposal_approved", cast.fay)
    letter = outbox.text("proposal_opened", cast.chidi)
    assert "It is open now" in letter
    assert "remor" not in letter and community.public_id in letter
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by, proposal.community) == (
        "approved",
        cast.lena,
        community,
    )
    mine = client_for(cast.fay).get(f"/me/proposals/{proposal.public_id}/").content.decode()
    assert community.get_absolute_url() in mine


def test_an_illness_of_the_list_is_used_as_it_is(cast, api_for, listed):
    answers = {**ANSWERS, "name": "Western palsy", "about": "listed", "condition": listed}
    proposal = operations.propose_community(by=cast.fay, **{**answers, "wants_to_lead": False})
    assert decide(api_for(cast.lena), proposal, decision="approve").status_code == 200
    community = Community.objects.get()
    assert community.condition == listed
    assert belonging.is_member(cast.fay, community)
    assert not belonging.is_leader(cast.fay, community)


def test_a_group_without_a_diagnosis_has_no_condition(cast, proposal, other):
    made = operations.propose_community(
        by=cast.chidi, **{**ANSWERS, "name": "Undiagnosed at heart", "about": "undiagnosed"}
    )
    operations.approve_proposal(made, by=cast.lena)
    assert made.state == "proposed"
    opened = Community.objects.get(name="Undiagnosed at heart")
    assert (opened.kind, opened.condition) == ("undiagnosed", None)


def test_staff_correct_the_illness(cast, proposal, listed):
    operations.approve_proposal(proposal, by=cast.lena, about="listed", condition=listed)
    assert Community.objects.get().condition == listed


def test_nothing_is_left_behind_where_approving_fails(cast, proposal):
    groups.open_community("Southern tremor", by=cast.lena, kind="undiagnosed")
    with pytest.raises(Conflict):
        operations.approve_proposal(proposal, by=cast.lena)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"
    assert not conditions.search_conditions("Southern tremor")


def test_a_question_goes_back_and_forth(cast, client_for, api_for, outbox, proposal):
    client = client_for(cast.lena)
    assert client.post(desk("ask", proposal), {"question": " "}).status_code == 400
    client.post(desk("ask", proposal), {"question": "Is it the same as northern tremor?"})
    assert "Southern" not in outbox.text("proposal_asked", cast.fay)
    mine = desk("proposal", proposal)
    assert "Is it the same as northern tremor?" in client_for(cast.fay).get(mine).content.decode()
    assert client_for(cast.fay).post(mine, {"answer": ""}).status_code == 400
    assert client_for(cast.fay).post(mine, {"answer": "No, it is another one."}).url == mine
    page = client.get(desk("decide", proposal)).content.decode()
    assert "No, it is another one." in page
    decide(api_for(cast.lena), proposal, decision="ask", words="Who says so?")
    path = f"/api/v1/proposals/{proposal.public_id}/answers/"
    body = {"answer": "My doctor.", "name": "Southern tremor type 2"}
    answered = api_for(cast.fay).post(path, body, format="json")
    assert (answered.data["state"], answered.data["name"]) == ("proposed", body["name"])
    assert api_for(cast.fay).post(path, body, format="json").status_code == 409
    assert len(outbox.rows("proposal_asked")) == 2
    verbs = [event.verb for event in proposal.events.all()]
    assert verbs == [
        *["proposal_proposed", "proposal_asked"] * 2,
        "proposal_changed",
        "proposal_proposed",
    ]


def test_declining_needs_a_reason_and_words_which_the_proposer_reads(
    cast, client_for, api_for, outbox, proposal
):
    operations.watch_proposal(proposal, by=cast.chidi)
    with pytest.raises(Invalid):
        operations.decline_proposal(proposal, by=cast.lena, reason="mood", words="No.")
    with pytest.raises(Invalid):
        operations.decline_proposal(proposal, by=cast.lena, reason="other", words=" ")
    client = client_for(cast.lena)
    assert client.post(desk("decline", proposal), {"reason": "exists"}).status_code == 400
    client.post(
        desk("decline", proposal), {"reason": "not_rare", "words": "Many people have this."}
    )
    page = client_for(cast.fay).get(desk("proposal", proposal)).content.decode()
    assert "The illness is not rare" in page and "Many people have this." in page
    assert "Many people" not in outbox.text("proposal_declined", cast.fay)
    assert "start it yourself" in outbox.text("proposal_opened", cast.chidi)
    again = decide(api_for(cast.lena), proposal, decision="approve")
    assert again.status_code == 409
    with pytest.raises(WrongState):
        operations.withdraw_proposal(proposal, by=cast.fay)


def test_nobody_decides_about_their_own_and_members_about_none(cast, client_for, api_for):
    own = operations.propose_community(by=cast.lena, **ANSWERS)
    with pytest.raises(NotAllowed):
        operations.approve_proposal(own, by=cast.lena)
    with pytest.raises(NotAllowed):
        operations.ask_about_proposal(own, by=cast.dora, question="Why?")
    with pytest.raises(NotAllowed):
        operations.decline_proposal(own, by=cast.emil, reason="other", words="No.")
    page = client_for(cast.lena).get(desk("decide", own)).content.decode()
    assert "Somebody else decides" in page
    assert decide(api_for(cast.admin), own, decision="approve").status_code == 200


def test_what_is_near_stands_beside_it(cast, client_for, proposal, listed, community):
    other = operations.propose_community(by=cast.chidi, **{**ANSWERS, "name": "Southern tremors"})
    operations.decline_proposal(proposal, by=cast.lena, reason="other", words="Not now.")
    page = client_for(cast.lena).get(desk("decide", other)).content.decode()
    assert desk("decide", proposal) in page


def test_answering_page_by_page_is_answering_the_same_draft(cast):
    draft = operations.answer_proposal(None, by=cast.fay, name="Odd walk")
    same = operations.answer_proposal(draft, by=cast.fay, why="For walkers.")
    assert same.pk == draft.pk
    with pytest.raises(Invalid) as missing:
        operations.send_proposal(same, by=cast.fay)
    assert set(missing.value.fields) == {"about", "link", "wants_to_lead"}
    with pytest.raises(WrongState):
        operations.answer_proposal(draft, by=cast.chidi, why="Mine.")
    with pytest.raises(WrongState):
        operations.resend_proposal(draft, by=cast.fay, answer="Hm.")


def test_what_changes_after_staff_read_it_stands_in_the_history(cast, proposal, listed):
    operations.ask_about_proposal(proposal, by=cast.lena, question="Which illness is it?")
    operations.answer_proposal(proposal, by=cast.fay, name="Western palsy", other_names=[])
    operations.answer_proposal(proposal, by=cast.fay, about="listed", condition=listed)
    operations.answer_proposal(proposal, by=cast.fay, about="listed", condition=listed)  # the same
    first, second = proposal.events.filter(verb="proposal_changed").order_by("pk")
    assert first.by == cast.fay
    assert "name: Southern tremor -> Western palsy" in first.note.split("\n")
    assert second.note.split("\n") == ["about: unlisted -> listed", f"condition: None -> {listed}"]


def test_a_draft_has_no_history_yet(cast):
    draft = operations.answer_proposal(None, by=cast.fay, name="Southern tremor")
    operations.answer_proposal(draft, by=cast.fay, name="Northern tremor")
    assert not draft.events.exists()
