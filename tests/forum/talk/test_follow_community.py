"""What a follow level means for letters of talk: every new topic, replies, or neither."""

import pytest

from accounts import operations as accounts
from communities.groups import operations as groups
from forum.talk import emails, operations
from forum.talk.models import Follow, Topic
from rareshare.lib import letters


def start(community, by, title: str = "What helps?") -> Topic:
    return operations.open_topic(community, by=by, title=title, text="Say it.")


@pytest.fixture
def all_for_alma(cast, community):
    """Alma wants to hear of every new topic."""
    groups.change_membership(community, by=cast.alma, follow="all")


def test_every_new_topic_is_one_letter_that_names_nothing(cast, outbox, community, all_for_alma):
    topic = start(community, cast.chidi)
    [letter] = outbox.rows("topic_opened")
    assert letter.recipient_id == cast.alma.pk
    assert letter.key == f"topic_opened:{topic.pk}:{cast.alma.pk}"
    text = outbox.text("topic_opened")
    assert f"/me/talk/{topic.pk}/1/" in text
    for word in (community.name, community.slug, community.public_id, "Chidi", "What helps?"):
        assert word not in text
    emails.topic_opened(topic.posts.get())
    assert len(outbox.rows("topic_opened")) == 1


def test_writers_hear_nothing_of_themselves(cast, outbox, community, all_for_alma):
    start(community, cast.alma)
    assert not outbox.rows("topic_opened")


def test_it_is_decided_when_it_leaves(cast, outbox, community, all_for_alma):
    topic = start(community, cast.chidi)
    [letter] = outbox.rows("topic_opened")

    def wanted() -> bool:
        return not isinstance(emails._decide_topic_opened(letter), letters.Cancel)

    assert wanted()
    groups.change_membership(community, by=cast.alma, follow="replies")
    assert not wanted()
    groups.change_membership(community, by=cast.alma, follow="all")
    accounts.block_person(cast.chidi, by=cast.alma, kind="mute")
    assert not wanted()
    accounts.unblock_person(cast.chidi, by=cast.alma)
    Topic.objects.filter(pk=topic.pk).update(state="removed")
    assert not wanted()
    Topic.objects.filter(pk=topic.pk).update(state="open")
    assert wanted()
    topic.refresh_from_db()
    operations.mark_read(topic, by=cast.alma, number=1)
    assert not wanted()


def test_who_left_hears_no_more(cast, outbox, community, all_for_alma):
    start(community, cast.chidi)
    groups.leave_community(community, by=cast.alma)
    [letter] = outbox.rows("topic_opened")
    assert isinstance(emails._decide_topic_opened(letter), letters.Cancel)


def test_somebody_muted_starts_a_topic_without_a_letter(cast, outbox, community, all_for_alma):
    accounts.block_person(cast.chidi, by=cast.alma, kind="mute")
    start(community, cast.chidi)
    assert not outbox.rows("topic_opened")


@pytest.mark.parametrize(
    ("level", "follows"), [("all", True), ("replies", True), ("weekly", False), ("nothing", False)]
)
def test_writing_follows_the_topic_where_single_letters_are_wanted(
    cast, outbox, community, level, follows
):
    groups.change_membership(community, by=cast.chidi, follow=level)
    topic = start(community, cast.chidi)
    operations.reply_to_topic(topic, by=cast.alma, text="A pillow.")
    assert bool(outbox.rows("topic_replied", cast.chidi)) is follows
    assert Follow.objects.filter(user=cast.chidi, topic=topic).exists() is follows


def test_a_topics_own_switch_is_stronger_than_the_level(cast, outbox, community):
    groups.change_membership(community, by=cast.chidi, follow="nothing")
    topic = start(community, cast.chidi)
    operations.follow_topic(topic, by=cast.chidi, level="email")
    operations.reply_to_topic(topic, by=cast.alma, text="A pillow.")
    [letter] = outbox.rows("topic_replied", cast.chidi)
    assert not isinstance(emails._decide_topic_replied(letter), letters.Cancel)


def test_sql_of_a_new_topic_does_not_grow_with_its_followers(
    cast, community, django_assert_max_num_queries
):
    counts = []
    for person in (cast.alma, cast.dora):
        groups.change_membership(community, by=person, follow="all")
        with django_assert_max_num_queries(40) as captured:
            start(community, cast.chidi, f"Topic for {person}")
        counts.append(len(captured))
    assert counts[0] == counts[1]
