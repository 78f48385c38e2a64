"""Who sees what of talk, in which order, with how many statements."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.groups import operations as groups
from forum.talk import operations, permissions, queries
from forum.talk.models import Topic
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotFound

NOBODY = AnonymousUser()


def opened(community, **changes):
    type(community).objects.filter(pk=community.pk).update(**changes)
    return type(community).objects.get(pk=community.pk)


@pytest.mark.parametrize("talk_open", [False, True])
@pytest.mark.parametrize("state", ["open", "archived"])
def test_the_rule_in_the_statement_is_the_rule_of_can_read_talk(
    cast, community, topic, talk_open, state
):
    community = opened(community, talk_open=talk_open, state=state)
    groups.leave_community(community, by=cast.alma)
    for viewer in (NOBODY, cast.fay, cast.alma, cast.chidi, cast.dora, cast.lena, cast.ada):
        seen = bool(queries.topics_page(viewer, community.public_id).rows)
        fresh = type(community).objects.get(pk=community.pk)
        assert seen == permissions.can_read_talk(viewer, fresh), viewer
        assert bool(queries.search_posts(viewer, "sleep").hits) == seen, viewer
        here = queries.search_posts(viewer, "sleep", community=community.public_id)
        assert bool(here.hits) == seen, viewer
        assert bool(queries.latest_topics(viewer, fresh, 3)) == seen


def test_strangers_get_the_same_bytes_for_there_and_nowhere(cast, client_for, api_for, topic):
    page, api = client_for(cast.fay), api_for(cast.fay)
    address = reverse("talk:topic", args=[topic.community.public_id, topic.pk])
    for get, there in (
        (page.get, address),
        (page.get, f"{address}posts/1/history/"),
        (api.get, f"/api/v1/topics/{topic.pk}/"),
        (api.get, f"/api/v1/topics/{topic.pk}/posts/"),
        (api.get, f"/api/v1/posts/{topic.posts.get().pk}/"),
    ):
        nowhere = there.replace(f"/{topic.pk}/", "/99999999/")
        nowhere = nowhere.replace(f"posts/{topic.posts.get().pk}/", "posts/99999999/")
        one, other = get(there), get(nowhere)
        assert one.status_code == other.status_code == 404, there
        assert one.content == other.content
        assert {**one.headers, "Date": ""} == {**other.headers, "Date": ""}


def test_a_number_beyond_the_database_is_nowhere_too(cast, client_for, api_for, community):
    huge = 10**30
    assert client_for(cast.chidi).get(f"/c/{community.public_id}/talk/{huge}/").status_code == 404
    assert api_for(cast.chidi).get(f"/api/v1/topics/{huge}/").status_code == 404
    assert api_for(cast.chidi).get(f"/api/v1/posts/{huge}/").status_code == 404


def test_signed_out_both_lead_to_sign_in_and_the_list_to_a_way_in(anonymous, topic):
    address = reverse("talk:topic", args=[topic.community.public_id, topic.pk])
    there = anonymous.get(address)
    assert there.status_code == 302 and "next=" in there["Location"]
    assert anonymous.get(f"/c/{topic.community.public_id}/talk/9999/").status_code == 302
    listed = anonymous.get(reverse("talk:topics", args=[topic.community.public_id]))
    assert listed.status_code == 200 and b"Sign in to read" in listed.content
    assert b"What helps" not in listed.content and listed["Cache-Control"] == "no-store, private"
    assert anonymous.get("/c/zz9999/talk/").status_code == 302
    assert anonymous.get(f"/api/v1/topics/{topic.pk}/").status_code == 404


def test_an_open_talk_is_read_by_everyone(anonymous, community, topic):
    opened(community, talk_open=True)
    for path in ("", f"{topic.pk}/"):
        answer = anonymous.get(f"/c/{community.public_id}/talk/{path}")
        assert answer.status_code == 200 and b"What helps at night?" in answer.content
        assert "no-store" not in answer.get("Cache-Control", "")
        assert b"noindex" not in answer.content
    found = anonymous.get("/api/v1/search/?q=sleep").json()["results"]
    assert [hit["topic_id"] for hit in found] == [topic.pk]


def test_removed_topics_are_gone(cast, api_for, community, topic):
    Topic.objects.filter(pk=topic.pk).update(state="removed")
    with pytest.raises(NotFound):
        queries.topic_for(cast.chidi, community.public_id, topic.pk)
    assert queries.topics_page(cast.chidi, community.public_id).rows == []
    assert not queries.search_posts(cast.chidi, "sleep").hits
    assert api_for(cast.chidi).get(f"/api/v1/posts/{topic.posts.get().pk}/").status_code == 404


@pytest.fixture
def many(cast, community):
    """25 topics, two of them pinned, each a minute younger than the one before."""
    made = []
    start = clock.now() - timedelta(hours=1)
    for number in range(25):
        with clock.frozen(start + timedelta(minutes=number)):
            made.append(
                operations.open_topic(community, by=cast.chidi, title=f"T{number}", text="x")
            )
    for topic in (made[3], made[7]):
        operations.pin_topic(topic, by=cast.dora)
    return made


def test_the_list_walks_older_and_back(cast, community, many):
    expected = ["T7", "T3", *(f"T{n}" for n in range(24, -1, -1) if n not in (3, 7))]
    walked, mark = [], ""
    for _ in range(9):
        page = queries.topics_page(cast.alma, community.public_id, mark=mark, limit=3)
        walked += [row["title"] for row in page.rows]
        mark = page.older
        if not mark:
            break
    assert walked == expected
    assert queries.topics_page(cast.alma, community.public_id, mark="", limit=3).newer == ""
    back, mark = [], page.newer
    while mark:
        page = queries.topics_page(cast.alma, community.public_id, mark=mark, limit=3)
        back = [row["title"] for row in page.rows] + back
        mark = page.newer
    assert back == expected[: len(back)] and len(back) == 24


def test_the_list_on_the_page_and_in_the_api(cast, client_for, api_for, community, many):
    client = client_for(cast.alma)
    first = client.get(f"/c/{community.public_id}/talk/").content.decode()
    assert first.count("<h3>") == 20 and "Older" in first and "Newer" not in first
    older = first.split('rel="next" href="')[1].split('"')[0]
    second = client.get(f"/c/{community.public_id}/talk/{older}").content.decode()
    assert second.count("<h3>") == 5 and "Newer" in second
    api = api_for(cast.alma)
    path = f"/api/v1/communities/{community.public_id}/topics/"
    page = api.get(path, {"page_size": 10}).json()
    assert len(page["results"]) == 10 and page["previous"] is None
    second = api.get(page["next"]).json()
    assert second["results"][0]["title"] not in {row["title"] for row in page["results"]}
    assert api.get(second["previous"]).json()["results"] == page["results"]


@pytest.mark.parametrize(
    "mark", ["x", "older.1.2", "older.1.x.3", "up.1.2.3", "older.1.2.0", f"older.1.{'9' * 40}.4"]
)
def test_a_foreign_page_mark_is_refused(cast, api_for, client_for, community, topic, mark):
    with pytest.raises(Invalid):
        queries.topics_page(cast.chidi, community.public_id, mark=mark)
    path = f"/api/v1/communities/{community.public_id}/topics/"
    assert api_for(cast.chidi).get(path, {"cursor": mark}).status_code == 400
    page = client_for(cast.chidi).get(f"/c/{community.public_id}/talk/", {"from": mark})
    assert page.status_code == 400


@pytest.mark.parametrize("size", ["0", "101", "x", "-1", "", "9" * 50])
def test_page_sizes_have_limits(cast, api_for, community, topic, size):
    for path in (f"communities/{community.public_id}/topics/", f"topics/{topic.pk}/posts/"):
        answer = api_for(cast.chidi).get(f"/api/v1/{path}", {"page_size": size})
        assert answer.status_code == 400


def statements(client, path):
    client.get(path)  # the first visit moves the reader's place
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    tables = [query["sql"] for query in seen.captured_queries]
    return [sql for sql in tables if "django_session" not in sql and "SAVEPOINT" not in sql.upper()]


def test_statements_do_not_grow_with_the_rows(cast, client_for, anonymous, community, many):
    """Aims: 3 signed out; 5 signed in, the user's own row included."""
    opened(community, talk_open=True)
    for number in range(30):
        operations.reply_to_topic(many[0], by=cast.alma, text=f"reply {number}", reply_to=1)
    address = f"/c/{community.public_id}/talk/"
    member = client_for(cast.chidi)
    assert len(statements(anonymous, address)) == 2
    assert len(statements(anonymous, f"{address}{many[0].pk}/")) == 2
    assert len(statements(member, address)) == 4
    assert len(statements(member, f"{address}{many[0].pk}/")) == 4
    assert len(statements(anonymous, f"/api/v1/communities/{community.public_id}/topics/")) == 1
    assert len(statements(anonymous, f"/api/v1/topics/{many[0].pk}/posts/")) == 2
