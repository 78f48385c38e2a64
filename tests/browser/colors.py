"""The contrast of our colors (WCAG 2.2, 1.4.3), read from the style sheet itself."""

import re
from pathlib import Path

from django.conf import settings

STYLE = Path(settings.BASE_DIR) / "rareshare/static/rs.css"
# Each text color with every ground that it stands on.
TEXT = {
    "text": ["bg", "panel", "soft", "wash"],
    "muted": ["bg", "panel", "wash", "info-bg"],
    "link": ["bg", "panel", "wash"],
    "link-h": ["bg", "panel", "soft", "info-bg"],
    "visited": ["bg", "panel", "plum-bg"],
    "btn-t": ["link", "link-h"],
    "err": ["bg", "panel", "err-bg"],
    "ok": ["ok-bg"],
    "care": ["care-bg"],
    "focus-t": ["focus"],
}
# What is no text but must be seen: edges of fields, the ring around the focus, bars of charts.
SHAPES = {"line": ["bg", "panel"], "ring": ["bg", "panel", "soft"], "spark": ["bg", "panel"]}


def themes() -> dict[str, dict[str, str]]:
    """The colors of both themes; dark ones stand on top of the light ones."""
    css = STYLE.read_text()
    blocks = re.findall(r"color-scheme:(?:light|dark);(--[^}]*)", css)
    light, dark, by_device = [
        dict(re.findall(r"--([\w-]+):(#[0-9A-F]+)", block, re.IGNORECASE)) for block in blocks[:3]
    ]
    assert dark == by_device, "both ways to the dark theme must give the same colors"
    return {"light": light, "dark": {**light, **dark}}


def lowest(theme: str, pairs: dict[str, list[str]]) -> tuple[float, str]:
    """The weakest pair of a theme: its ratio, and what it is."""
    colors = themes()[theme]
    found = [
        (ratio(colors[front], colors[ground]), f"{front} on {ground}")
        for front, grounds in pairs.items()
        for ground in grounds
    ]
    return min(found)


def ratio(one: str, two: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted([_luminance(one), _luminance(two)])
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    digits = color.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
