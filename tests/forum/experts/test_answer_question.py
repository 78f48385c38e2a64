"""Answering: only experts verified today, with sources; taking, stepping aside, helping."""

from datetime import timedelta

import pytest
from django.urls import reverse

from communities.groups import operations as groups
from forum.experts import operations
from forum.experts.models import Answer, AnswerEvent, QuestionEvent
from rareshare.lib import clock, letters
from rareshare.lib.errors import Invalid, NotAllowed, NotFound, WrongState
from tests.forum.conftest import verify


def place(question):
    return f"/c/{question.community.public_id}/experts/{question.pk}/"


def api_url(question):
    return f"/api/v1/questions/{question.pk}/answers/"


def test_an_expert_answers_on_the_page(cast, client_for, question, outbox):
    client = client_for(cast.eze)
    assert b"Write an answer" in client.get(place(question)).content
    data = {
        "text": "Ask your **nurse**.",
        "sources": "doi:10.1056/NEJMra1505292\nhttps://a.example/x",
    }
    page = client.post(f"{place(question)}answer/", data, follow=True).content.decode()
    assert "<strong>nurse</strong>" in page and "Kidney doctor" in page
    assert "Conflict of interest: Paid for a talk by a company" in page
    assert page.count("general information, not advice for you") == 1
    assert 'href="https://a.example/x"' in page
    question.refresh_from_db()
    assert (question.state, question.answer_count) == ("answered", 1)
    assert question.answered_at is not None
    verbs = list(QuestionEvent.objects.filter(question=question).values_list("verb", flat=True))
    assert verbs == ["question_asked", "question_answered"]
    (letter,) = outbox.rows("question_answered")
    assert letter.recipient_id == cast.chidi.pk
    whole = outbox.read(letter).as_string()
    for hidden in ("nurse", "Eze", "Chidi", "bath", "Test condition"):
        assert hidden not in whole


def test_the_links_of_the_letters_name_no_community(cast, question, outbox, client_for, anonymous):
    (asked,) = outbox.rows("question_asked")
    whole = outbox.read(asked).as_string()
    operations.answer_question(question, by=cast.eze, text="Ask your nurse.")
    (answered,) = outbox.rows("question_answered")
    link, community = f"/me/answers/{question.pk}/", question.community
    for text in (whole, outbox.read(answered).as_string()):
        assert link in text and "/c/" not in text
        assert community.public_id not in text and community.slug not in text
    assert anonymous.get(link)["Location"].startswith(reverse("account_login"))
    assert client_for(cast.chidi).get(link)["Location"] == place(question)
    assert client_for(cast.fay).get(link).status_code == 404


def test_an_expert_answers_through_the_api(cast, api_for, question):
    data = {"text": "Ask your nurse.", "sources": ["doi:10.1/x"]}
    answer = api_for(cast.eze).post(api_url(question), data, format="json")
    assert answer.status_code == 201, answer.content
    (row,) = api_for(cast.alma).get(api_url(question)).json()["results"]
    assert (row["expert"], row["sources"]) == ("Dr Eze", ["doi:10.1/x"])
    assert row["review_due"] == str(clock.today() + timedelta(days=365))


def test_what_was_verified_stays_with_the_answer(cast, verification, question):
    answer = operations.answer_question(question, by=cast.eze, text="Yes.")
    operations.end_verification(verification, by=cast.lena)
    answer.refresh_from_db()
    assert answer.profession == "Kidney doctor"


def test_only_currently_verified_experts_of_that_community_answer(
    cast, client_for, api_for, question, verification
):
    other = groups.open_community("Another condition", by=cast.lena)
    verify(cast.fay, other, cast.lena)
    assert (
        api_for(cast.fay).post(api_url(question), {"text": "x"}, format="json").status_code == 404
    )
    with pytest.raises(NotAllowed):
        operations.answer_question(question, by=cast.fay, text="x")
    for user in (cast.alma, cast.dora, cast.lena):
        client = client_for(user)
        assert b"Write an answer" not in client.get(place(question)).content
        assert client.get(f"{place(question)}answer/").status_code == 403
        kept = client.post(f"{place(question)}answer/", {"text": "My long advice"})
        assert kept.status_code == 403 and b"My long advice" in kept.content
        answer = api_for(user).post(api_url(question), {"text": "x"}, format="json")
        assert answer.status_code == 403
    with clock.frozen(clock.now() + timedelta(days=366)), pytest.raises(NotAllowed):
        operations.answer_question(question, by=cast.eze, text="x")
    assert not Answer.objects.exists()


