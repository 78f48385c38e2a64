"""What experts and askers do in the same moment as others, on real connections."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from communities.groups.models import Community
from forum.experts import operations
from forum.experts.models import Question

pytestmark = pytest.mark.django_db(transaction=True)


def test_taking_a_question_away_begins_with_its_community(cast, question):
    """As a merge does; who held the question and wanted the community would wait for ever."""
    asker = cast.chidi

    def remove():
        try:
            return operations.remove_question(question, by=asker)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as threads:
        with transaction.atomic():
            Community.objects.select_for_update(no_key=True).get(pk=question.community_id)
            removed = threads.submit(remove)
            time.sleep(0.5)
            assert Question.objects.select_for_update(nowait=True).get(pk=question.pk)
        assert removed.result().state == "removed"
    assert Community.objects.get(pk=question.community_id).question_count == 0
