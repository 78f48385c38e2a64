"""Wherever words must be given, invisible ones are none: somebody will read them."""

import pytest

from communities.groups import operations as groups
from communities.leaders import operations as leaders
from communities.pages import operations as pages
from communities.proposals import operations as proposals
from forum.care import operations as care
from forum.talk import operations as talk
from rareshare.lib.errors import Invalid
from tests.communities.proposals.conftest import ANSWERS

NOTHING = ["", "   ", "\u200b", "\u2060\u00ad", "\ufe0f", "\u3164", "...", "-"]


@pytest.fixture
def place(cast):
    made = groups.open_community("Northern fever", by=cast.lena)
    for person in (cast.chidi, cast.dora, cast.alma):
        groups.join_community(made, by=person, role="patient")
    groups.appoint_leader(made, by=cast.lena, user=cast.dora)
    return made


@pytest.mark.parametrize("words", NOTHING)
def test_a_reason_that_nobody_can_read_is_none(cast, place, words):
    other = groups.open_community("Southern fever", by=cast.lena)
    topic = talk.open_topic(place, by=cast.chidi, title="Hello", text="There.")
    post = topic.posts.get()
    report = care.make_report(post, by=cast.alma, reason="unkind", words="It sells.")
    suggestion = pages.suggest_text(
        place, "signs", by=cast.chidi, text="Cold.", why="Truer", version=0
    )
    proposal = proposals.propose_community(by=cast.fay, **ANSWERS)
    [leadership] = place.leaderships.filter(until=None)
    for refused in (
        lambda: groups.archive_community(place, by=cast.lena, reason=words),
        lambda: proposals.decline_proposal(proposal, by=cast.lena, reason="other", words=words),
        lambda: groups.merge_communities(place, other, by=cast.lena, reason=words),
        lambda: leaders.dismiss_leader(leadership, by=cast.lena, reason=words),
        lambda: pages.decline_suggestion(suggestion, by=cast.dora, reason=words),
        lambda: proposals.ask_about_proposal(proposal, by=cast.lena, question=words),
        lambda: care.decide_report(report, by=cast.lena, decision="keep", reasons=words),
        lambda: talk.remove_post(post, by=cast.lena, reason=words),
    ):
        with pytest.raises(Invalid):
            refused()
