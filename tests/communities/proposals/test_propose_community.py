"""Starting a community: four questions, check, send; through pages and API; and what stops it."""

import pytest
from django.urls import reverse

from communities.conditions import operations as conditions
from communities.groups import operations as groups
from communities.proposals import operations, queries
from communities.proposals.models import Proposal, ProposalWatch
from rareshare.lib.errors import Conflict, Invalid, NotFound
from tests.communities.proposals.conftest import ANSWERS


def start(name: str) -> str:
    return reverse(f"proposals:{name}")


def fill(client, about="unlisted", name="Southern tremor"):
    """The four questions, one page after another."""
    return [
        client.post(start("start"), {"name": name}),
        client.post(start("match"), {"about": about}),
        client.post(start("names"), {"other_names": "Tremor australis\n\nAustral shake"}),
        client.post(start("why"), {"why": "For people who shake."}),
        client.post(start("link"), {"link": "patient", "wants_to_lead": "yes"}),
    ]


def test_four_questions_then_check_then_send(cast, client_for):
    client = client_for(cast.fay)
    assert [one.url for one in fill(client)] == [
        start(name) for name in ("match", "names", "why", "link", "check")
    ]
    page = client.get(start("check")).content.decode()
    assert "Tremor australis, Austral shake" in page
    sent = client.post(start("check"))
    [proposal] = Proposal.objects.all()
    assert sent.url == reverse("proposals:proposal", args=[proposal.public_id])
    assert proposal.state == "proposed"
    assert proposal.other_names == ["Tremor australis", "Austral shake"]
    assert [event.verb for event in proposal.events.all()] == ["proposal_proposed"]
    assert "Southern tremor" in client.get("/me/proposals/").content.decode()


def test_answers_are_kept_for_another_day_and_each_can_be_changed(cast, client_for):
    fill(client_for(cast.fay))
    later = client_for(cast.fay)
    assert "Southern tremor" in later.get(start("start")).content.decode()
    assert "Tremor australis" in later.get(start("names")).content.decode()
    changed = later.post(start("why"), {"why": "For families."})
    assert changed.url == start("check")
    assert "For families." in later.get(start("check")).content.decode()
    assert Proposal.objects.count() == 1


def test_the_first_question_comes_first(cast, client_for):
    for name in ("match", "names", "why", "link", "check"):
        assert client_for(cast.fay).get(start(name)).url == start("start")


def test_what_is_near_is_shown_before_anything_new_is_made(cast, client_for, listed, community):
    conditions.add_community_names(community.condition, ["Fever of the north"], by=None)
    client = client_for(cast.fay)
    client.post(start("start"), {"name": "Occidental palsi"})
    page = client.get(start("match")).content.decode()
    assert f"condition:{listed.key}" in page
    client.post(start("start"), {"name": "Fever of the nort"})
    page = client.get(start("match")).content.decode()
    assert "Join Northern fever" in page
    assert f"condition:{community.condition.key}" not in page


def test_an_illness_of_the_list_is_chosen_by_its_key(cast, client_for, listed):
    client = client_for(cast.fay)
    page = client.get(f"{start('start')}?condition={listed.key}").content.decode()
    assert 'value="Western palsy"' in page
    sent = client.post(start("start"), {"name": "Western palsy", "condition": listed.key})
    assert sent.url == start("names")
    assert queries.draft_of(cast.fay).condition == listed


@pytest.mark.parametrize("step", ["start", "match"])
def test_where_there_is_a_community_one_is_led_to_it(cast, client_for, community, step):
    client = client_for(cast.fay)
    key = community.condition.key
    if step == "start":
        answer = client.post(start("start"), {"name": "Northern fever", "condition": key})
    else:
        answer = client.post(start("start"), {"name": "NORTHERN  Fevér"})
    assert answer.status_code == 409
    assert reverse("groups:membership", args=[community.public_id]) in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_community_that_opens_meanwhile_stops_the_sending(cast, client_for, listed):
    client = client_for(cast.fay)
    fill(client, about=f"condition:{listed.key}", name="Western palsy")
    assert queries.draft_of(cast.fay).condition == listed
    groups.open_community("Western palsy", by=cast.lena, condition=listed)
    answer = client.post(start("check"))
    assert answer.status_code == 409
    assert "Join Western palsy" in answer.content.decode()


