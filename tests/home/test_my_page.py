"""My page names the work that waits for what a person does here."""

from communities.library import operations as library
from forum.experts.queries import communities_with_open_questions
from rareshare.lib import clock
from registry.research import operations as research
from tests.communities.conftest import community as led
from tests.forum.conftest import community, question, verification
from tests.registry.research.conftest import approved, board, condition, draft, gita, sent

__all__ = [
    "approved",
    "board",
    "community",
    "condition",
    "draft",
    "gita",
    "led",
    "question",
    "sent",
    "verification",
]
NOTHING, JOIN = "Nothing needs you today", "You have not joined the registry"


def page_of(client_for, user):
    return client_for(user).get("/me/").content.decode()


def test_an_expert_sees_where_questions_wait(question, cast, client_for):
    text = page_of(client_for, cast.eze)
    assert f'href="/c/{question.community.public_id}/experts/"' in text
    assert "1 question to experts" in text
    assert not communities_with_open_questions(cast.chidi)


def test_a_leader_sees_where_suggestions_wait(led, cast, client_for):
    assert NOTHING in page_of(client_for, cast.dora)
    library.suggest_news_link(
        led,
        by=cast.chidi,
        title="A warm winter",
        url="https://news.example.org/warm",
        source="Daily",
        published_on=clock.today(),
    )
    assert f'href="/c/{led.public_id}/resources/waiting/"' in page_of(client_for, cast.dora)
    assert NOTHING in page_of(client_for, cast.chidi)


def test_board_members_see_open_votes_and_the_chair_the_decision(sent, cast, client_for):
    address = f'href="/board/{sent.public_id}/'
    decide = f"{address}decision/"
    for member in (cast.hugo, cast.jon, cast.kofi):
        text = page_of(client_for, member)
        assert f'{address}"' in text
        assert JOIN not in text
        assert decide not in client_for(cast.hugo).get(f"/board/{sent.public_id}/").content.decode()
        research.vote_on_application(sent, by=member, choice="approve", reason="Useful.")
    assert NOTHING in page_of(client_for, cast.kofi)
    assert decide in page_of(client_for, cast.hugo)
    assert decide in client_for(cast.hugo).get(f"/board/{sent.public_id}/").content.decode()


def test_a_researcher_sees_the_agreement_that_waits(approved, gita, client_for):
    address = f'href="/research/applications/{approved.public_id}/agreement/"'
    assert address in page_of(client_for, gita)


def test_people_without_a_role_may_read_about_the_registry(cast, client_for):
    assert JOIN in page_of(client_for, cast.fay)
