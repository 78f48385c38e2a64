"""What a member does: joins and leaves, talks, asks an expert; what a leader and an expert add."""

import secrets
import time

from . import accounts
from .base import Site, must

SLUG = "calciphylaxis"


def api(site: Site, *parts: object) -> str:
    """An address below the community's part of the API."""
    return "/".join(["/api/v1/communities", str(site.known["community"]), *map(str, parts), ""])


def page(site: Site, *parts: object) -> str:
    """An address of one of the community's pages behind sign-in."""
    return "/".join(["/c", str(site.known["community"]), *map(str, parts), ""])


def joins_and_leaves(site: Site) -> None:
    """A member joins, leaves and joins again; only members see what is theirs"""
    person = site.person("newcomer")
    found = person.call("GET", f"/api/v1/communities/?q={SLUG}").json["results"]
    site.known["community"] = next(one["public_id"] for one in found if one["slug"] == SLUG)
    refused = person.call("GET", api(site, "questions"), expect=0).status
    must(refused in {403, 404}, f"who is no member reads questions: {refused}")
    person.submit(page(site, "membership"), {"role": "patient"})
    person.call("GET", api(site, "membership"))
    person.call("DELETE", api(site, "membership"), expect=204)
    person.call("GET", api(site, "membership"), expect=404)
    person.call("POST", api(site, "membership"), {"role": "patient"}, 201)
    person.call("POST", api(site, "membership"), {"role": "patient"}, 409)
    site.person("visitor").call("POST", api(site, "membership"), {"role": "patient"}, 401)


def opens_a_topic_and_replies(site: Site) -> None:
    """The member opens a topic on a page and replies through the API; a stranger cannot"""
    person, title = site.person("newcomer"), f"How do you sleep? {secrets.token_hex(3)}"
    fields = {"kind": "question", "title": title, "text": "My legs hurt **at night**."}
    opened = person.submit(page(site, "talk", "new"), fields)
    must(title in opened.text, "the new topic does not show its title")
    topics = person.call("GET", api(site, "topics")).json["results"]
    topic = next(one["id"] for one in topics if one["title"] == title)
    body = {"text": "A pillow below the knees helped me."}
    key = secrets.token_hex(16)
    first = person.call("POST", f"/api/v1/topics/{topic}/posts/", body, 201, Idempotency_Key=key)
    again = person.call("POST", f"/api/v1/topics/{topic}/posts/", body, 201, Idempotency_Key=key)
    must(first.json["id"] == again.json["id"], "the same key made two replies")
    posts = person.call("GET", f"/api/v1/topics/{topic}/posts/").json["results"]
    must(len(posts) == 2, f"the topic holds {len(posts)} posts, not 2")
    must("pillow" in person.get(page(site, "talk", topic)).text, "the reply is not on the page")
    fay = accounts.cast(site, "fay")
    fay.call("POST", f"/api/v1/topics/{topic}/posts/", body, expect=0)
    must(len(person.call("GET", f"/api/v1/topics/{topic}/posts/").json["results"]) == 2, "a third")


def asks_an_expert(site: Site) -> None:
    """The member asks an expert question and the community's verified expert answers it"""
    person, eze = site.person("newcomer"), accounts.cast(site, "eze")
    title = f"Which cream is safe? {secrets.token_hex(3)}"
    body = {"title": title, "text": "I have open wounds.", "anonymous": True}
    question = person.call("POST", api(site, "questions"), body, 201).json["id"]
    answer = {"text": "Ask your wound nurse first.", "sources": ["https://doi.org/10.1000/182"]}
    accounts.cast(site, "fay").call("POST", f"/api/v1/questions/{question}/answers/", answer, 404)
    eze.call("POST", f"/api/v1/questions/{question}/answers/", answer, 201)
    read = person.get(page(site, "experts", question)).text
    must("wound nurse" in read, "the answer is not on the question's page")


def leader_adds_news(site: Site) -> None:
    """The leader adds a news link, which everybody reads signed out"""
    title = f"New study opens {secrets.token_hex(3)}"
    year = time.gmtime().tm_year - 1
    body = {
        "title": title,
        "url": f"https://news.example/{secrets.token_hex(4)}",
        "source": "Rare News",
        "published_on": f"{year}-01-31",
    }
    accounts.cast(site, "dora").call("POST", api(site, "news"), body, 201)
    news = site.person("visitor").call("GET", api(site, "news")).json["results"]
    must(title in {one["title"] for one in news}, "the news link is not in the public list")
    bad = body | {"url": "javascript:alert(1)"}
    accounts.cast(site, "dora").call("POST", api(site, "news"), bad, 400)


STEPS = (joins_and_leaves, opens_a_topic_and_replies, asks_an_expert, leader_adds_news)
