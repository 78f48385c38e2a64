"""The accessibility page tells measured figures, and colors keep what it says of them."""

import json
import math

import pytest

from rareshare.home.web.help_pages import FIGURES
from rareshare.home.web.help_pages import figures as measured
from tests.browser import colors

ENOUGH = {"text": 7, "shapes": 3}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_colors_is_strong_enough(theme):
    text, what = colors.lowest(theme, colors.TEXT)
    assert text >= ENOUGH["text"], what
    shape, what = colors.lowest(theme, colors.SHAPES)
    assert shape >= ENOUGH["shapes"], what


def test_control_the_measure_knows_weak_colors():
    assert round(colors.ratio("#000", "#FFFFFF"), 2) == 21
    assert colors.ratio("#777777", "#FFFFFF") < 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_published_contrast_is_that_of_the_style_sheet(theme):
    published = json.loads(FIGURES.read_text())[f"contrast_{theme}"]
    assert published == round(colors.lowest(theme, colors.TEXT)[0], 1)


def test_the_page_shows_every_figure(anonymous, db):
    text = anonymous.get("/accessibility/").content.decode()
    figures = measured()  # as this process read them: a full browser run beside it may write anew
    for name in ("date", "pages", "rooms", "keyboard_stops", "contrast_light", "highest_grade"):
        value = figures[name]
        assert (f"{value:,}" if isinstance(value, int) else str(value)) in text, name
    usual = max(1, math.ceil(figures["median_grade"]))
    assert f"Most pages read at school grade {usual} or below" in text
    assert "filesizeformat" not in text and 'href="/help/contact/"' in text
