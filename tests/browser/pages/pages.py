"""Writing the page of a community."""

from tests.browser.pages import Shown

PAGES = [
    Shown("/c/{community.public_id}/manage/sections/what/", who="dora"),
    Shown("/c/{community.public_id}/manage/sections/signs/", who="dora", state="empty"),
    Shown(
        "/c/{community.public_id}/manage/sections/what/",
        who="dora",
        state="with errors",
        press="Save and show",
        status=400,
    ),
    Shown("/c/{community.public_id}/manage/references/", who="dora"),
    Shown(
        "/c/{community.public_id}/manage/references/",
        who="dora",
        state="with errors",
        press="Add",
        status=400,
    ),
    Shown("/c/{community.public_id}/manage/references/", who="fay", state="refused", status=403),
]
