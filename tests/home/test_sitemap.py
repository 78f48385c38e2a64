"""What search engines are told: every public address, nothing else, and cheaply."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from defusedxml import ElementTree
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver

from communities.conditions.models import Condition
from communities.groups.models import Community
from communities.trials.models import Trial, TrialMatch
from rareshare.home import sitemap
from rareshare.lib import clock
from rareshare.lib.access import Access
from tests.communities.conftest import community, make_condition, other

__all__ = ["community", "other"]
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def addresses(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    return [one.text for one in ElementTree.fromstring(answer.content).findall(".//s:loc", SPACE)]


def test_the_index_leads_to_every_public_address(anonymous, community, other, settings):
    base = settings.BASE_URL.rstrip("/")
    parts = addresses(anonymous, "/sitemap.xml")
    found = [one for part in parts for one in addresses(anonymous, part.removeprefix(base))]
    for path in ("/", "/help/", "/registry/", f"/c/{community.slug}/", f"/c/{other.slug}/"):
        assert base + path in found
    assert f"{base}/conditions/{community.condition.slug}/" in found
    assert len(found) == len(set(found))
    for address in found:
        assert anonymous.get(address.removeprefix(base)).status_code == 200, address


def test_what_is_closed_or_gone_is_not_listed(anonymous, cast, community):
    Condition.objects.create(
        key="old", slug="old-name", name="Old", letter="o", status="retired", changed_at=clock.now()
    )
    Community.objects.filter(pk=community.pk).update(state="archived")
    assert not any("old-name" in one for one in addresses(anonymous, "/sitemap/conditions/1.xml"))
    assert anonymous.get("/sitemap/communities/1.xml").status_code == 404


def test_a_part_is_dated_by_its_newest_page(anonymous, community):
    Condition.objects.update(changed_at=clock.now().replace(year=2021, month=3, day=4))
    text = anonymous.get("/sitemap/conditions/1.xml").content.decode()
    assert "<lastmod>2021-03-04</lastmod>" in text
    index = anonymous.get("/sitemap.xml").content.decode()
    assert "/sitemap/conditions/1.xml</loc><lastmod>2021-03-04</lastmod>" in index


def test_many_conditions_stand_in_parts_of_a_limited_size(anonymous, db, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 2)
    for letter in "abcde":
        make_condition(f"{letter}pple")
    parts = addresses(anonymous, "/sitemap.xml")
    assert sum("/sitemap/conditions/" in part for part in parts) == 3
    found = [len(addresses(anonymous, f"/sitemap/conditions/{n}.xml")) for n in (1, 2, 3)]
    assert found == [2, 2, 1]


@pytest.mark.parametrize("path", ["conditions/2", "conditions/0", "site/2", "people/1"])
def test_there_is_no_other_part(anonymous, community, path):
    assert anonymous.get(f"/sitemap/{path}.xml").status_code == 404


def test_studies_are_listed_where_there_are_some(anonymous, community):
    assert anonymous.get("/sitemap/trials/1.xml").status_code == 404
    trial = Trial.objects.create(nct_id="NCT00000001", title="Warm hats", status="RECRUITING")
    match = TrialMatch.objects.create(
        trial=trial, condition=community.condition, kind="direct", status_seen="RECRUITING"
    )
    found = addresses(anonymous, "/sitemap/trials/1.xml")
    assert [one[one.index("/conditions/") :] for one in found] == [
        f"/conditions/{community.condition.slug}/trials/"
    ]
    TrialMatch.objects.filter(pk=match.pk).update(hidden_at=clock.now())
    assert anonymous.get("/sitemap/trials/1.xml").status_code == 404


def test_sql_of_a_part_and_of_the_index(anonymous, community, django_assert_num_queries):
    with django_assert_num_queries(len(sitemap.KINDS)):
        anonymous.get("/sitemap.xml")
    with django_assert_num_queries(2):  # its state and its rows
        anonymous.get("/sitemap/conditions/1.xml")
    with django_assert_num_queries(1):  # nothing changed: the rows are not read again
        answer = anonymous.get("/sitemap/conditions/1.xml")
    again = anonymous.get("/sitemap/conditions/1.xml", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_condition("Zebra fever")
    assert b"zebra-fever" in anonymous.get("/sitemap/conditions/1.xml").content


def rules(client):
    text = client.get("/robots.txt").content.decode()
    found = re.findall(r"^(Allow|Disallow): (\S+)$", text, re.MULTILINE)
    return [(kind == "Allow", re.escape(path).replace(r"\*", ".*")) for kind, path in found], text


def allowed(found, path):
    """RFC 9309: the longest rule that matches decides."""
    hits = [(len(pattern), allow) for allow, pattern in found if re.match(pattern, path)]
    return max(hits)[1] if hits else True


def paths(resolver: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        here = before + re.sub(r"<[^>]*>", "x7", str(entry.pattern)).strip("^$")
        if isinstance(entry, URLResolver):
            yield from paths(entry, here)
        elif isinstance(entry, URLPattern):
            yield "/" + here, getattr(entry.callback, "view_class", None)


def test_robots_names_the_sitemap_and_shuts_out_every_private_page(anonymous, db, settings):
    found, text = rules(anonymous)
    assert f"Sitemap: {settings.BASE_URL.rstrip('/')}/sitemap.xml" in text
    private = [
        path
        for path, view in paths(get_resolver())
        if getattr(view, "access", Access.PUBLIC) is not Access.PUBLIC and hasattr(view, "get")
    ]
    assert len(private) > 50
    assert [path for path in private if allowed(found, path)] == []


def test_robots_lets_public_pages_in_and_names_no_illness(anonymous, community):
    found, text = rules(anonymous)
    for path in [*addresses(anonymous, "/sitemap/site/1.xml"), f"/c/{community.slug}/"]:
        assert allowed(found, re.sub(r"^https?://[^/]+", "", path)), path
    assert community.slug not in text and community.public_id not in text
