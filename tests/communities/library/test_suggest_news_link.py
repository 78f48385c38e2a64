"""News links: members suggest, a leader's own is shown at once, hostile addresses are refused."""

from datetime import date, timedelta

import pytest

from communities.groups.models import Community
from communities.library import operations
from communities.library.models import NewsLink, NewsLinkEvent
from communities.library.states import State
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed

LINK = {
    "title": "A warm winter",
    "url": "https://news.example.org/warm?x=1&y=2",
    "source": "The Daily",
    "published_on": date(2024, 3, 27),
}
PARTS = {"published_on_day": "27", "published_on_month": "mar", "published_on_year": "2024"}
FORM = {key: value for key, value in LINK.items() if key != "published_on"} | PARTS
JSON = {**LINK, "published_on": "2024-03-27"}


def page(community: Community) -> str:
    return f"/c/{community.public_id}/resources/news/"


def api(community: Community) -> str:
    return f"/api/v1/communities/{community.public_id}/news/"


def library(community: Community) -> str:
    return f"/c/{community.public_id}/resources/"


def test_a_leader_adds_and_everybody_reads(cast, client_for, anonymous, community):
    client = client_for(cast.dora)
    assert "Add an article" in client.get(page(community)).content.decode()
    response = client.post(page(community), FORM, follow=True)
    assert response.redirect_chain == [(f"/c/{community.public_id}/resources/", 302)]
    link = NewsLink.objects.get()
    assert (link.state, link.published_on) == (State.APPROVED, date(2024, 3, 27))
    for address in (f"/c/{community.public_id}/resources/", f"/c/{community.slug}/"):
        text = anonymous.get(address).content.decode()
        assert "A warm winter" in text
        assert 'href="https://news.example.org/warm?x=1&amp;y=2"' in text
        assert "27 March 2024" in text
    verbs = list(NewsLinkEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["news_link_suggested", "news_link_approved"]


def test_a_members_suggestion_waits(cast, client_for, api_for, anonymous, community):
    response = client_for(cast.chidi).post(page(community), FORM, follow=True)
    assert "Somebody who looks after this list will decide on it" in response.content.decode()
    assert "A warm winter" not in anonymous.get(f"/c/{community.slug}/").content.decode()
    assert anonymous.get(api(community)).json()["results"] == []
    leader = client_for(cast.dora)
    assert "1 suggestion to look at" in leader.get(library(community)).content.decode()
    queue = leader.get(f"{library(community)}waiting/").content.decode()
    assert "Suggested by Chidi" in queue
    for person, titles in ((cast.dora, ["A warm winter"]), (cast.fay, [])):
        waiting = api_for(person).get(f"{api(community)}?state=suggested").json()["results"]
        assert [row["title"] for row in waiting] == titles


def test_api_adds(cast, api_for, anonymous, community):
    made = api_for(cast.dora).post(api(community), JSON)
    assert (made.status_code, made.json()["state"]) == (201, "approved")
    assert anonymous.get(made["Location"]).json() == made.json()
    assert anonymous.get(api(community)).json()["results"] == [made.json()]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "ftp://example.org/a",
        "//example.org",
        "example.org",
        "https://",
        "https://localhost/",
        "http://127.0.0.1:8000/",
        "http://[::1]/",
        "http://2130706433/",
        "https://user:secret@example.org/",
        "https://example.org@evil.example/",
        "https://example.org:0/",
        "https://example.org:99999/",
        "https://example.org:22/",
        "https://example.org:80/",
        "http://example.org/",
        "https://r\u0430re.org/",
        "https://10.0.0.1/rss",
        "https://exa mple.org/",
        'https://example.org/"onclick="x',
        "https://example.org/\\evil",
        "https://example.org/a\0b",
        "https://example.org/\u202egpj.exe",
        "https://example.org/" + "a" * 1000,
    ],
)
def test_addresses_that_are_refused(cast, client_for, api_for, community, url):
    with pytest.raises(Invalid) as error:
        operations.suggest_news_link(community, by=cast.dora, **{**LINK, "url": url})
    assert "url" in error.value.fields
    assert client_for(cast.dora).post(page(community), {**FORM, "url": url}).status_code == 400
    assert api_for(cast.dora).post(api(community), {**JSON, "url": url}).status_code == 400
    assert not NewsLink.objects.exists()


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://example.org/", "starts with https://"),
        ("https://example.org:22/", "after the colon"),
        ("https://10.0.0.1/rss", "numbers"),
        ("https://r\u0430re.org/", "mixes letters"),
    ],
)
def test_the_refusal_says_why(cast, client_for, community, url, word):
    answer = client_for(cast.dora).post(page(community), {**FORM, "url": url})
    assert word in answer.content.decode()


