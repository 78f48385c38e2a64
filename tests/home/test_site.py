"""What every page shares: the menu for each role, what search engines may keep, and safe errors."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import Client

from accounts.models import User
from tests.cast import Cast

CODES = [400, 403, 404, 405, 409, 410, 411, 412, 413, 429, 500, 503]


@pytest.mark.parametrize(
    ("who", "menu"),
    [
        ("fay", []),
        ("gita", ["Research"]),
        ("kofi", ["Board"]),
        ("emil", ["Desk"]),
        ("lena", ["Desk"]),
    ],
)
def test_the_menu_shows_the_desks_of_ones_own_roles(
    cast: Cast, client_for: Callable[[User], Client], who: str, menu: list[str]
) -> None:
    page = client_for(getattr(cast, who)).get("/help/").content.decode()
    assert ">My page</a>" in page
    for label in ("Research", "Board", "Desk"):
        assert (f">{label}</a>" in page) is (label in menu)


def test_signed_out_the_menu_ends_with_sign_in(anonymous: Client, db: None) -> None:
    page = anonymous.get("/help/").content.decode()
    assert ">Sign in</a>" in page
    assert ">My page</a>" not in page


def test_only_public_pages_may_be_kept_by_search_engines(
    cast: Cast, anonymous: Client, client_for: Callable[[User], Client]
) -> None:
    assert "noindex" not in anonymous.get("/help/").content.decode()
    assert "noindex" in client_for(cast.fay).get("/me/").content.decode()
    assert "noindex" in anonymous.get("/nothing-here/").content.decode()


@pytest.mark.parametrize("code", CODES)
def test_error_pages_need_no_context_and_say_what_to_do(code: int) -> None:
    page = render_to_string(f"errors/{code}.html")
    assert "/help/contact/" in page
    assert 'class="btn"' in page
    assert not {"please", "sorry", "oops", "invalid"} & set(page.lower().split())


def test_a_page_that_is_not_there_is_the_same_for_every_address(
    anonymous: Client, db: None
) -> None:
    one, two = (anonymous.get(path) for path in ("/nothing-here/", "/nowhere/9/"))
    assert one.status_code == two.status_code == 404
    assert one.content == two.content


def test_the_way_into_a_community_says_why_one_signs_in(anonymous: Client, db: None) -> None:
    why = "This part of a community is for its members"
    assert why in anonymous.get("/account/login/?next=/c/abc/talk/").content.decode()
    assert why not in anonymous.get("/account/login/?next=/me/").content.decode()
