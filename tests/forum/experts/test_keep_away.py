"""Muting and blocking where experts are asked: questions fold, answers and letters never do."""

import pytest

from accounts import operations as accounts
from forum.experts import operations, queries

TITLE, TEXT = "May I travel?", "By train for two hours."


@pytest.fixture
def named(cast, community, verification):
    """Chidi asks with his name."""
    return operations.ask_question(
        community, by=cast.chidi, title=TITLE, text=TEXT, anonymous=False
    )


def exits(question) -> list[str]:
    place = question.community
    return [
        f"/c/{place.public_id}/experts/",
        f"/c/{place.slug}/",
        f"/api/v1/communities/{place.public_id}/questions/",
    ]


@pytest.mark.parametrize("kind", ["mute", "block"])
def test_a_question_with_a_name_folds_at_every_exit(cast, client_for, named, kind):
    alma = client_for(cast.alma)
    for address in exits(named):
        assert TITLE in alma.get(address).content.decode(), address
    accounts.block_person(cast.chidi, by=cast.alma, kind=kind)
    for address in exits(named):
        assert TITLE not in alma.get(address).content.decode(), address
    page = alma.get(f"/c/{named.community.public_id}/experts/{named.pk}/").content.decode()
    before, _, after = page.partition("<details><summary>You keep away")
    assert TEXT not in before and TEXT in after.partition("</details>")[0]


def test_a_question_without_a_name_never_tells_whose_it_is(cast, client_for, question):
    alma = client_for(cast.alma)
    place = f"/c/{question.community.public_id}/experts/"
    accounts.block_person(cast.chidi, by=cast.alma)
    [row] = queries.questions_of(cast.alma, question.community)
    assert row["muted"] is False
    assert question.title in alma.get(place).content.decode()
    assert "You keep away" not in alma.get(f"{place}{question.pk}/").content.decode()


def test_answers_of_experts_and_their_letters_always_come(cast, client_for, outbox, named):
    """The expert whom one muted is still the one who answers; and hears of the question."""
    accounts.block_person(cast.eze, by=cast.chidi)
    accounts.block_person(cast.chidi, by=cast.eze, kind="mute")
    asked = operations.ask_question(
        named.community, by=cast.chidi, title="And by bus?", text="One hour.", anonymous=False
    )
    assert len(outbox.rows("question_asked", cast.eze)) == 2
    operations.answer_question(asked, by=cast.eze, text="Yes, with a break.")
    assert "answer" in outbox.text("question_answered", cast.chidi).casefold()
    page = client_for(cast.chidi).get(f"/c/{named.community.public_id}/experts/{asked.pk}/")
    text = page.content.decode()
    assert "Yes, with a break." in text and "<details>" not in text