def test_a_name_in_other_letters_stands_beside_the_real_one(cast, client_for, community):
    url = "https://\u0440\u0430\u0443\u0440\u0430.\u0440\u0444/"
    operations.suggest_news_link(community, by=cast.dora, **{**LINK, "url": url})
    shown = client_for(cast.fay).get(f"/c/{community.public_id}/news/").content.decode()
    assert "(xn--80aa0cbo.xn--p1ai)" in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("title", "x" * 201), ("title", "\0"), ("source", " "), ("source", "x" * 121)],
)
def test_words_that_are_refused(cast, client_for, api_for, community, field, value):
    with pytest.raises(Invalid):
        operations.suggest_news_link(community, by=cast.dora, **{**LINK, field: value})
    assert client_for(cast.dora).post(page(community), {**FORM, field: value}).status_code == 400
    assert api_for(cast.dora).post(api(community), {**JSON, field: value}).status_code == 400


def test_days_that_are_refused(cast, client_for, api_for, community):
    ahead = clock.today() + timedelta(days=3)
    for day in (ahead, date(1899, 12, 31)):
        with pytest.raises(Invalid):
            operations.suggest_news_link(community, by=cast.dora, **{**LINK, "published_on": day})
        answer = api_for(cast.dora).post(api(community), {**JSON, "published_on": str(day)})
        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == "/published_on"
    for parts in ({"published_on_day": ""}, {"published_on_day": "31", "published_on_month": "2"}):
        assert client_for(cast.dora).post(page(community), {**FORM, **parts}).status_code == 400


def test_what_was_typed_is_kept(cast, client_for, community):
    response = client_for(cast.dora).post(page(community), {**FORM, "url": "warm"})
    text = response.content.decode()
    assert 'value="A warm winter"' in text
    assert "There is a problem" in text


def test_each_address_stands_once(cast, client_for, api_for, community):
    operations.suggest_news_link(community, by=cast.dora, **LINK)
    with pytest.raises(Conflict):
        operations.suggest_news_link(community, by=cast.chidi, **LINK)
    assert client_for(cast.dora).post(page(community), FORM).status_code == 409
    assert api_for(cast.dora).post(api(community), JSON).status_code == 409


def test_one_key_is_one_link(cast, api_for, community):
    client = api_for(cast.dora)
    headers = {"Idempotency-Key": "news-1"}
    answers = [client.post(api(community), JSON, headers=headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert NewsLink.objects.count() == 1


def test_strangers_are_told_how_to_take_part(
    cast, client_for, api_for, anonymous, community, other
):
    for person, place in ((cast.fay, community), (cast.dora, other), (cast.lena, community)):
        refused = client_for(person).get(page(place))
        assert refused.status_code == 403
        assert "You can join in one step" in refused.content.decode()
        assert client_for(person).post(page(place), FORM).status_code == 403
        assert api_for(person).post(api(place), JSON).status_code == 403
        with pytest.raises(NotAllowed):
            operations.suggest_news_link(place, by=person, **LINK)
    assert anonymous.get(page(community)).status_code == 302
    assert anonymous.post(api(community), JSON, "application/json").status_code == 401


def test_an_empty_library_says_so(anonymous, community):
    text = anonymous.get(f"/c/{community.public_id}/resources/").content.decode()
    assert "No resources yet." in text
    assert "No news yet." in text


def test_sql_of_the_library(cast, client_for, anonymous, community, django_assert_num_queries):
    operations.suggest_news_link(community, by=cast.dora, **LINK)
    with django_assert_num_queries(4):  # community, languages, number of resources, news
        anonymous.get(library(community))
    with django_assert_num_queries(2):
        anonymous.get(api(community))
