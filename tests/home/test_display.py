"""Display settings: a plain cookie, no account, no script."""

import pytest
from django.test import Client

from rareshare.home.display import COOKIE, Display

CHOICES = {
    "size": "largest",
    "spacing": "wide",
    "theme": "dark",
    "outlook": "hidden",
    "energy": "low",
}


def test_choices_are_kept_in_the_browser_and_used(anonymous: Client, db: None) -> None:
    page = anonymous.post("/display/", CHOICES, follow=True).content.decode()
    assert "Your display settings are saved." in page
    for mark in ('data-theme="dark"', 'data-size="largest"', 'data-space="wide"', "data-energy"):
        assert mark in page
    assert anonymous.cookies[COOKIE]["max-age"] == 365 * 24 * 3600
    assert page.count(" checked") == 5


def test_back_to_normal_forgets_everything(anonymous: Client, db: None) -> None:
    anonymous.post("/display/", CHOICES)
    page = anonymous.post("/display/", {"reset": "1"}, follow=True).content.decode()
    assert "data-theme" not in page
    assert anonymous.cookies[COOKIE].value == ""


def test_a_choice_that_is_none_is_refused(anonymous: Client, db: None) -> None:
    answer = anonymous.post("/display/", {**CHOICES, "theme": "pink"})
    assert answer.status_code == 400
    assert COOKIE not in anonymous.cookies


@pytest.mark.parametrize(
    "cookie", ["", "x", "theme:pink", "a:b|" * 9, "theme:<script>", "size:large|size:huge", "::||"]
)
def test_a_strange_cookie_is_no_choice(anonymous: Client, db: None, cookie: str) -> None:
    assert Display.from_cookie(cookie).theme == "system"
    anonymous.cookies[COOKIE] = cookie
    assert anonymous.get("/help/").status_code == 200


def test_a_cookie_says_only_what_differs() -> None:
    assert Display().to_cookie() == ""
    assert Display(theme="dark", size="large").to_cookie() == "size:large|theme:dark"
    assert Display.from_cookie(Display.of(CHOICES).to_cookie()) == Display.of(CHOICES)
