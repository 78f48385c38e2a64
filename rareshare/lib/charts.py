"""Bar charts as SVG, made on the server: no script, no style attribute, the page's own colors.

A chart only decorates: the sentence and the table beside it say the same. Its title and description
are read aloud, its bars are labelled directly, and no color means anything by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

_WIDTH, _ROW, _LABEL, _VALUE, _BAR = 280, 26, 112, 46, 16


@dataclass(frozen=True)
class Bar:
    """One bar: its label, how long it is, and what is written behind it (else its length). The
    second color only separates neighbors; the label says the difference."""

    label: str
    value: int
    shown: str = ""
    second: bool = False


def bar_chart(name: str, title: str, description: str, bars: Sequence[Bar]) -> SafeString:
    """Lying bars, the longest as wide as there is room. `name` is unique on its page."""
    longest = max((bar.value for bar in bars), default=0) or 1
    rows = "".join(_row(number, bar, longest) for number, bar in enumerate(bars))
    name = escape(name)
    svg = (
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {len(bars) * _ROW or _ROW}" role="img"'
        f' aria-labelledby="{name}-title {name}-text">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-text">{escape(description)}</desc>{rows}</svg>'
    )
    return mark_safe(svg)  # noqa: S308 - every text was escaped above


def _row(number: int, bar: Bar, longest: int) -> str:
    top = number * _ROW
    room = _WIDTH - _LABEL - _VALUE
    width = round(room * max(bar.value, 0) / longest, 1)
    color = ' class="two"' if bar.second else ""
    shape = (
        f'<rect{color} x="{_LABEL}" y="{top + (_ROW - _BAR) // 2}" width="{width}"'
        f' height="{_BAR}"/>'
        if width
        else ""
    )
    middle = top + _ROW // 2 + 4
    return (
        f'<text x="0" y="{middle}" font-size="12">{escape(bar.label)}</text>{shape}'
        f'<text x="{_LABEL + width + 5:g}" y="{middle}" font-size="12">'
        f"{escape(bar.shown or str(bar.value))}</text>"
    )
