"""What is shown before anything new is made: the nearest first, and to groups without a diagnosis
other such groups instead of illnesses that are only spelled alike."""

from communities.conditions import operations as conditions
from communities.proposals import operations, queries
from tests.communities.proposals.conftest import ANSWERS


def propose(user, **answers):
    return operations.propose_community(by=user, **{**ANSWERS, "other_names": [], **answers})


def test_names_that_hold_the_word_come_before_others(cast):
    for name, others in (
        ("Werner syndrome", ["adult progeria", "progeria adultorum"]),
        ("Cockayne syndrome", ["progeria-like nanism"]),
        ("Hutchinson-Gilford progeria", ["HGPS"]),
    ):
        conditions.add_condition(name, others, by=None)
    near = queries.alike_of(cast.fay, "progeria").conditions
    assert near[0].match.name == "Hutchinson-Gilford progeria"
    conditions.add_condition("Wiedemann syndrome", ["progeria"], by=None)
    near = queries.alike_of(cast.fay, "Progeria").conditions
    assert [one.match.name for one in near[:2]] == [
        "Wiedemann syndrome",
        "Hutchinson-Gilford progeria",
    ]


def test_without_a_diagnosis_no_far_illness_is_near_but_other_groups_are(cast, client_for, other):
    conditions.add_condition("Diagnosia", ["I hate a diagnosis"], by=None)
    name = "I have no diagnosis"
    near = queries.alike_of(cast.fay, name)
    assert near.conditions == [] and near.communities == [other] and near.waiting == 0
    propose(cast.chidi, name="Muscles that tire", about="undiagnosed")
    assert queries.alike_of(cast.fay, name).waiting == 1
    assert queries.alike_of(cast.chidi, name).waiting == 0  # one's own is not another one
    client = client_for(cast.fay)
    client.post("/communities/start/", {"name": name})
    text = client.get("/communities/start/match/").content.decode()
    assert "1 other group for people without a diagnosis waits" in text
    assert "Muscles that tire" not in text


def test_staff_see_waiting_groups_without_a_diagnosis_beside_each_other(cast, client_for):
    first = propose(cast.chidi, name="Muscles that tire", about="undiagnosed")
    second = propose(cast.fay, name="Odd spots", about="undiagnosed")
    text = client_for(cast.lena).get(f"/desk/proposals/{second.public_id}/").content.decode()
    assert f"/desk/proposals/{first.public_id}/" in text
