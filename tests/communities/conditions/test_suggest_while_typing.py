"""Suggestions while somebody types, in a real browser; and the same search without scripts."""

import pytest
from django.db import transaction

from tests.browser import chromium, server
from tests.communities.conditions.conftest import load

pytestmark = pytest.mark.browser
FIELD = "input[data-suggest]"
CHOICES = "[role=listbox] [role=option]"


@pytest.fixture(scope="module")
def address(django_db_setup, django_db_blocker):
    """A server with the small catalogue."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(using=server.ALIAS),
        server.running() as running,
    ):
        load()
        yield running
        transaction.set_rollback(True, using=server.ALIAS)


@pytest.fixture(scope="module")
def browser():
    with chromium.opened() as opened:
        yield opened


@pytest.fixture
def page(browser, address):
    opened = browser.new_page(base_url=address)
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


def choices(page):
    return [text.split("\n")[0] for text in page.locator(CHOICES).all_inner_texts()]


@pytest.mark.parametrize("where", ["/", "/communities/"])
def test_names_are_offered_with_why(page, where):
    page.goto(where)
    page.locator(FIELD).first.type("calcif")
    page.wait_for_selector(CHOICES)
    first = page.locator(CHOICES).first.inner_text()
    assert first.startswith("Calciphylaxis") and "calcif" in first.removeprefix("Calciphylaxis")
    assert page.locator(FIELD).first.get_attribute("aria-expanded") == "true"


def test_the_keyboard_chooses_a_name(page):
    page.goto("/communities/")
    page.locator(FIELD).first.type("marf")
    page.wait_for_selector(CHOICES)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=Marfan+syndrome")
    assert "Marfan syndrome" in page.locator("main").inner_text()


def test_what_was_offered_goes_when_the_search_is_another(page):
    page.goto("/communities/")
    field = page.locator(FIELD).first
    field.type("calcif")
    page.wait_for_selector(CHOICES)
    field.fill("qqqqqq")
    page.wait_for_selector(CHOICES, state="hidden")
    field.fill("marfan")
    page.wait_for_selector(CHOICES)
    assert choices(page)[0].startswith("Marfan syndrome")
    page.keyboard.press("Escape")
    page.wait_for_selector(CHOICES, state="hidden")


def test_a_failing_answer_leaves_the_form_as_it_is(page):
    page.route("**/conditions/suggest/**", lambda route: route.abort())
    page.goto("/communities/")
    page.locator(FIELD).first.type("calcif")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=calcif*")
    assert "Calciphylaxis" in page.locator("main").inner_text()


def test_without_scripts_the_form_searches(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + "/communities/")
    page.locator(FIELD).first.fill("calcifilaxis")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=calcifilaxis*")
    text = page.locator("main").inner_text()
    assert "Did you mean" in text and "pelled much like: calciphylaxis" in text
    page.context.close()
