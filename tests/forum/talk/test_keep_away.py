"""Muting and blocking at every exit of talk: pages, API, search, the community's page, letters.
Chidi wrote the topic; Alma keeps away from him, then he from her."""

import re

import pytest

from accounts import operations as accounts
from accounts.models import BlockKind
from forum.talk import emails, operations, queries
from forum.talk.models import Follow
from rareshare.lib import letters
from rareshare.lib.errors import Invalid

SAID, TITLE = "I cannot sleep.", "What helps at night?"
KINDS = list(BlockKind)


def pages(topic) -> dict[str, str]:
    """Every exit where Chidi's words stand."""
    place = f"/c/{topic.community.public_id}/talk/"
    return {
        "topic": f"{place}{topic.pk}/",
        "topics": place,
        "search": f"{place}?q=sleep",
        "community": f"/c/{topic.community.slug}/",
        "api posts": f"/api/v1/topics/{topic.pk}/posts/",
        "api topics": f"/api/v1/communities/{topic.community.public_id}/topics/",
        "api search": "/api/v1/search/?q=sleep",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_words_of_somebody_muted_or_blocked_stand_at_no_exit(cast, client_for, topic, kind):
    alma = client_for(cast.alma)
    accounts.block_person(cast.chidi, by=cast.alma, kind=kind)
    for name, address in pages(topic).items():
        text = alma.get(address).content.decode()
        if name == "topic":
            verb = "muted" if kind == "mute" else "blocked"
            assert f"<summary>You {verb} this person. Show" in text
            before, _, after = text.partition("<details><summary>You ")
            assert SAID not in before and SAID in after.partition("</details>")[0]
        else:
            assert SAID not in text and "sleep." not in text.replace("?q=sleep", ""), name
            assert TITLE not in text, name
    assert (
        "A topic by somebody you keep away from"
        in alma.get(pages(topic)["topics"]).content.decode()
    )


def test_without_a_block_every_exit_shows_them(cast, client_for, topic):
    """The control: what the test above looks for is really there."""
    alma = client_for(cast.alma)
    for name, address in pages(topic).items():
        text = alma.get(address).content.decode()
        assert SAID in text or TITLE in text, name
    accounts.block_person(cast.chidi, by=cast.alma)
    accounts.unblock_person(cast.chidi, by=cast.alma)
    assert "<summary>You " not in alma.get(pages(topic)["topic"]).content.decode()


def test_lists_of_the_api_say_so_and_one_post_can_be_opened(cast, api_for, topic):
    accounts.block_person(cast.chidi, by=cast.alma, kind="mute")
    alma = api_for(cast.alma)
    [row] = alma.get(pages(topic)["api posts"]).json()["results"]
    assert row["muted"] is True and row["text"] == row["html"] == ""
    assert "closed" not in row and "kept_away" not in row
    one = alma.get(f"/api/v1/posts/{row['id']}/").json()
    assert one["muted"] is True and one["text"] == SAID
    [listed] = alma.get(pages(topic)["api topics"]).json()["results"]
    assert listed["muted"] is True and listed["title"] == ""
    [for_dora] = api_for(cast.dora).get(pages(topic)["api topics"]).json()["results"]
    assert for_dora["muted"] is False and for_dora["title"] == TITLE


def test_what_a_leader_pinned_is_named_all_the_same(cast, client_for, topic):
    operations.pin_topic(topic, by=cast.dora)
    accounts.block_person(cast.chidi, by=cast.alma)
    assert TITLE in client_for(cast.alma).get(pages(topic)["topics"]).content.decode()


def test_the_other_person_sees_no_difference(cast, client_for, api_for, topic):
    """The same bytes for Chidi before and after Alma muted or blocked him."""
    operations.reply_to_topic(topic, by=cast.alma, text="Try a pillow.")
    chidi, script = client_for(cast.chidi), api_for(cast.chidi)

    def seen() -> list[str]:
        client_pages = [chidi.get(one) for one in list(pages(topic).values())[:4]]
        found = [page.content.decode() for page in client_pages]
        return [_without_token(text) for text in found] + [
            script.get(one).content.decode() for one in list(pages(topic).values())[4:]
        ]

    seen()  # the first look moves the place in the topic
    before = seen()
    accounts.block_person(cast.chidi, by=cast.alma, kind="mute")
    assert seen() == before
    accounts.block_person(cast.chidi, by=cast.alma, kind="block")
    assert seen() == before
    assert "reply/?to=2" in before[0]


def _without_token(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)


def test_the_blocked_reply_as_anybody_and_the_blocker_is_not_bothered(
    cast, client_for, api_for, outbox, topic
):
    """Chidi wrote the topic and blocked Alma: her reply stands for others, folded and unlinked for
    him, and no letter tells him."""
    accounts.block_person(cast.alma, by=cast.chidi)
    address = f"/api/v1/topics/{topic.pk}/posts/"
    sent = api_for(cast.alma).post(address, {"text": "Warm milk.", "reply_to": 1})
    assert sent.status_code == 201 and sent.json()["reply_to"] == 1
    assert api_for(cast.alma).post(address, {"text": "Hello all"}).status_code == 201
    assert not outbox.rows("topic_replied", cast.chidi)

    def seen_by(person) -> tuple[str, list, str]:
        first, reply = api_for(person).get(address).json()["results"][:2]
        one = api_for(person).get(f"/api/v1/posts/{first['id']}/").json()
        assert one["replies"] == first["replies"]
        page = client_for(person).get(pages(topic)["topic"]).content.decode()
        return page, first["replies"], reply["reply_to"]

    for person in (cast.alma, cast.dora):
        page, replies, reply_to = seen_by(person)
        assert (replies, reply_to) == ([2], 1)
        assert "In reply to" in page and "Replies: " in page and "<summary>You" not in page
    page, replies, reply_to = seen_by(cast.chidi)
    assert (replies, reply_to) == ([], None)
    assert "In reply to" not in page and "Replies: " not in page
    assert page.count("<summary>You blocked this person") == 2


def test_a_mute_leaves_the_other_free_to_reply(cast, topic):
    accounts.block_person(cast.alma, by=cast.chidi, kind="mute")
    assert operations.reply_to_topic(topic, by=cast.alma, text="x", reply_to=1).number == 2


def test_a_removed_post_cannot_be_answered(cast, topic):
    gone = operations.reply_to_topic(topic, by=cast.dora, text="Gone")
    operations.remove_post(gone, by=cast.dora)
    with pytest.raises(Invalid):
        operations.reply_to_topic(topic, by=cast.alma, text="x", reply_to=2)


@pytest.mark.parametrize("kind", KINDS)
def test_they_cause_no_letters(cast, outbox, topic, kind):
    """Neither when the post is written nor where the letter waited when the block came."""
    operations.follow_topic(topic, by=cast.dora, level="email")
    operations.reply_to_topic(topic, by=cast.alma, text="First")
    waiting = [row for row in outbox.rows("topic_replied") if row.recipient_id == cast.dora.pk]
    accounts.block_person(cast.alma, by=cast.dora, kind=kind)
    decided = emails._decide_topic_replied(waiting[0])
    assert isinstance(decided, letters.Cancel)
    operations.reply_to_topic(topic, by=cast.alma, text="Second")
    assert len(outbox.rows("topic_replied", cast.dora)) == 1
    assert len(outbox.rows("topic_replied", cast.chidi)) == 2
    assert Follow.objects.filter(user=cast.dora, topic=topic, level="email").exists()


def test_sql_does_not_grow_with_those_one_keeps_away_from(
    cast, topic, django_assert_max_num_queries
):
    for number in range(5):
        operations.reply_to_topic(topic, by=cast.chidi, text=f"More {number}")
    for other in (cast.chidi, cast.dora, cast.lena):
        accounts.block_person(other, by=cast.alma)
    with django_assert_max_num_queries(1):
        rows = queries.posts_page(cast.alma, topic, 1).rows
    assert {row["kept_away"] for row in rows} == {"block"}
    with django_assert_max_num_queries(1):
        queries.topics_page(cast.alma, topic.community.public_id)
    with django_assert_max_num_queries(2):  # whom one keeps away from, and the hits
        assert queries.search_posts(cast.alma, "sleep").hits == []
