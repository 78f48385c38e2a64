"""What every page knows: its menu, whether search engines may keep it, and the reader's choices."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url

from rareshare.home.display import COOKIE, Display
from rareshare.lib.access import Access


@dataclass(frozen=True)
class Item:
    """One entry of the menu; `current` is the value of aria-current, or empty."""

    label: str
    url: str
    current: str = ""


STAFF_MENU = [
    ("Research", "/research/", Access.RESEARCHER),
    ("Board", "/board/", Access.BOARD),
    ("Desk", "/desk/", Access.STAFF),
]
SECTIONS = {"/communities/": ("/communities/", "/conditions/", "/c/")}


def _current(url: str, path: str) -> str:
    """`page` on the page itself, `true` anywhere below it."""
    if path == url:
        return "page"
    return "true" if path.startswith(SECTIONS.get(url, (url,))) else ""


def _entries(user: Any) -> Iterator[tuple[str, str]]:
    yield "Communities", "/communities/"
    yield "Registry", "/registry/"
    yield "Help", "/help/"
    if not user.is_authenticated:
        yield "Sign in", resolve_url(settings.LOGIN_URL)
        return
    for label, url, access in STAFF_MENU:
        if access.value and access.value & user.roles:
            yield label, url
    yield "My page", "/me/"


def _is_public(request: HttpRequest) -> bool:
    """Only a page whose view says PUBLIC may be kept by search engines."""
    view = getattr(request.resolver_match, "func", None)
    return getattr(getattr(view, "view_class", None), "access", None) is Access.PUBLIC


def site(request: HttpRequest) -> dict[str, Any]:
    """Fill `house` (menu, public, demo) and `display` for base.html."""
    user = getattr(request, "user", None)
    menu = (
        [Item(label, url, _current(url, request.path)) for label, url in _entries(user)]
        if user
        else []
    )
    demo = (
        {"accounts_url": "/demo/", "mail_url": settings.MAILCATCHER_URL} if settings.DEMO else None
    )
    return {
        "house": {"nav": menu, "public": _is_public(request), "demo": demo},
        "display": Display.from_cookie(request.COOKIES.get(COOKIE, "")),
    }
