"""Answering voluntary questions: immutable, skippable, by page and API."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connections, transaction

from rareshare.home.demo import enrollment as demo
from rareshare.lib.errors import Invalid, NotAllowed, NotFound, Stale, WrongState
from registry.answers import operations, queries, questionnaire
from registry.answers.models import Response
from registry.enrollment import operations as enrollment
from tests.registry import people

HEALTH = {"general_health": "good", "fatigue": "often"}


def record(participant, by, section="health", values=None, seen=0):
    return operations.record_response(
        participant, by=by, section=section, values=HEALTH if values is None else values, seen=seen
    )


def test_answers_are_kept_as_the_next_response(alma, cast):
    first = record(alma, cast.alma)
    second = record(alma, cast.alma, values={"general_health": "poor"}, seen=1)
    assert (first.number, second.number) == (1, 2)
    assert (first.source, first.values) == ("self", HEALTH)
    assert queries.current_responses(alma) == {"health": second}
    assert list(queries.responses(alma)) == [second, first]


def test_a_response_can_never_be_changed_or_deleted(alma, cast):
    row = record(alma, cast.alma)
    for change in (lambda: Response.objects.filter(pk=row.pk).update(values={}), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    row.refresh_from_db()
    assert row.values == HEALTH


def test_every_question_can_be_left_out(alma, cast):
    assert record(alma, cast.alma, values={"general_health": "", "fatigue": None}).values == {}


def test_who_acts_for_somebody_answers_as_a_proxy(rosa, cast):
    assert record(rosa, cast.ben).source == "proxy"


@pytest.mark.parametrize(
    ("section", "values", "field"),
    [
        ("health", {"general_health": "splendid"}, "general_health"),
        ("health", {"general_health": ["good"]}, "general_health"),
        ("health", {"general_health": 7}, "general_health"),
        ("health", {"unknown": "good"}, "unknown"),
        ("family", {"relatives_affected": "mother"}, "relatives_affected"),
        ("family", {"relatives_affected": ["mother", 1]}, "relatives_affected"),
        ("family", {"relatives_affected": ["none", "mother"]}, "relatives_affected"),
        ("begin", {"age_at_onset": "150"}, "age_at_onset"),
    ],
)
def test_what_is_not_on_the_list_is_refused_at_its_field(alma, cast, section, values, field):
    with pytest.raises(Invalid) as refused:
        record(alma, cast.alma, section=section, values=values)
    assert list(refused.value.fields) == [field]
    assert not Response.objects.exists()


def test_two_open_windows_do_not_overwrite_each_other(alma, cast):
    record(alma, cast.alma)
    with pytest.raises(Stale):
        record(alma, cast.alma, values={"general_health": "poor"})
    assert Response.objects.count() == 1


def test_only_those_who_act_answer_and_only_while_taking_part(alma, cast):
    for stranger in (cast.fay, cast.emil, cast.ben):
        with pytest.raises(NotAllowed):
            record(alma, stranger)
    with pytest.raises(NotFound):
        record(alma, cast.alma, section="nothing")
    enrollment.withdraw_enrollment(alma, by=cast.alma)
    with pytest.raises(WrongState):
        record(alma, cast.alma)


def test_the_digest_follows_the_answers_and_nothing_else(alma, cast):
    digests = [queries.current_answers_digest(alma)]
    record(alma, cast.alma)
    digests.append(queries.current_answers_digest(alma))
    assert digests[1] == queries.current_answers_digest(alma)
    record(alma, cast.alma, seen=1)
    digests.append(queries.current_answers_digest(alma))
    assert len(set(digests)) == 3


def test_the_page_shows_saves_and_keeps_what_was_typed(alma, cast, client_for):
    browser = client_for(cast.alma)
    assert "Not answered yet" in browser.get("/me/registry/answers/").content.decode()
    url = "/me/registry/answers/health/"
    assert browser.get(url).status_code == 200
    saved = browser.post(url, {"seen": "0", **HEALTH})
    assert (saved.status_code, saved["Location"]) == (
        302,
        f"/me/registry/answers/?for={alma.reference}",
    )
    assert queries.current_responses(alma)["health"].values == HEALTH
    stale = browser.post(url, {"seen": "0", "general_health": "poor"})
    assert stale.status_code == 412
    assert "checked" in stale.content.decode()
    bad = browser.post(url, {"seen": "1", "general_health": "splendid"})
    assert bad.status_code == 400
    assert "Choose one of the answers." in bad.content.decode()
    assert browser.get("/me/registry/answers/nothing/").status_code == 404


def test_the_api_answers_and_lists(alma, cast, api_for):
    client, url = api_for(cast.alma), f"/api/v1/registry/enrollments/{alma.reference}/responses/"
    body = {"section": "family", "values": {"relatives_affected": ["mother", "son"]}, "seen": 0}
    made = client.post(url, body, headers={"Idempotency-Key": "one"})
    again = client.post(url, body, headers={"Idempotency-Key": "one"})
    assert made.status_code == again.status_code == 201
    assert made.json() == again.json()
    assert made.json()["values"] == {"relatives_affected": ["son", "mother"]}
    assert len(client.get(url).json()["results"]) == 1
    assert client.post(url, body).status_code == 412
    wrong = client.post(url, {**body, "seen": 1, "values": {"relatives_affected": ["dog"]}})
    assert wrong.status_code == 400
    assert wrong.json()["errors"][0]["pointer"].endswith("relatives_affected")


@pytest.mark.parametrize("values", [[], "x", None, {"general_health": "\x00"}, {"a" * 5_000: 1}])
def test_the_api_refuses_strange_values(alma, cast, api_for, values):
    url = f"/api/v1/registry/enrollments/{alma.reference}/responses/"
    answer = api_for(cast.alma).post(url, {"section": "health", "values": values, "seen": 0})
    assert answer.status_code == 400
    assert not Response.objects.exists()


def test_for_everybody_else_there_are_no_answers(alma, cast, api_for, client_for):
    url = f"/api/v1/registry/enrollments/{alma.reference}/responses/"
    for stranger in (cast.fay, cast.emil, cast.gita, cast.ben):
        hidden = api_for(stranger).get(url)
        nothing = api_for(stranger).get("/api/v1/registry/enrollments/RS-2222-2222/responses/")
        assert hidden.status_code == 404
        assert hidden.content == nothing.content
        page = client_for(stranger).get(f"/me/registry/answers/?for={alma.reference}")
        assert page.status_code == 404


def test_the_questionnaire_is_whole():
    form = questionnaire.current()
    keys = [item.key for section in form.sections for item in section.items]
    assert len(keys) == len(set(keys)) == 10
    ages = dict(form.sections[0].items[0].values)
    assert {"prenatal", "at_birth", "less_than_1", "1", "89", "90_or_more"} <= set(ages)
    assert ages["1"] == "1 year"


@pytest.mark.django_db(transaction=True)
def test_parallel_answers_get_numbers_one_after_another(cast, condition):
    demo.publish_texts(cast.emil)
    alma = people.join(cast.alma, condition)

    def answer(_: int) -> bool:
        try:
            record(alma, cast.alma)
            return True
        except Stale:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(answer, range(5))) == 1
    assert Response.objects.count() == 1
