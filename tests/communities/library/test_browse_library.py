"""Reading libraries: filters, order and pages; the shelf of the whole site and its moderators."""

from datetime import date

import pytest

from communities.library import operations, queries
from communities.library.models import Resource
from communities.library.operations.arriving import Arrival, put_in_queue
from communities.library.states import State
from rareshare.lib.errors import NotAllowed, TooMany
from tests.communities.library.test_suggest_resource import RESOURCE

NEWS = {"source": "The Daily", "published_on": date(2024, 3, 27)}


def fill(community, by, number=3):
    """So many resources of different kinds and languages, and as many articles."""
    kinds, languages = ["guide", "podcast", "video"], ["de", "en", ""]
    for n in range(number):
        operations.suggest_resource(
            community,
            by=by,
            kind=kinds[n % 3],
            title=f"Resource {n}",
            description="Useful.",
            url=f"https://warm.example.org/{n}",
            language=languages[n % 3],
        )
        operations.suggest_news_link(
            community,
            by=by,
            title=f"News {n}",
            url=f"https://news.example.org/{n}",
            source="The Daily",
            published_on=date(2024, 3, 1 + n % 28),
        )


@pytest.fixture(params=["community", "site"])
def place(request, community):
    return community if request.param == "community" else None


@pytest.fixture
def decider(cast, place):
    return cast.dora if place else cast.lena


def shelf(place):
    return f"/c/{place.public_id}/resources/" if place else "/resources/"


def api(place, noun):
    return f"/api/v1/communities/{place.public_id}/{noun}/" if place else f"/api/v1/{noun}/"


def test_the_page_filters_by_kind_and_language(anonymous, place, decider):
    fill(place, decider)
    expected = {
        "": {0, 1, 2},
        "?kind=podcast": {1},
        "?language=de": {0},
        "?kind=guide&language=de": {0},
        "?kind=guide&language=en": set(),
        "?kind=ebook": set(),
    }
    for query, found in expected.items():
        text = anonymous.get(shelf(place) + query).content.decode()
        assert {n for n in range(3) if f">Resource {n}<" in text} == found, query
        assert ("Nothing here fits." in text) == (not found)
    for query in ("?kind=rumor", "?language=tlh", "?kind=guide\0"):
        assert anonymous.get(shelf(place) + query).status_code == 400
    text = anonymous.get(shelf(place)).content.decode()
    assert '<option value="de">German' in text
    assert '<option value="fr">' not in text, "only languages that something is in"


def test_long_lists_have_pages(anonymous, place, decider):
    fill(place, decider, 23)
    first = anonymous.get(shelf(place)).content.decode()
    second = anonymous.get(f"{shelf(place)}?page=2").content.decode()
    assert (first.count('class="tag"'), second.count('class="tag"')) == (20, 3)
    assert first.count("The Daily") == 5
    news = "/news/" if place is None else f"/c/{place.public_id}/news/"
    assert anonymous.get(news).content.decode().count("The Daily") == 20
    assert anonymous.get(f"{news}?page=2").content.decode().count("The Daily") == 3
    filtered = anonymous.get(f"{shelf(place)}?kind=guide&page=99")
    assert filtered.status_code == 200


def test_the_api_filters_and_orders(anonymous, api_for, cast, place, decider):
    fill(place, decider)

    def titles(noun, query=""):
        answer = anonymous.get(api(place, noun) + query)
        assert answer.status_code == 200, answer.content
        return [row["title"] for row in answer.json()["results"]]

    assert titles("resources") == ["Resource 0", "Resource 1", "Resource 2"]
    assert titles("resources", "?ordering=-title")[0] == "Resource 2"
    assert titles("resources", "?kind=video") == ["Resource 2"]
    assert titles("resources", "?language=en") == ["Resource 1"]
    assert titles("resources", "?state=declined") == []
    assert titles("news")[0] == "News 2"
    assert titles("news", "?ordering=published_on")[0] == "News 0"
    assert titles("news", "?published_from=2024-03-02&published_to=2024-03-02") == ["News 1"]
    for noun, query, field in (
        ("resources", "?kind=rumor", "kind"),
        ("resources", "?colour=red", "colour"),
        ("resources", "?ordering=kindness", "ordering"),
        ("resources", "?unreachable=perhaps", "unreachable"),
        ("news", "?published_from=soon", "published_from"),
    ):
        refused = anonymous.get(api(place, noun) + query)
        assert refused.status_code == 400
        assert field in refused.content.decode()


def test_lists_are_paged_and_their_sql_does_not_grow(
    anonymous, place, decider, django_assert_num_queries
):
    fill(place, decider, 3)
    extra = 1 if place else 0  # the community itself
    for more in (0, 9):
        for n in range(more):
            address = {"url": f"https://warm.example.org/x{n}"}
            operations.suggest_resource(place, by=decider, **{**RESOURCE, **address})
        for noun in ("resources", "news"):
            with django_assert_num_queries(1 + extra):
                anonymous.get(f"{api(place, noun)}?page_size=100")
    page = anonymous.get(f"{api(place, 'resources')}?page_size=5").json()
    assert len(page["results"]) == 5
    rest = anonymous.get(page["next"]).json()["results"]
    assert not {row["id"] for row in rest} & {row["id"] for row in page["results"]}