def test_an_expert_does_not_answer_their_own_question(cast, community, verification):
    groups.join_community(community, by=cast.eze, role="clinician")
    own = operations.ask_question(community, by=cast.eze, title="A", text="B", anonymous=False)
    with pytest.raises(NotAllowed, match="another expert"):
        operations.answer_question(own, by=cast.eze, text="x")


def test_recuse_from_question(cast, client_for, api_for, question, outbox):
    operations.take_question(question, by=cast.eze)
    (letter,) = outbox.rows("question_asked")
    page = client_for(cast.eze)
    assert page.get(f"{place(question)}recusal/").status_code == 200
    assert page.post(f"{place(question)}recusal/", {"reason": "My patient"}).status_code == 302
    question.refresh_from_db()
    assert (question.state, question.assigned_to) == ("open", None)
    assert b"My patient" not in client_for(cast.alma).get(place(question)).content
    with pytest.raises(NotAllowed, match="stepped aside"):
        operations.answer_question(question, by=cast.eze, text="x")
    assert isinstance(letters.kinds()[letter.kind].decide(letter), letters.Cancel)
    path = f"/api/v1/questions/{question.pk}/recusal/"
    assert api_for(cast.eze).put(path, {}, format="json").status_code == 204
    assert api_for(cast.alma).put(path, {}, format="json").status_code == 403


def test_take_question(cast, client_for, api_for, question):
    assert client_for(cast.alma).post(f"{place(question)}taking/").status_code == 403
    assert client_for(cast.eze).post(f"{place(question)}taking/").status_code == 302
    assert b"An expert is writing" in client_for(cast.alma).get(place(question)).content
    again = api_for(cast.eze).put(f"/api/v1/questions/{question.pk}/taking/")
    assert again.status_code == 409
    operations.answer_question(question, by=cast.eze, text="Done.")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": " "},
        {"text": "x" * 500_000},
        {"text": "ok", "sources": ["x"] * 11},
        {"text": "ok", "sources": ["x" * 501]},
        {"text": "ok", "sources": "x"},
        {"text": "ok", "review_due": "2001-01-01"},
        {"text": "ok", "review_due": "soon"},
    ],
)
def test_bad_input_is_refused(cast, api_for, question, data):
    assert api_for(cast.eze).post(api_url(question), data, format="json").status_code == 400
    assert not Answer.objects.exists()


def test_a_second_answer_joins_the_first(cast, community, question):
    verify(cast.fay, community, cast.lena)
    operations.answer_question(question, by=cast.eze, text="One.")
    operations.answer_question(question, by=cast.fay, text="Two.")
    question.refresh_from_db()
    assert (question.state, question.answer_count) == ("answered", 2)


def test_mark_helpful(cast, client_for, api_for, question):
    answer = operations.answer_question(question, by=cast.eze, text="Yes.")
    url = f"{place(question)}answers/{answer.pk}/helpful/"
    assert client_for(cast.alma).post(url).status_code == 403
    page = client_for(cast.chidi).post(url, follow=True).content.decode()
    assert "said that this helped" in page
    assert api_for(cast.chidi).put(f"/api/v1/answers/{answer.pk}/helpful/").status_code == 204
    assert AnswerEvent.objects.filter(verb="answer_helped").count() == 1
    assert client_for(cast.chidi).post(url.replace(f"/{question.pk}/", "/99/")).status_code == 404


def test_remove_answer_sends_the_question_back(cast, question, outbox):
    answer = operations.answer_question(question, by=cast.eze, text="Wrong.")
    (letter,) = outbox.rows("question_answered")
    with pytest.raises(NotAllowed):
        operations.remove_answer(answer, by=cast.alma)
    with pytest.raises(Invalid):
        operations.remove_answer(answer, by=cast.lena)
    operations.remove_answer(answer, by=cast.lena, reason="It is wrong.")
    question.refresh_from_db()
    assert (question.state, question.answer_count) == ("open", 0)
    assert isinstance(letters.kinds()[letter.kind].decide(letter), letters.Cancel)
    with pytest.raises(WrongState):
        operations.remove_answer(answer, by=cast.eze)


def test_a_removed_question_takes_no_answer(cast, question):
    operations.remove_question(question, by=cast.chidi)
    with pytest.raises(NotFound):
        operations.answer_question(question, by=cast.eze, text="x")
