"""Asking experts; asked without a name, the name is in no exit."""

import pytest
from django.urls import reverse

from forum.experts import operations, queries
from forum.experts.models import Question, QuestionEvent
from rareshare.lib.errors import Invalid, NotAllowed, WrongState

GOOD = {"title": "Is a bath safe?", "text": "I have sores.", "anonymous": "yes"}


def url(community):
    return reverse("experts:ask", args=[community.public_id])


def api_url(community):
    return f"/api/v1/communities/{community.public_id}/questions/"


def test_a_member_asks_on_the_page(cast, client_for, community, verification, outbox):
    client = client_for(cast.chidi)
    assert client.get(url(community)).status_code == 200
    page = client.post(url(community), GOOD, follow=True).content.decode()
    assert "You asked without your name" in page and "Waiting since" in page
    question = Question.objects.get()
    assert question.anonymous and question.state == "open"
    assert QuestionEvent.objects.get().verb == "question_asked"
    community.refresh_from_db()
    assert community.question_count == 1
    (letter,) = outbox.rows("question_asked")
    assert letter.recipient_id == cast.eze.pk
    whole = outbox.read(letter).as_string()
    for hidden in ("Chidi", "bath", "Test condition", "sores"):
        assert hidden not in whole


def test_a_member_asks_through_the_api(cast, api_for, community):
    data = {"title": "Is a bath safe?", "text": "I have sores.", "anonymous": False}
    answer = api_for(cast.chidi).post(api_url(community), data, format="json")
    assert answer.status_code == 201
    assert (answer.json()["asker"], answer.json()["own"]) == ("Chidi", True)


def test_the_name_of_who_asked_anonymously_is_in_no_exit(
    cast, client_for, api_for, question, outbox
):
    operations.answer_question(question, by=cast.eze, text="Ask your nurse.")
    place = question.community.public_id
    hidden = (b"Chidi", cast.chidi.public_id.encode(), cast.chidi.email.encode())
    for user in (cast.alma, cast.dora, cast.eze, cast.lena):
        page, api = client_for(user), api_for(user)
        for answer in (
            page.get(f"/c/{place}/experts/"),
            page.get(f"/c/{place}/experts/{question.pk}/"),
            api.get(f"/api/v1/communities/{place}/questions/"),
            api.get(f"/api/v1/questions/{question.pk}/"),
            api.get(f"/api/v1/questions/{question.pk}/answers/"),
        ):
            assert answer.status_code == 200
            assert not any(name in answer.content for name in hidden), user
    assert (
        b"Chidi"
        not in client_for(cast.eze).get(f"/c/{place}/experts/{question.pk}/answer/").content
    )
    row = api_for(cast.alma).get(f"/api/v1/communities/{place}/questions/").json()["results"][0]
    assert row["asker"] is None and row["own"] is False
    mine = api_for(cast.chidi).get(f"/api/v1/communities/{place}/questions/").json()["results"][0]
    assert (mine["asker"], mine["own"]) == ("Chidi", True)
    for letter in outbox.rows("question_answered"):
        assert "Chidi" not in outbox.read(letter).as_string()


@pytest.mark.parametrize(
    "text", ["I cannot breathe", "chest pain since noon", "I want to die", "an overdose of pills"]
)
def test_words_of_emergency_show_calm_help_and_block_nothing(cast, client_for, community, text):
    page = client_for(cast.chidi).post(url(community), {**GOOD, "text": text}, follow=True)
    assert b"Is somebody in danger now?" in page.content and text.encode() in page.content
    question = Question.objects.get()
    seen = client_for(cast.alma).get(f"/c/{community.public_id}/experts/{question.pk}/")
    assert b"Is somebody in danger now?" not in seen.content


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"text": " "},
        {"text": "x" * 500_000},
        {"anonymous": "perhaps"},
        {"title": "turned \u202e"},
    ],
)
def test_bad_input_is_refused(cast, client_for, api_for, community, change):
    answer = client_for(cast.chidi).post(url(community), {**GOOD, **change})
    assert answer.status_code == 400
    data = {**GOOD, "anonymous": True, **change}
    assert api_for(cast.chidi).post(api_url(community), data, format="json").status_code == 400
    assert not Question.objects.exists()


def test_whether_the_name_is_seen_must_be_said(cast, client_for, api_for, community):
    data = {"title": "A", "text": "B"}
    assert client_for(cast.chidi).post(url(community), data).status_code == 400
    assert api_for(cast.chidi).post(api_url(community), data, format="json").status_code == 400
    with pytest.raises(Invalid):
        operations.ask_question(community, by=cast.chidi, anonymous=None, **data)


def test_only_members_ask_and_only_while_it_is_open(cast, client_for, api_for, community):
    for user in (cast.fay, cast.lena):
        assert client_for(user).get(url(community)).status_code == 403
        kept = client_for(user).post(url(community), GOOD)
        assert kept.status_code == 403 and b"I have sores." in kept.content
        data = {**GOOD, "anonymous": True}
        assert api_for(user).post(api_url(community), data, format="json").status_code == 403
    type(community).objects.filter(pk=community.pk).update(state="archived")
    with pytest.raises(WrongState):
        operations.ask_question(community, by=cast.chidi, **{**GOOD, "anonymous": True})


def test_remove_question(cast, client_for, api_for, question):
    place = f"/c/{question.community.public_id}/experts/{question.pk}/"
    assert client_for(cast.alma).get(f"{place}removal/").status_code == 403
    assert client_for(cast.alma).post(f"{place}removal/").status_code == 403
    assert api_for(cast.eze).delete(f"/api/v1/questions/{question.pk}/").status_code == 403
    with pytest.raises(Invalid):
        operations.remove_question(question, by=cast.lena)
    assert client_for(cast.chidi).get(f"{place}removal/").status_code == 200
    assert client_for(cast.chidi).post(f"{place}removal/").status_code == 302
    assert client_for(cast.chidi).get(place).status_code == 404
    question.community.refresh_from_db()
    assert question.community.question_count == 0
    with pytest.raises(NotAllowed):
        other = operations.ask_question(
            question.community, by=cast.chidi, title="A", text="B", anonymous=False
        )
        operations.remove_question(other, by=cast.alma)


def test_who_reads_questions(cast, client_for, anonymous, question):
    """Members, experts of the community and moderators; also where talk is open, nobody else."""
    type(question.community).objects.update(talk_open=True)
    place = f"/c/{question.community.public_id}/experts/"
    assert anonymous.get(place).status_code == 302
    stranger = client_for(cast.fay)
    assert b"Join to read" in stranger.get(place).content
    there, nowhere = stranger.get(f"{place}{question.pk}/"), stranger.get(f"{place}999999/")
    assert there.status_code == nowhere.status_code == 404 and there.content == nowhere.content
    community = type(question.community).objects.get()
    assert queries.latest_questions(cast.fay, community) == []
    assert len(queries.latest_questions(cast.eze, community)) == 1


def test_pages_of_questions_and_statements(
    cast, client_for, community, verification, django_assert_max_num_queries
):
    for number in range(25):
        operations.ask_question(
            community, by=cast.chidi, title=f"Q{number}", text="x", anonymous=False
        )
    client = client_for(cast.alma)
    first = client.get(f"/c/{community.public_id}/experts/").content.decode()
    assert "Q24" in first and "Q5<" in first and "Q4<" not in first
    older = first.split('rel="next" href="')[1].split('"')[0]
    assert "Q4<" in client.get(f"/c/{community.public_id}/experts/{older}").content.decode()
    with django_assert_max_num_queries(8):
        client.get(f"/c/{community.public_id}/experts/")
