"""Talk: members read and write, leaders keep order, moderators read everything."""

from typing import Any

from forum.talk import operations
from tests.access import Row, World, api, page

MEMBERS = ("chidi", "dora", "alma", "eze")
READERS = (*MEMBERS, "lena")
NEW = {"kind": "question", "title": "What helps?", "text": "Tell me."}


def build(world: World) -> None:
    """`world.topic`: Chidi's, with a reply of Alma's (`world.post`, number 2)."""
    cast = world.cast
    world.topic = operations.open_topic(
        world.community, by=cast.chidi, title="What helps at night?", text="I cannot sleep."
    )
    world.post = operations.reply_to_topic(world.topic, by=cast.alma, text="A pillow.", reply_to=1)


def place(world: World) -> dict[str, Any]:
    return {"public_id": world.community.public_id}


def topic(world: World) -> dict[str, Any]:
    return {**place(world), "topic_id": world.topic.pk}


def letter(world: World) -> dict[str, Any]:
    return {"topic_id": world.topic.pk, "number": 2}


def topic_alone(world: World) -> dict[str, Any]:
    return {"topic_id": world.topic.pk}


def post(world: World) -> dict[str, Any]:
    return {**topic(world), "number": 2}


def post_alone(world: World) -> dict[str, Any]:
    return {"post_id": world.post.pk}


def readers(status: int = 200, **others: int) -> dict[str, int]:
    """Members and moderators; hidden from everybody else."""
    return page(others=404, **{**dict.fromkeys(READERS, status), **others})


def hidden(status: int = 200, **others: int) -> dict[str, int]:
    """The same for JSON that an open community would show to everyone."""
    return api(404, others=404, **{**dict.fromkeys(READERS, status), **others})


def changing(status: int, **others: int) -> dict[str, int]:
    """JSON that changes something: never without a name."""
    return api(others=404, **{**dict.fromkeys(READERS, status), **others})


WRITING = dict.fromkeys(MEMBERS, 302)
LEADING = {"dora": 302, "lena": 302}
MATCH = {"If-Match": '"1"'}

ROWS = [
    Row("talk:topics", "GET", {"*": 200}, place),
    Row("talk:letter", "GET", readers(302), letter),
    Row("talk:new", "GET", page(others=403, **dict.fromkeys(MEMBERS, 200)), place),
    Row("talk:new", "POST", page(others=403, **WRITING), place, NEW),
    Row("talk:topic", "GET", readers(), topic),
    Row("talk:reply", "GET", readers(lena=403), topic),
    Row("talk:reply", "POST", readers(302, lena=403), topic, {"text": "Hello"}),
    Row("talk:follow", "GET", readers(), topic),
    Row("talk:follow", "POST", readers(302), topic, {"level": "off"}),
    Row("talk:notes", "GET", readers(403, chidi=200, dora=200, lena=200), topic),
    Row("talk:notes", "POST", readers(403, chidi=302, **LEADING), topic, {"notes": ["death"]}),
    Row("talk:lock", "POST", readers(403, **LEADING), topic),
    Row("talk:unlock", "POST", readers(403, dora=409, lena=409), topic),
    Row("talk:pin", "POST", readers(403, **LEADING), topic),
    Row("talk:unpin", "POST", readers(403, **LEADING), topic),
    Row("talk:edit", "GET", readers(403, alma=200), post),
    Row("talk:edit", "POST", readers(403, alma=302), post, {"text": "Two.", "version": 1}),
    Row("talk:remove", "GET", readers(403, alma=200, lena=200), post),
    Row("talk:remove", "POST", readers(403, alma=302, lena=302), post, {"reason": "Why"}),
    Row("talk:history", "GET", readers(), post),
    Row("talk-api:topics", "GET", hidden(), place),
    Row("talk-api:topics", "POST", api(others=403, **dict.fromkeys(MEMBERS, 201)), place, NEW),
    Row("talk-api:topic", "GET", hidden(), topic_alone),
    Row(
        "talk-api:topic",
        "PATCH",
        changing(403, dora=200, lena=200),
        topic_alone,
        {"pinned": True},
        headers=MATCH,
    ),
    Row("talk-api:posts", "GET", hidden(), topic_alone),
    Row("talk-api:posts", "POST", changing(201, lena=403), topic_alone, {"text": "Hello"}),
    Row("talk-api:read", "PUT", changing(204), topic_alone, {"number": 1}),
    Row("talk-api:follow", "PUT", changing(200), topic_alone, {"level": "off"}),
    Row("talk-api:post", "GET", hidden(), post_alone),
    Row(
        "talk-api:post",
        "PATCH",
        changing(403, alma=200),
        post_alone,
        {"text": "Two."},
        headers=MATCH,
    ),
    Row(
        "talk-api:post", "DELETE", changing(403, alma=204, lena=204), post_alone, {"reason": "Why"}
    ),
    Row("talk-api:revisions", "GET", hidden(), post_alone),
    Row("talk-api:search", "GET", {"*": 200}, query="q=sleep"),
]
