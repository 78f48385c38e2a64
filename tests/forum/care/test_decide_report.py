"""Deciding: keep or remove with reasons; both sides hear of it without content."""

import pytest

from forum.care import operations
from forum.care.models import Report, ReportEvent
from forum.experts import operations as experts
from forum.talk import operations as talk
from rareshare.lib.errors import Invalid, NotAllowed, WrongState


@pytest.fixture
def report(cast, topic):
    return operations.make_report(
        topic.posts.get(), by=cast.alma, reason="unkind", words="It hurts me."
    )


def url(report):
    return f"/desk/moderation/{report.pk}/"


def test_a_moderator_removes_on_the_desk(cast, client_for, report, outbox):
    client = client_for(cast.lena)
    assert b"unkind" in client.get("/desk/moderation/").content
    page = client.get(url(report)).content.decode()
    assert "It hurts me." in page and "I cannot sleep." in page and "Chidi" in page
    assert "Alma" not in page
    assert client.post(url(report), {"decision": "remove"}).status_code == 400
    data = {"decision": "remove", "reasons": "It attacks people."}
    assert client.post(url(report), data).status_code == 302
    assert b"Nothing waits." in client.get("/desk/moderation/").content
    report.refresh_from_db()
    assert (report.state, report.decided_by) == ("removed", cast.lena)
    assert report.post.state == "removed"
    assert ReportEvent.objects.last().verb == "report_removed"
    assert outbox.rows("report_decided")[0].recipient_id == cast.alma.pk
    assert outbox.rows("words_removed")[0].recipient_id == cast.chidi.pk
    for letter in outbox.rows():
        whole = outbox.read(letter).as_string()
        for hidden in ("attacks", "sleep", "Test condition", "Alma", "Chidi", "hurts"):
            assert hidden not in whole


def test_both_sides_read_the_decision_and_nobody_else(cast, client_for, report):
    operations.decide_report(report, by=cast.lena, decision="remove", reasons="It attacks.")
    path = f"/reports/{report.pk}/"
    reporter = client_for(cast.alma).get(path).content.decode()
    assert "We removed it." in reporter and "It attacks." in reporter
    writer = client_for(cast.chidi).get(path).content.decode()
    assert "I cannot sleep." in writer and "It attacks." in writer
    assert "Alma" not in writer and "It hurts me." not in writer
    for user in (cast.dora, cast.fay):
        assert client_for(user).get(path).status_code == 404


def test_a_moderator_keeps_through_the_api(cast, api_for, report, outbox):
    path = f"/api/v1/reports/{report.pk}/decision/"
    queue = api_for(cast.lena).get("/api/v1/reports/").json()["results"]
    assert [row["id"] for row in queue] == [report.pk] and "reporter" not in queue[0]
    data = {"decision": "keep", "reasons": "It is rough but fair."}
    assert api_for(cast.dora).post(path, data, format="json").status_code == 403
    assert api_for(cast.dora).get("/api/v1/reports/").status_code == 404
    answer = api_for(cast.lena).post(path, data, format="json")
    assert answer.status_code == 201 and answer.json()["state"] == "kept"
    assert api_for(cast.lena).post(path, data, format="json").status_code == 409
    assert outbox.rows("words_removed") == []
    assert api_for(cast.chidi).get(f"/api/v1/reports/{report.pk}/").status_code == 404
    assert report.post.is_visible


def test_all_reports_of_one_thing_are_decided_together(cast, topic, report, outbox):
    operations.make_report(topic.posts.get(), by=cast.dora, reason="harm")
    operations.decide_report(report, by=cast.lena, decision="remove", reasons="Yes.")
    assert not Report.objects.filter(state="open").exists()
    assert len(outbox.rows("report_decided")) == 2 and len(outbox.rows("words_removed")) == 1


def test_danger_comes_first(cast, client_for, community, report):
    other = talk.open_topic(community, by=cast.chidi, title="Other", text="I want to end it")
    operations.make_report(other.posts.get(), by=cast.alma, reason="harm")
    page = client_for(cast.lena).get("/desk/moderation/").content.decode()
    assert page.index("in danger") < page.index("unkind")


def test_nobody_decides_about_themselves(cast, topic):
    own = operations.make_report(topic.posts.get(), by=cast.lena, reason="unkind")
    with pytest.raises(NotAllowed):
        operations.decide_report(own, by=cast.lena, decision="keep", reasons="x")


@pytest.mark.parametrize(
    ("decision", "reasons"), [("perhaps", "x"), ("keep", ""), ("remove", "x" * 2_001)]
)
def test_bad_decisions_are_refused(cast, report, decision, reasons):
    with pytest.raises(Invalid):
        operations.decide_report(report, by=cast.lena, decision=decision, reasons=reasons)


def test_what_its_writer_took_back_can_still_be_decided(cast, topic, report):
    talk.remove_post(topic.posts.get(), by=cast.chidi)
    decided = operations.decide_report(report, by=cast.lena, decision="remove", reasons="Yes.")
    assert decided.state == "removed" and topic.posts.get().state == "withdrawn"
    with pytest.raises(WrongState):
        operations.decide_report(report, by=cast.lena, decision="keep", reasons="x")


def test_questions_and_answers_are_removed_too_and_names_stay_hidden(cast, client_for, question):
    answer = experts.answer_question(question, by=cast.eze, text="Drink bleach.")
    one = operations.make_report(answer, by=cast.alma, reason="unsafe_advice")
    operations.decide_report(one, by=cast.lena, decision="remove", reasons="Unsafe.")
    answer.refresh_from_db()
    assert answer.state == "removed"
    two = operations.make_report(question, by=cast.alma, reason="other", words="No question")
    page = client_for(cast.lena).get(url(two)).content
    assert b"Chidi" not in page and b"without a name" in page
    operations.decide_report(two, by=cast.lena, decision="remove", reasons="Not here.")
    question.refresh_from_db()
    assert question.state == "removed"


def test_only_moderators_have_the_desk(cast, client_for, anonymous, report):
    assert anonymous.get("/desk/moderation/").status_code == 302
    for user in (cast.dora, cast.emil, cast.ada):
        assert client_for(user).get("/desk/moderation/").status_code == 403
        assert client_for(user).post(url(report), {"decision": "keep"}).status_code == 403
