"""The table in docs/community-page.md is true: every part of the old page is on the demo's page."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from communities.conditions.models import Condition, ConditionName, NameKind, Source
from communities.groups.models import Community
from tests.home.test_demo_communities import demo, load

__all__ = ["demo", "load"]
TABLE = Path(settings.BASE_DIR) / "docs/community-page.md"
OLD_PARTS = """What is|Synonyms|Name / Abbreviation|Acknowledgement|Prevalence|Cause|Risk factors
Symptoms|Diagnosis|Diagnostic tests|Treatment|Prognosis|Tips or Suggestions|References
Community Details Update|Discussion Forum|Expert Questions|Community External News Link
Community Resources|Clinical Trials|Registry|Community Leaders|Community User List
Our Community Leaders|Start a Community|FAQ|Our Communities|Our Resources"""


def rows():
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture
def page(demo, anonymous):
    name = "calcific uremic arteriolopathy"
    ConditionName.objects.create(
        condition=Condition.objects.get(slug="calciphylaxis"),
        text=name,
        normalized=name,
        kind=NameKind.SYNONYM,
        source=Source.MONDO,
    )
    return anonymous.get("/c/calciphylaxis/").content.decode()


def test_every_part_of_the_old_page_has_its_row():
    named = [row[0] for row in rows()]
    for part in re.split(r"[|\n]", OLD_PARTS):
        assert any(re.match(rf"{re.escape(part)}\b", name) for name in named), part


def test_every_place_that_the_table_names_is_on_the_page(page):
    community = Community.objects.get(slug="calciphylaxis")
    for old, ours, better in rows():
        for anchor in re.findall(r"`#([a-z-]+)`", ours):
            assert f' id="{anchor}"' in page, old
        for path in re.findall(r"`(/[^`]*)`", better):
            address = path.replace("<id>", community.public_id)
            assert f'href="{address}"' in page, f"{old}: {path}"
        assert better, old


def test_nothing_on_the_page_is_empty(page):
    assert "has not been added" not in page
    for heading, after in re.findall(r"<h2[^>]*>(.*?)</h2>(.{0,400})", page, re.DOTALL):
        assert re.sub(r"<[^>]*>|\s", "", after.partition("<h2")[0]), heading


def test_the_summary_is_short_and_printed_once(page):
    summary = re.search(r'<div class="lead" id="what">(.*?)</div>', page, re.DOTALL)[1]
    words = re.sub(r"<[^>]*>", "", summary).strip()
    assert 1 <= words.count(".") <= 6
    assert page.count(words.partition(".")[0]) == 1
