"""The library of a community."""

from tests.browser.pages import Shown

PAGES = [
    Shown("/c/{community.public_id}/resources/"),
    Shown("/c/{community.public_id}/resources/", who="dora", state="leader"),
    Shown("/c/{empty.public_id}/resources/", state="empty"),
    Shown("/c/{community.public_id}/resources/news/", who="chidi"),
    Shown(
        "/c/{community.public_id}/resources/news/",
        who="dora",
        state="with errors",
        press="Add",
        status=400,
    ),
    Shown("/c/{community.public_id}/resources/new/", who="dora"),
    Shown(
        "/c/{community.public_id}/resources/new/",
        who="dora",
        state="with errors",
        press="Add",
        status=400,
    ),
]