def test_the_second_is_told_that_one_is_on_its_way_and_may_wait_for_it(
    cast, client_for, api_for, proposal
):
    answer = client_for(cast.chidi).post(start("start"), {"name": "southern TREMOR"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Somebody else proposed it" in text
    assert "Fay" not in text and ANSWERS["why"] not in text
    told = client_for(cast.chidi).post(start("tell-me"), {"name": "Southern tremor"})
    assert told.url == reverse("proposals:mine")
    api_for(cast.mio).post("/api/v1/proposals/notices/", {"name": "southern-tremor"}, format="json")
    waiting = set(ProposalWatch.objects.values_list("user", flat=True))
    assert waiting == {cast.chidi.pk, cast.mio.pk}
    own = client_for(cast.fay).post(start("start"), {"name": "Southern tremor"})
    assert "You proposed this already" in own.content.decode()


def test_of_the_earlier_one_nothing_is_shown(cast, client_for, listed):
    secret = {**ANSWERS, "name": "What my son Tom has", "about": "listed", "condition": listed}
    operations.propose_community(by=cast.fay, **secret)
    client = client_for(cast.chidi)
    body = {"name": "Western palsy", "condition": listed.key}
    page = client.post(start("start"), body).content.decode()
    assert "Somebody else proposed it" in page
    assert "my son" not in page.casefold() and "my-son" not in page
    assert client.post(start("tell-me"), body).url == reverse("proposals:mine")


def test_several_groups_without_a_diagnosis_may_exist(cast, client_for, other):
    client = client_for(cast.fay)
    client.post(start("start"), {"name": "Undiagnosed heart trouble"})
    assert other.name in client.get(start("match")).content.decode()
    client.post(start("match"), {"about": "undiagnosed"})
    assert queries.draft_of(cast.fay).about == "undiagnosed"


def test_the_api_sends_all_answers_at_once(cast, api_for, listed):
    body = {**ANSWERS, "name": "Western palsy", "about": "listed", "condition": listed.key}
    made = api_for(cast.fay).post("/api/v1/proposals/", body, format="json")
    assert made.status_code == 201
    assert made["Location"] == f"/api/v1/proposals/{made.data['id']}/"
    assert made.data["state"] == "proposed"
    again = api_for(cast.chidi).post("/api/v1/proposals/", body, format="json")
    assert again.status_code == 409
    unknown = {**body, "condition": "nosuchkey"}
    assert api_for(cast.chidi).post("/api/v1/proposals/", unknown, format="json").status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "???"},
        {"name": ""},
        {"name": "x" * 201},
        {"name": "x" * 1_000_000},
        {"name": "Fever\u202egnp.exe"},
        {"name": "Fe\x00ver"},
        {"name": "日"},
        {"why": " . "},
        {"why": "y" * 2_001},
        {"link": "king"},
        {"about": "nothing"},
        {"about": "listed"},
        {"other_names": ["--"]},
        {"other_names": [f"name {number}" for number in range(21)]},
    ],
    ids=lambda wrong: str(wrong)[:30],
)
def test_bad_answers_are_refused_by_operation_and_api(cast, api_for, wrong):
    with pytest.raises(Invalid):
        operations.propose_community(by=cast.fay, **{**ANSWERS, **wrong})
    answer = api_for(cast.fay).post("/api/v1/proposals/", {**ANSWERS, **wrong}, format="json")
    assert answer.status_code == 400
    assert wrong == {"name": "Fe\x00ver"} or answer.json()["errors"]
    assert not Proposal.objects.exists()


def test_a_name_with_markup_stays_text(cast, client_for):
    client = client_for(cast.fay)
    client.post(start("start"), {"name": "<script>alert(1)</script> fever"})
    page = client.get(start("match")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_other_names_are_kept_once_whatever_their_case(cast):
    names = ["Shaking", "SHAKING", "southern TREMOR", " ", "Tremblement"]
    made = operations.propose_community(by=cast.fay, **{**ANSWERS, "other_names": names})
    assert made.other_names == ["Shaking", "Tremblement"]


def test_nobody_else_sees_a_proposal(cast, client_for, api_for, proposal):
    path = f"/api/v1/proposals/{proposal.public_id}/"
    assert api_for(cast.chidi).get(path).status_code == 404
    assert api_for(cast.emil).get(path).status_code == 404
    assert api_for(cast.lena).get(path).status_code == 200
    assert api_for(cast.chidi).get("/api/v1/proposals/").data["results"] == []
    assert client_for(cast.chidi).get(f"/me/proposals/{proposal.public_id}/").status_code == 404
    with pytest.raises(NotFound):
        queries.proposal_for(cast.chidi, proposal.public_id)


def test_a_draft_is_for_nobody_but_its_writer(cast, client_for, api_for):
    fill(client_for(cast.fay))
    draft = Proposal.objects.get()
    assert api_for(cast.lena).get(f"/api/v1/proposals/{draft.public_id}/").status_code == 404
    assert api_for(cast.lena).get("/api/v1/proposals/").data["results"] == []


def test_a_proposal_is_taken_back(cast, client_for, api_for, outbox, proposal):
    operations.watch_proposal(proposal, by=cast.chidi)
    with pytest.raises(Conflict):
        operations.propose_community(by=cast.chidi, **ANSWERS)
    path = reverse("proposals:withdrawal", args=[proposal.public_id])
    assert client_for(cast.chidi).post(path).status_code == 404
    assert client_for(cast.fay).post(path).url == reverse("proposals:mine")
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    assert "start it yourself" in outbox.text("proposal_opened", cast.chidi)
    again = api_for(cast.fay).post(f"/api/v1/proposals/{proposal.public_id}/withdrawal/")
    assert again.status_code == 409
    operations.propose_community(by=cast.chidi, **ANSWERS)


def test_lists_are_filtered_ordered_and_cost_the_same_for_many(
    cast, api_for, django_assert_num_queries
):
    api = api_for(cast.lena)

    def costs(expected: int) -> None:
        for _ in range(expected):
            operations.propose_community(
                by=cast.fay, **{**ANSWERS, "name": f"Tremor number {Proposal.objects.count()}"}
            )
        with django_assert_num_queries(SQL_OF_A_LIST):
            answer = api.get("/api/v1/proposals/?state=proposed&ordering=name")
        names = [row["name"] for row in answer.data["results"]]
        assert names == sorted(names) and len(names) == Proposal.objects.count()

    api.get("/api/v1/proposals/")
    costs(1)
    costs(8)
    assert api.get("/api/v1/proposals/?state=declined").data["results"] == []
    assert api.get("/api/v1/proposals/?mine=true").data["results"] == []
    assert api.get("/api/v1/proposals/?state=nonsense").status_code == 400
    assert api.get("/api/v1/proposals/?colour=red").status_code == 400


SQL_OF_A_LIST = 3
