"""Every route, every method, every role: the expected status, and 404s that tell nothing."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests import routes
from tests.access import ORDER, ROLES, Row, World, told
from tests.cast import Cast, client_for

_FOUND = [n for n in ORDER if find_spec(f"tests.access.{n}")]
_MODULES = {name: import_module(f"tests.access.{name}") for name in _FOUND}
ROWS: list[Row] = [row for module in _MODULES.values() for row in module.ROWS]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """All objects of all rooms in one transaction that is rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = World(cast=Cast())
        for module in _MODULES.values():
            if hasattr(module, "build"):
                module.build(made)
        made.cookies = {
            role: client_for(getattr(made.cast, role)).cookies
            for role in ROLES
            if role != "anonymous"
        }
        yield made
        transaction.set_rollback(True)


def ask(world: World, row: Row, role: str, kwargs: dict[str, Any]) -> HttpResponse:
    """Send the row's request as a role, and undo whatever it did."""
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.cookies = world.cookies[role].copy()
    url = reverse(row.route, kwargs=kwargs) + (f"?{row.query}" if row.query else "")
    data: Any = told(row.data, world)
    extra: dict[str, Any] = {"headers": told(row.headers, world)}
    if row.method != "GET" and row.route.split(":")[0].endswith("-api"):
        data, extra["content_type"] = json.dumps(data), "application/json"
    with transaction.atomic():
        response = getattr(client, row.method.lower())(url, data, **extra)
        content = b"".join(response) if response.streaming else response.content
        transaction.set_rollback(True)
    response.whole = content  # type: ignore[attr-defined]
    return response


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_what_the_table_says(world: World, row: Row) -> None:
    wrong = []
    for role in ROLES:
        kwargs = told(row.kwargs, world)
        response = ask(world, row, role, kwargs)
        if response.status_code != row.expected(role):
            wrong.append(f"{role}: {response.status_code}, expected {row.expected(role)}")
        elif response.status_code == 404 and kwargs:
            missing = ask(world, row, role, {k: _nonexistent(v) for k, v in kwargs.items()})
            if _bytes(missing) != _bytes(response):
                wrong.append(f"{role}: a hidden object's 404 differs from a nonexistent one's")
    assert not wrong, f"{row}: " + "; ".join(wrong)


def test_every_route_and_method_is_in_the_table() -> None:
    known = {(row.route, row.method) for row in ROWS}
    routed = {(route.name, method) for route in routes.all_routes() for method in route.methods}
    assert not routed - known, f"without a row: {sorted(routed - known)}"
    assert not known - routed, f"rows of no route: {sorted(known - routed)}"
    assert len(known) == len(ROWS), "a route and method has two rows"


_MARKS = [
    "p=abc",
    "p=",
    "p=%00",
    "p=\0",
    "p=" + "9" * 5_000,
    "o=1&p=9999-12-31T23:59-23:59",
    "r=1&p=ñ",
]
_VIEWS = {route.name: route.view for route in routes.all_routes()}
_LISTS = [row for row in ROWS if row.method == "GET" and row.route.split(":")[0].endswith("-api")]


@pytest.mark.parametrize("row", _LISTS, ids=str)
def test_a_page_mark_made_by_hand_breaks_no_list(world: World, row: Row) -> None:
    role = min(["dora", *ROLES], key=row.expected)  # of equals, who belongs to the community
    for mark in [*(base64.b64encode(text.encode()).decode() for text in _MARKS), "%%", "é"]:
        query = f"{_query(world, row)}&{urlencode({'cursor': mark})}".lstrip("&")
        response = ask(world, replace(row, query=query), role, told(row.kwargs, world))
        assert response.status_code in {200, 400, 404}, (mark, response.status_code)


@pytest.mark.parametrize("row", _LISTS, ids=str)
def test_what_the_api_does_not_know_it_refuses(world: World, row: Row) -> None:
    """No address of the API that is read swallows a filter: that would be an answer to a question
    nobody asked."""
    role = min(["dora", *ROLES], key=row.expected)
    kwargs = told(row.kwargs, world)
    query = _query(world, row)
    if ask(world, replace(row, query=query), role, kwargs).status_code != 200:
        return  # nobody in the table reads it
    response = ask(world, replace(row, query=f"{query}&nonsense=1".lstrip("&")), role, kwargs)
    assert response.status_code == 400, response.whole[:200]
    assert b"nonsense" in response.whole


def test_the_admin_opens_for_administrators_only(world: World) -> None:
    for route in routes.admin_routes():
        try:
            reverse(route.name)
        except NoReverseMatch:
            continue
        for role in ROLES:
            status = ask(world, Row(route.name, "GET", {}), role, {}).status_code
            if role != "admin":
                assert status in {302, 403, 404}, (route.name, role, status)
    assert ask(world, Row("admin:index", "GET", {}), "admin", {}).status_code == 200


def _query(world: World, row: Row) -> str:
    """What the row asks; where the view is about one community that the address names, that."""
    if "community" not in getattr(_VIEWS[row.route], "reads", ()) or row.query:
        return row.query
    return urlencode({"community": world.community.public_id})


def _nonexistent(value: Any) -> Any:
    if isinstance(value, int):
        return 999_999_999
    return "z9" * (len(value) // 2) + "z" * (len(value) % 2)


def _bytes(response: Any) -> tuple[Any, ...]:
    headers = {name: value for name, value in response.headers.items() if name != "Date"}
    return response.status_code, sorted(headers.items()), response.whole
