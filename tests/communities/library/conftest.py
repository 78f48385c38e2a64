"""Another site on loopback that links, feeds and PubMed may be asked at, in these tests only."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.website import Website

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
def site(settings) -> Iterator[Website]:
    """The site; link checks, feeds and PubMed are switched on and lead there."""
    made = Website()
    settings.OTHER_SITES_TRUSTED = made.base
    settings.CHECK_LINKS = settings.READ_FEEDS = True
    settings.PUBMED_URL = f"{made.base}/eutils"
    settings.PUBMED_EMAIL = "team@rareshare.example"
    yield made
    made.close()
