"""The pages of the catalogue."""

from tests.browser.pages import Shown

PAGES = [
    Shown("/conditions/", state="A"),
    Shown("/conditions/?letter=c", state="C"),
    Shown("/conditions/?letter=q", state="no such letter", status=404),
    Shown("/conditions/{condition.slug}/"),
    Shown("/conditions/{retired_condition.slug}/", state="retired", status=410),
    Shown("/conditions/marfan-syndrome/", state="no community"),
    Shown("/conditions/sample-group-of-rare-vascular-disorders/", state="a group"),
]
