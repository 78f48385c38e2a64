"""What the forum keeps right: note_topic_opened, note_topic_removed, note_question_asked,
note_question_removed, note_activity."""

from datetime import timedelta

from communities.groups import operations
from rareshare.lib import clock


def test_topics_and_questions_are_counted(community):
    start = clock.now() + timedelta(hours=1)
    with clock.frozen(start):
        operations.note_topic_opened(community)
        operations.note_topic_opened(community)
        operations.note_question_asked(community)
    operations.note_topic_removed(community)
    operations.note_question_removed(community)
    community.refresh_from_db()
    assert (community.topic_count, community.question_count) == (1, 0)
    assert community.last_activity_at == start


def test_what_was_written_earlier_never_turns_the_last_activity_back(community):
    latest = clock.now() + timedelta(hours=1)
    with clock.frozen(latest):
        operations.note_topic_opened(community)
    with clock.frozen(latest - timedelta(days=30)):
        operations.note_topic_opened(community)
        operations.note_question_asked(community)
    community.refresh_from_db()
    assert community.last_activity_at == latest


def test_activity_is_written_once_a_minute(community, django_assert_num_queries):
    start = clock.now() + timedelta(hours=1)
    with clock.frozen(start):
        operations.note_activity(community)
    with clock.frozen(start + timedelta(seconds=30)):
        operations.note_activity(community)
    community.refresh_from_db()
    assert community.last_activity_at == start
    with clock.frozen(start + timedelta(seconds=90)):
        operations.note_activity(community)
    community.refresh_from_db()
    assert community.last_activity_at == start + timedelta(seconds=90)
