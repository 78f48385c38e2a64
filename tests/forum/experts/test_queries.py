"""Queries of the experts' room decide by their viewer, whatever the door in front of them did."""

import pytest
from django.contrib.auth.models import AnonymousUser

from forum.experts import operations, queries
from rareshare.lib.errors import NotFound


def test_answers_are_for_readers_of_the_questions(cast, community):
    question = operations.ask_question(
        community, by=cast.chidi, title="Doses?", text="How much?", anonymous=False
    )
    assert list(queries.answers_of(cast.chidi, question)) == []
    for stranger in (cast.fay, AnonymousUser()):
        with pytest.raises(NotFound):
            queries.answers_of(stranger, question)


def test_the_usual_wait_is_told_to_readers_only(cast, community, django_assert_num_queries):
    for stranger in (cast.fay, AnonymousUser()):
        assert queries.usual_wait(stranger, community) is None
    with django_assert_num_queries(0):
        assert queries.usual_wait(AnonymousUser(), community) is None


def test_all_verifications_are_for_staff(cast):
    assert list(queries.verifications_at_desk(cast.lena)) == []
    for other in (cast.chidi, cast.dora, AnonymousUser()):
        with pytest.raises(NotFound):
            queries.verifications_at_desk(other)
