"""The tables of moves, exhaustively."""

import itertools

import pytest

from forum.talk.operations import writing
from forum.talk.states import POST_MOVES, TOPIC_MOVES, PostState, TopicState
from rareshare.lib.errors import WrongState


@pytest.mark.parametrize(("current", "to"), [*itertools.product(TopicState, TopicState)])
def test_every_move_of_a_topic(cast, topic, current, to):
    topic.state = current
    if to in TOPIC_MOVES[current]:
        writing.move_topic(topic, to, by=cast.dora, verb="moved")
        assert topic.events.get(verb="moved").from_state == current
    else:
        with pytest.raises(WrongState):
            writing.move_topic(topic, to, by=cast.dora, verb="moved")


@pytest.mark.parametrize(("current", "to"), [*itertools.product(PostState, PostState)])
def test_every_move_of_a_post(cast, topic, current, to):
    post = topic.posts.get()
    post.state = current
    if to in POST_MOVES.get(current, ()):
        writing.move_post(post, to, by=cast.dora, verb="moved")
        assert post.events.get(verb="moved").to_state == to
    else:
        with pytest.raises(WrongState):
            writing.move_post(post, to, by=cast.dora, verb="moved")
