"""Search: what is found, in which order, and what never is."""

import pytest

from forum.talk import operations, queries


@pytest.fixture
def posts(cast, community):
    titled = operations.open_topic(
        community, by=cast.chidi, title="Sodium thiosulfate", text="Who tried it?"
    )
    other = operations.open_topic(
        community, by=cast.chidi, title="My week", text="I had sodium thiosulfate. Café, Näse."
    )
    return titled, other


def test_the_title_counts_more_than_the_text(cast, posts):
    hits = queries.search_posts(cast.alma, "thiosulfate").hits
    assert [hit.topic_id for hit in hits] == [posts[0].pk, posts[1].pk]
    assert "<mark>thiosulfate</mark>" in hits[1].snippet


@pytest.mark.parametrize("query", ["cafe", "CAFÉ", "nase", "trying", '"sodium thiosulfate"'])
def test_accents_case_and_word_forms_do_not_matter(cast, posts, query):
    assert queries.search_posts(cast.alma, query).hits


def test_a_minus_leaves_out_and_a_phrase_holds_together(cast, posts):
    hits = queries.search_posts(cast.alma, "thiosulfate -tried").hits
    assert [hit.topic_id for hit in hits] == [posts[1].pk]
    assert not queries.search_posts(cast.alma, '"thiosulfate sodium"').hits


@pytest.mark.parametrize(
    "query", ["", "   ", "!!!", "'", '"', "\\", "a" * 5000, "\x00", "%", "& |"]
)
def test_strange_words_find_nothing_and_break_nothing(cast, client_for, api_for, posts, query):
    assert queries.search_posts(cast.alma, query).hits == []
    community = posts[0].community.public_id
    answer = client_for(cast.alma).get(f"/c/{community}/talk/", {"q": query})
    assert answer.status_code in {200, 400}
    assert api_for(cast.alma).get("/api/v1/search/", {"q": query}).status_code in {200, 400}


def test_an_edit_changes_what_is_found(cast, posts):
    first = posts[1].posts.get()
    operations.edit_post(first, by=cast.chidi, text="Nothing of it", version=1, title="Quiet")
    assert len(queries.search_posts(cast.alma, "thiosulfate").hits) == 1
    assert queries.search_posts(cast.alma, "quiet").hits[0].topic_id == posts[1].pk


def test_the_page_marks_words_and_lets_no_markup_through(cast, client_for, community):
    operations.open_topic(
        community, by=cast.chidi, title="<b>bold</b>", text="<script>alert(1)</script> needle **x**"
    )
    page = client_for(cast.alma).get(f"/c/{community.public_id}/talk/?q=needle").content.decode()
    assert "<mark>needle</mark>" in page and "<script" not in page and "<b>bold" not in page
    data = client_for(cast.alma).get("/api/v1/search/?q=needle").json()["results"][0]
    assert "<script" not in data["snippet"] and data["community"] == community.public_id
    nothing = client_for(cast.alma).get(f"/c/{community.public_id}/talk/?q=absent")
    assert b"Nothing found" in nothing.content


def test_results_come_20_a_page(cast, api_for, community, topic):
    for number in range(25):
        operations.reply_to_topic(topic, by=cast.alma, text=f"needle {number}")
    first = api_for(cast.chidi).get("/api/v1/search/?q=needle").json()
    assert len(first["results"]) == 20 and first["previous"] is None
    second = api_for(cast.chidi).get(first["next"]).json()
    assert len(second["results"]) == 5 and second["next"] is None and second["previous"]


def test_a_stranger_may_not_search_in_a_community(cast, api_for, topic):
    path = f"/api/v1/search/?q=sleep&community={topic.community.public_id}"
    assert api_for(cast.fay).get(path).status_code == 403
    assert api_for(cast.fay).get("/api/v1/search/?q=sleep&community=zzzzz9").status_code == 404
    assert api_for(cast.fay).get("/api/v1/search/?q=sleep").json()["results"] == []
