"""Every route of the house with its methods, read from the URL resolver itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Route:
    """A named address, its view class where it has one, and the methods that the view defines."""

    name: str
    view: Any
    methods: tuple[str, ...]


def all_routes() -> list[Route]:
    """All routes but those of Django's admin, which has one rule for all of its pages."""
    return [route for route in _walk(get_resolver(), ()) if not route.name.startswith("admin:")]


def admin_routes() -> list[Route]:
    """The routes of Django's admin."""
    return [route for route in _walk(get_resolver(), ()) if route.name.startswith("admin:")]


def _walk(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern):
            view = getattr(entry.callback, "view_class", None) or getattr(
                entry.callback, "cls", None
            )
            name = ":".join([*spaces, entry.name or str(entry.pattern)])
            yield Route(name, view, _methods(view))


def _methods(view: Any) -> tuple[str, ...]:
    if view is None:
        return ("GET",)
    allowed = {name.upper() for name in view.http_method_names}
    found = tuple(m for m in METHODS if m in allowed and hasattr(view, m.lower()))
    # A view that only overrides dispatch() answers GET.
    return found or ("GET",)
