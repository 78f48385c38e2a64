"""What a page must pass in a real browser: axe, a keyboard walk, and reflow at 320 pixels."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page, ViewportSize

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE: ViewportSize = {"width": 320, "height": 256}  # 1280 x 1024 at 400 percent, WCAG 1.4.10
DESK: ViewportSize = {"width": 1280, "height": 900}
# WCAG 1.4.12: a reader may set these and lose nothing
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important } p { margin-bottom: 2em !important }"""
LEAST_OUTLINE = 2  # pixels


@cache
def _script(path: Path) -> str:
    return path.read_text()


def axe(page: Page) -> list[str]:
    """Each violation as `rule: where`; the script comes past the page policy, not through it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_script(AXE))
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"axe {fault['id']}: {node['html'][:120]}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


def reflow(page: Page) -> list[str]:
    """Pixels that stick out sideways at 320 px, plain and with a reader's own text spacing."""
    page.set_viewport_size(PHONE)
    faults = []
    for name in ("plain", "spaced"):
        if name == "spaced":
            page.evaluate(
                """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
                document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }""",
                SPACING,
            )
        aside = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if aside:
            faults.append(f"reflow {name}: {aside} px too wide")
    page.evaluate("document.adoptedStyleSheets = []")
    return faults


def keyboard(page: Page) -> list[str]:
    """Walk with Tab from the first stop to the last: seen, in order, uncovered, and a way out."""
    script = _script(Path(__file__).with_name("keyboard.js"))
    expected: int = page.evaluate(script, "begin")
    stops: list[dict[str, Any]] = []
    for _ in range(expected + 1):
        page.keyboard.press("Tab")
        stop = page.evaluate(script, "look")
        if stop["end"]:
            break
        stops.append(stop)
    faults = [f"keyboard {fault} at {stop['what']}" for stop in stops for fault in stop["faults"]]
    if len(stops) != expected:
        faults.append(f"keyboard: {len(stops)} stops reached of {expected}, last {stops[-1:]}")
    return faults


def stops(page: Page) -> int:
    """How many places the keyboard can stop at."""
    script = _script(Path(__file__).with_name("keyboard.js"))
    return int(page.evaluate(script, "begin"))
