"""What a page must pass in a real browser: axe, a keyboard walk, and reflow at 320 pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, field
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


@dataclass
class Findings:
    """What one page brought up."""

    axe: list[str] = field(default_factory=list)
    reflow: list[str] = field(default_factory=list)
    keyboard: list[str] = field(default_factory=list)
    stops: int = 0
    weight: int = 0

    def all(self) -> list[str]:
        """Every fault, whatever found it."""
        return [*self.axe, *self.reflow, *self.keyboard]


def examine(page: Page) -> Findings:
    """All checks on the page as it stands: small and light, then large and dark, where only colors
    can differ."""
    found = Findings()
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    found.axe += [f"{fault} (320, light)" for fault in axe(page)]
    found.reflow += reflow(page)
    page.set_viewport_size(DESK)
    found.stops, found.keyboard = keyboard(page)
    page.emulate_media(color_scheme="dark")
    found.axe += [f"{fault} (1280, dark)" for fault in axe(page, rules=["color-contrast"])]
    return found


@cache
def _script(path: Path) -> str:
    return path.read_text()


def axe(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Each violation as `rule: where`; the script comes past the page policy, not through it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_script(AXE))
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": AXE_TAGS}
    options = {"runOnly": only, "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"axe {fault['id']}: {node['html'][:120]}"
        for fault in result["violations"]
        for node in fault["nodes"]
    ]


def reflow(page: Page) -> list[str]:
    """Pixels that stick out sideways, plain and with a reader's own text spacing."""
    faults = []
    for name, css in {"plain": "", "spaced": SPACING}.items():
        aside = page.evaluate(
            """css => {
                const sheet = new CSSStyleSheet();
                sheet.replaceSync(css);
                document.adoptedStyleSheets = [sheet];
                const root = document.documentElement;
                const aside = root.scrollWidth - root.clientWidth;
                document.adoptedStyleSheets = [];
                return aside;
            }""",
            css,
        )
        if aside:
            faults.append(f"reflow {name}: {aside} px too wide")
    return faults


def keyboard(page: Page) -> tuple[int, list[str]]:
    """Walk with Tab from the first stop to the last: seen, in order, uncovered, and a way out."""
    script = _script(Path(__file__).with_name("keyboard.js"))
    expected: int = page.evaluate(script, "begin")
    for _ in range(expected + 1):
        page.keyboard.press("Tab")
    stops: list[dict[str, Any]] = page.evaluate(script, "end")
    faults = [f"keyboard {fault}: {stop['what']}" for stop in stops for fault in stop["faults"]]
    if len(stops) != expected:
        last = stops[-1]["what"] if stops else "nothing"
        faults.append(f"keyboard: {len(stops)} stops of {expected}, last {last}")
    return len(stops), faults