def test_everybody_suggests_to_the_site_and_moderators_decide(cast, client_for, api_for, anonymous):
    assert anonymous.get("/resources/new/").status_code == 302
    response = client_for(cast.fay).post("/resources/new/", RESOURCE, follow=True)
    assert response.redirect_chain == [("/resources/", 302)]
    made = api_for(cast.chidi).post(
        "/api/v1/news/", {**NEWS, **_news(), "published_on": "2024-03-27"}
    )
    assert (made.status_code, made.json()["state"]) == (201, "suggested")
    desk = client_for(cast.lena).get("/desk/library/").content.decode()
    assert "Suggested by Fay" in desk
    assert "Suggested by Chidi" in desk
    assert RESOURCE["title"] not in anonymous.get("/resources/").content.decode()
    resource = Resource.objects.get()
    for person in (cast.fay, cast.dora, cast.emil, cast.gita):
        with pytest.raises(NotAllowed):
            operations.approve_resource(resource, by=person)
        assert client_for(person).get("/desk/library/").status_code == 403
    decision = f"/desk/library/resources/{resource.pk}/decision/"
    client_for(cast.lena).post(decision, {"decision": "approved"})
    assert RESOURCE["title"] in anonymous.get("/resources/").content.decode()
    assert (
        api_for(cast.lena)
        .post(f"{made['Location']}decision/", {"decision": "declined", "reason": "doubtful"})
        .json()["state"]
        == State.DECLINED
    )


def _news():
    return {"title": "A warm winter", "url": "https://news.example.org/warm"}


def test_a_community_and_the_site_are_two_shelves(cast, anonymous, community):
    """The same address may stand on both, once each."""
    on_site = operations.suggest_resource(None, by=cast.lena, **RESOURCE)
    in_community = operations.suggest_resource(community, by=cast.dora, **RESOURCE)
    assert list(queries.resources_of(anonymous, None)) == [on_site]
    assert list(queries.resources_of(anonymous, community)) == [in_community]
    place = f"/api/v1/communities/{community.public_id}/resources/{on_site.pk}/"
    assert anonymous.get(place).status_code == 404


def test_nobody_floods_the_queue(cast, client_for, community):
    for number in range(20):
        operations.suggest_resource(
            community, by=cast.chidi, **{**RESOURCE, "url": f"https://warm.example.org/{number}"}
        )
    with pytest.raises(TooMany):
        operations.suggest_resource(community, by=cast.chidi, **RESOURCE)
    assert client_for(cast.chidi).post(f"{shelf(community)}new/", RESOURCE).status_code == 429
    operations.suggest_resource(community, by=cast.dora, **RESOURCE)


def test_the_way_to_trials_is_one_of_three_headings(anonymous, community, other):
    text = anonymous.get(shelf(community)).content.decode()
    assert f"/conditions/{community.condition.slug}/trials/" in text
    assert "Clinical trials" not in anonymous.get(shelf(other)).content.decode()


def test_leaders_see_where_suggestions_wait(cast, community):
    operations.suggest_resource(community, by=cast.chidi, **RESOURCE)
    operations.suggest_news_link(community, by=cast.chidi, **NEWS, **_news())
    assert queries.communities_with_suggestions(cast.dora) == [(community, 2)]
    assert queries.communities_with_suggestions(cast.chidi) == []


def test_sql_of_the_queue(cast, client_for, community, django_assert_max_num_queries):
    client = client_for(cast.dora)
    for number in range(6):
        operations.suggest_resource(
            community, by=cast.chidi, **{**RESOURCE, "url": f"https://warm.example.org/{number}"}
        )
        words = {**_news(), "url": f"https://news.example.org/{number}"}
        operations.suggest_news_link(community, by=cast.chidi, **NEWS, **words)
    client.get(f"{shelf(community)}waiting/")
    with django_assert_max_num_queries(22):
        text = client.get(f"{shelf(community)}waiting/").content.decode()
    assert text.count("Suggested by Chidi") == 12


def test_a_full_queue_weighs_little(cast, client_for, community):
    feed = operations.add_feed(
        community, by=cast.dora, title="The Daily", url="https://news.example.org/feed.xml"
    )
    put_in_queue(
        feed,
        [
            Arrival(
                guid=str(n),
                url=f"https://news.example.org/{'a' * 200}/{n}",
                title="long " * 39,
                source="The Daily",
                published_on=date(2024, 3, 27),
                excerpt="words " * 49,
            )
            for n in range(40)
        ],
    )
    answer = client_for(cast.dora).get(f"{shelf(community)}waiting/")
    assert "Page 1 of 4" in answer.content.decode()
    assert len(answer.content) < 30_000
