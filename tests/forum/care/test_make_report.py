"""Telling a moderator: from the first minute, with the text as it stood."""

import pytest

from forum.care import operations
from forum.care.models import Report, ReportEvent
from forum.experts import operations as experts
from forum.talk import operations as talk
from rareshare.lib.errors import Conflict, Invalid, NotFound

API = "/api/v1/reports/"


def test_a_member_reports_a_post_on_the_page(cast, client_for, topic):
    post = topic.posts.get()
    client = client_for(cast.alma)
    url = f"/report/post/{post.pk}/"
    assert b"I cannot sleep." in client.get(url).content
    assert client.post(url, {"words": "x"}).status_code == 400
    answer = client.post(url, {"reason": "unkind", "words": "It hurts me."}, follow=True)
    assert b"A moderator will look" in answer.content
    report = Report.objects.get()
    assert (report.author, report.reporter, report.state) == (cast.chidi, cast.alma, "open")
    assert "I cannot sleep." in report.snapshot and report.words == "It hurts me."
    assert ReportEvent.objects.get().verb == "report_made"
    talk.remove_post(post, by=cast.chidi)
    report.refresh_from_db()
    assert "I cannot sleep." in report.snapshot


def test_questions_and_answers_can_be_reported_through_the_api(cast, api_for, question):
    answer = experts.answer_question(question, by=cast.eze, text="Yes.")
    client = api_for(cast.alma)
    for kind, pk in (("question", question.pk), ("answer", answer.pk)):
        data = {"kind": kind, "id": pk, "reason": "unsafe_advice"}
        made = client.post(API, data, format="json")
        assert made.status_code == 201, made.content
        assert client.get(made["Location"]).json()["state"] == "open"
        assert client.post(API, data, format="json").status_code == 409
    assert api_for(cast.chidi).get(f"{API}{Report.objects.first().pk}/").status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "person", "id": 1, "reason": "harm"},
        {"kind": "post", "id": 0, "reason": "harm"},
        {"kind": "post", "id": 10**30, "reason": "harm"},
        {"kind": "post", "id": "1", "reason": "because"},
    ],
)
def test_bad_input_is_refused(cast, api_for, topic, data):
    assert api_for(cast.alma).post(API, data, format="json").status_code == 400
    assert not Report.objects.exists()


def test_something_else_needs_words(cast, topic):
    with pytest.raises(Invalid):
        operations.make_report(topic.posts.get(), by=cast.alma, reason="other")
    with pytest.raises(Invalid):
        operations.make_report(topic.posts.get(), by=cast.alma, reason="nonsense")


def test_what_cannot_be_read_cannot_be_reported(cast, client_for, api_for, anonymous, topic):
    post = topic.posts.get()
    assert anonymous.get(f"/report/post/{post.pk}/").status_code == 302
    assert client_for(cast.fay).get(f"/report/post/{post.pk}/").status_code == 404
    assert client_for(cast.alma).get(f"/report/person/{post.pk}/").status_code == 404
    data = {"kind": "post", "id": post.pk, "reason": "harm"}
    assert api_for(cast.fay).post(API, data, format="json").status_code == 404
    with pytest.raises(NotFound):
        operations.make_report(post, by=cast.fay, reason="harm")
    talk.remove_post(post, by=cast.chidi)
    assert client_for(cast.alma).get(f"/report/post/{post.pk}/").status_code == 404


def test_one_open_report_for_each_person(cast, topic):
    operations.make_report(topic.posts.get(), by=cast.alma, reason="harm")
    with pytest.raises(Conflict):
        operations.make_report(topic.posts.get(), by=cast.alma, reason="unkind")
    operations.make_report(topic.posts.get(), by=cast.dora, reason="unkind")
