"""What a visitor without an account does: comes in, searches, reads."""

from urllib.parse import quote

from .base import Site, must

SEARCHES = {
    "calcific urem": "Calciphylaxis",
    "necrotizing panniculitis": "Calciphylaxis",
    "calcifilaxis": "Calciphylaxis",
    "ORPHA:280062": "Calciphylaxis",
    "280062": "Calciphylaxis",
}


def stands(site: Site) -> None:
    """The house stands: alive, ready, with a front page"""
    visitor = site.person("visitor")
    visitor.get("/livez")
    visitor.get("/readyz")
    must("RareShare" in visitor.get("/").text, "the front page does not name RareShare")


def finds_by_any_name(site: Site) -> None:
    """A visitor finds a community by name, part of a name, misspelling and code"""
    visitor = site.person("visitor")
    for words, name in SEARCHES.items():
        page = visitor.get(f"/communities/?q={quote(words)}")
        must(name in page.text, f"searching for {words!r} does not find {name}")


def reads_signed_out(site: Site) -> None:
    """A visitor reads the community's public page"""
    page = site.person("visitor").get("/c/calciphylaxis/")
    must("Calciphylaxis" in page.text, "the community's page does not name it")


STEPS = (stands, finds_by_any_name, reads_signed_out)
