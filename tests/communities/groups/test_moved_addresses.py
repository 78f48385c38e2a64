"""Every address that names a community leads on where it became part of another."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from communities.groups import operations
from rareshare.lib.access import Access

PAGE, API = "c/<slug:public_id>/", "api/v1/communities/<slug:public_id>/"
# What stands in an address besides the community.
PARTS = {
    "<int:pk>": "1",
    "<int:topic_id>": "1",
    "<int:question_id>": "1",
    "<int:answer_id>": "1",
    "<int:number>": "1",
    "<slug:kind>": "signs",
    "<slug:person>": "zzzzz2",
}
QUERIES = {"diff/": "?old=1&new=2"}


def routes(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """(route, view class) of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern):
            view = getattr(entry.callback, "view_class", getattr(entry.callback, "cls", None))
            if view is not None and route.startswith((PAGE, API)):
                yield route, view


def address(route: str, public_id: str) -> str:
    for part, text in PARTS.items():
        route = route.replace(part, text)
    route = route.replace("<slug:public_id>", public_id)
    assert "<" not in route, f"say in PARTS what stands in {route}"
    return "/" + route


def asked(client: Any, view: Any, path: str) -> Any:
    """By the first method that the view has; a page that is only sent to has nothing to read."""
    query = next((text for end, text in QUERIES.items() if path.endswith(end)), "")
    for method in ("get", "post", "put", "delete"):
        if hasattr(view, method):
            answer = getattr(client, method)(path + query)
            if answer.status_code != 404:
                return answer
    return answer


def test_every_address_leads_on(cast, client_for, api_for, community, other):
    operations.merge_communities(other, community, by=cast.lena, reason="The same.")
    pages = {False: client_for(cast.mio), True: client_for(cast.lena)}
    scripts = {False: api_for(cast.mio), True: api_for(cast.lena)}
    faults, seen = [], 0
    for route, view in routes():
        staff = view.access not in (Access.PUBLIC, Access.SIGNED_IN)
        old, new = (address(route, one.public_id) for one in (other, community))
        seen += 1
        if route.startswith(API):
            answer = asked(scripts[staff], view, old)
            right = answer.status_code == 410 and answer.json()["moved_to"] == new
        else:
            answer = asked(pages[staff], view, old)
            right = answer.status_code in (301, 308) and answer["Location"].startswith(new)
        if not right:
            faults.append(f"{answer.status_code} {route}")
    assert seen > 60
    assert faults == []
