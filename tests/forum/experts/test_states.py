"""The tables of moves, exhaustively."""

import itertools

import pytest

from forum.experts import operations
from forum.experts.operations import moving
from forum.experts.states import ANSWER_MOVES, QUESTION_MOVES, AnswerState, QuestionState
from rareshare.lib.errors import WrongState


@pytest.mark.parametrize(("current", "to"), [*itertools.product(QuestionState, QuestionState)])
def test_every_move_of_a_question(cast, question, current, to):
    question.state = current
    if to in QUESTION_MOVES[current]:
        moving.move_question(question, to, by=cast.eze, verb="moved")
        assert question.events.get(verb="moved").from_state == current
    else:
        with pytest.raises(WrongState):
            moving.move_question(question, to, by=cast.eze, verb="moved")


@pytest.mark.parametrize(("current", "to"), [*itertools.product(AnswerState, AnswerState)])
def test_every_move_of_an_answer(cast, question, current, to):
    answer = operations.answer_question(question, by=cast.eze, text="Yes.")
    answer.state = current
    if to in ANSWER_MOVES[current]:
        moving.move_answer(answer, to, by=cast.eze, verb="moved")
        assert answer.events.get(verb="moved").to_state == to
    else:
        with pytest.raises(WrongState):
            moving.move_answer(answer, to, by=cast.eze, verb="moved")
