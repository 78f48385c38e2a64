"""Every page in a real browser: axe, a keyboard walk, 320 pixels, light and dark, and weight."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import html5lib
import pytest
from django.db import connections, transaction
from playwright.sync_api import Browser, Page, Response

from rareshare.home.web.help_pages import FIGURES
from rareshare.lib import clock
from tests.access import World
from tests.browser import checks, chromium, colors, pages, server
from tests.cast import Cast, client_for
from tests.reading import grade, sentences, words_of

pytestmark = pytest.mark.browser
ROWS = list(pages.rows())
HEAVIEST_PAGE = 30_000  # bytes of HTML
HEAVIEST_STYLE = 20_000
BROKEN = Path(__file__).parent / "browser" / "broken.html"


@dataclass
class House:
    """One browser, one server and one filled database for the whole file."""

    browser: Browser
    address: str
    world: World
    seen: dict[str, checks.Findings] = field(default_factory=dict)
    grades: list[float] = field(default_factory=list)
    tabs: dict[str, Page] = field(default_factory=dict)

    def let_in(self, who: str) -> None:
        """A window of one of the cast; of nobody where `who` is empty."""
        context = self.browser.new_context(viewport=checks.DESK)
        if who:
            cookies = client_for(getattr(self.world.cast, who)).cookies.values()
            context.add_cookies(
                [{"name": c.key, "value": c.value, "url": self.address} for c in cookies]
            )
        self.tabs[who] = context.new_page()

    def open(self, shown: pages.Shown) -> tuple[Page, Response]:
        """The page, after its button was pressed where the row says so."""
        page = self.tabs[shown.who]
        answer = page.goto(self.address + shown.path.format_map(vars(self.world)))
        if shown.press:
            with page.expect_navigation() as waiting:
                page.get_by_role("button", name=shown.press).first.click()
            answer = waiting.value
        assert answer is not None
        return page, answer


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """Everything is built once, in one transaction that is thrown away at the end."""
    with (
        chromium.opened() as browser,
        django_db_blocker.unblock(),
        transaction.atomic(using=server.ALIAS),
        server.running() as address,
    ):
        # The transaction is idle whenever the browser thinks; on a busy machine that takes long.
        with connections[server.ALIAS].cursor() as cursor:
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        world = World(cast=Cast())
        pages.build_all(world)
        made = House(browser, address, world)
        for who in {shown.who for _, shown in ROWS}:
            made.let_in(who)
        yield made
        transaction.set_rollback(True, using=server.ALIAS)


@pytest.mark.parametrize(("room", "shown"), ROWS, ids=[f"{room}:{shown}" for room, shown in ROWS])
def test_page(house: House, room: str, shown: pages.Shown) -> None:
    """A page has no fault that a machine can find."""
    page, answer = house.open(shown)
    html = answer.body().decode()
    faults = [*_answer_faults(answer, shown), *_html_faults(html)]
    found = checks.examine(page)
    found.weight = len(answer.body())
    house.seen[f"{room}:{shown}"] = found
    house.grades.append(grade(sentences(words_of(html))))
    assert [*faults, *found.all()] == []


def test_names_are_offered_while_one_types(house: House) -> None:
    """Misspelled, by keyboard, read aloud as a list to choose from; Escape closes it."""
    page = house.browser.new_page(viewport=checks.PHONE)
    for path in ("/", "/communities/"):
        page.goto(house.address + path)
        box = page.get_by_role("combobox", name="Name of the illness", expanded=False)
        box.press_sequentially("calcifilaxi")
        offered = page.get_by_role("listbox").get_by_role("option", name="Calciphylaxis")
        offered.wait_for()
        page.keyboard.press("ArrowDown")
        assert page.get_by_role("option", selected=True).inner_text().startswith("Calciphylaxis")
        assert checks.axe(page) + checks.reflow(page) == []
        page.keyboard.press("Escape")
        assert not offered.is_visible()
        assert page.url == house.address + path
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/communities/?q=Calciphylaxis")
    page.close()


def test_search_and_display_settings_need_no_script(house: House) -> None:
    """The box finds by itself; the choices hold on the next page, until they are taken back."""
    context = house.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(house.address + "/")
    page.get_by_label("Name of the illness").fill("calcifilaxi")
    page.keyboard.press("Enter")
    page.wait_for_url("**/communities/?q=calcifilaxi")
    assert page.get_by_role("link", name="Calciphylaxis").first.is_visible()
    page.goto(house.address + "/display/")
    for choice in ("Largest", "More space between words and lines", "Dark", "Leave it out"):
        page.get_by_label(choice, exact=True).check()
    page.get_by_label("Show less, one thing at a time").check()
    page.get_by_role("button", name="Save").click()
    page.goto(house.address + "/")
    root = page.locator("html")
    for name, value in {
        "size": "largest",
        "space": "wide",
        "theme": "dark",
        "energy": "low",
    }.items():
        assert root.get_attribute(f"data-{name}") == value
    assert not page.get_by_role("heading", name="What is new").is_visible()
    page.goto(house.address + "/display/")
    page.get_by_role("button", name="Back to normal").click()
    page.goto(house.address + "/")
    assert root.get_attribute("data-theme") is None
    assert page.get_by_role("heading", name="What is new").is_visible()
    context.close()


def test_broken_page_fails_every_check(house: House) -> None:
    """Control: a page broken on purpose is caught by each check, so silence means something."""
    page = house.browser.new_page()
    page.set_content(BROKEN.read_text())
    found = checks.examine(page)
    page.close()
    text = "\n".join(found.all())
    for fault in ("document-title", "html-has-lang", "color-contrast", "image-alt", "label"):
        assert f"axe {fault}:" in text
    for fault in ("no outline", "covered", "out of order", "stops of"):
        assert fault in text
    assert "reflow plain" in text
    assert "reflow spaced" in text
    assert _html_faults(BROKEN.read_text())


def test_style_sheet_is_small() -> None:
    """The look of the whole site costs less than a photo."""
    assert colors.STYLE.stat().st_size <= HEAVIEST_STYLE


def test_figures_on_the_accessibility_page_are_these(house: House) -> None:
    """The published figures are those of this run; after a change the file is written anew."""
    if len(house.seen) < len(ROWS):
        pytest.skip("only a full run may publish figures")
    found = house.seen.values()
    now = {
        "pages": len(ROWS),
        "rooms": len({room for room, _ in ROWS}),
        "narrowest": checks.PHONE["width"],
        "axe_violations": sum(len(one.axe) for one in found),
        "keyboard_stops": sum(one.stops for one in found),
        "reflow_faults": sum(len(one.reflow) for one in found),
        "median_grade": max(0, round(median(house.grades), 1)),
        "highest_grade": round(max(house.grades), 1),
        "contrast_light": round(colors.lowest("light", colors.TEXT)[0], 1),
        "contrast_dark": round(colors.lowest("dark", colors.TEXT)[0], 1),
        "heaviest_page": max(one.weight for one in found),
        "style": colors.STYLE.stat().st_size,
    }
    before = json.loads(FIGURES.read_text())
    if {**before, **now} != before:
        today = clock.today()
        now = {"date": f"{today.day} {today:%B %Y}", **now}
        FIGURES.write_text(json.dumps(now, indent=2) + "\n")


def _answer_faults(answer: Response, shown: pages.Shown) -> list[str]:
    """The answer's status, weight and policy."""
    faults = []
    if answer.status != shown.status:
        faults.append(f"status {answer.status}")
    if len(answer.body()) > HEAVIEST_PAGE:
        faults.append(f"{len(answer.body())} bytes")
    policy = answer.header_value("content-security-policy") or ""
    if "default-src 'none'" not in policy or "unsafe" in policy:
        faults.append(f"policy {policy!r}")
    return faults


def _html_faults(html: str) -> list[str]:
    """What a strict parser and a plain reading of the source find."""
    faults = []
    try:
        html5lib.HTMLParser(strict=True).parse(html)
    except html5lib.html5parser.ParseError as error:
        faults.append(f"html: {error}")
    if len(re.findall(r"<h1[ >]", html)) != 1:
        faults.append("not exactly one h1")
    if re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(\ssrc=|application/json))", html):
        faults.append("inline style or script")
    if " – RareShare</title>" not in html:
        faults.append("title")
    ids = re.findall(r'\sid="([^"]+)"', html)
    faults += [f"id {name} twice" for name in {i for i in ids if ids.count(i) > 1}]
    return faults
