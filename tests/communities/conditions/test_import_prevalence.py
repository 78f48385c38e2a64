"""Orphadata product 9: how common conditions are, the trap of the rarest class, and plain words."""

import pytest
from django.core.management import CommandError

from communities.conditions.models import Condition, ImportRelease, Prevalence
from tests.communities.conditions.orphadata import NAMES, PREVALENCE, everything, run


@pytest.fixture
def marfan(catalogue):
    run(NAMES)
    return Condition.objects.get(name="Marfan syndrome")


@pytest.fixture
def changed(tmp_path):
    def write(*changes):
        text = PREVALENCE.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "en_product9_prev.xml"
        path.write_text(text)
        return path

    return write


def test_the_sample_is_kept_as_data(marfan):
    said = run(PREVALENCE)
    assert "2 prevalences added" in said
    point, cases = marfan.prevalences.order_by("pk")
    assert (point.kind, point.share, point.place) == ("Point prevalence", "1-5 / 10 000", "Europe")
    assert (point.mean, point.validated) == (20, True)
    assert point.pmids == ["11389160", "9689990"]
    assert (cases.share, cases.validated, cases.pmids) == ("<1 / 1 000 000", False, [])
    assert cases.mean is None


@pytest.mark.parametrize(
    "escaped", ["&lt;1 / 1 000 000", "&amp;lt;1 / 1 000 000", "&#60;1 / 1 000 000"]
)
def test_the_rarest_class_is_one_class_however_it_is_escaped(marfan, changed, escaped):
    run(PREVALENCE, changed(("&lt;1 / 1 000 000", escaped)))
    assert marfan.prevalences.filter(share="<1 / 1 000 000").count() == 1


def test_a_second_run_changes_nothing(marfan):
    run(PREVALENCE)
    before = everything()
    run(PREVALENCE)
    assert everything() == before


def test_the_release_replaces_what_orphanet_said(marfan, changed):
    run(PREVALENCE)
    said = run(PREVALENCE, changed(("Europe", "France")))
    assert "1 prevalence removed, 1 prevalence added" in said
    assert set(marfan.prevalences.values_list("place", flat=True)) == {"France", "Worldwide"}


def test_the_same_statement_twice_is_one(marfan, changed):
    text = PREVALENCE.read_text()
    part = text[text.index('<Prevalence id="1">') : text.index('<Prevalence id="2">')]
    run(PREVALENCE, changed((part, part + part)))
    assert marfan.prevalences.count() == 2


def test_codes_that_nobody_bears_are_counted_and_named(marfan, changed):
    run(PREVALENCE, changed(("<OrphaCode>558<", "<OrphaCode> 424242 <")))
    release = ImportRelease.objects.first()
    assert release.counts["unknown_codes"] == 1 and not Prevalence.objects.exists()
    assert release.changes["left_out"] == [["unknown codes: ORPHA:424242 Marfan syndrome"]]


def test_a_release_that_forgets_what_was_known_is_refused(marfan, changed):
    run(PREVALENCE)
    forgetful = changed(("<OrphaCode>558<", "<OrphaCode>280062<"))
    with pytest.raises(CommandError, match="leaves out 1 of 1"):
        run(PREVALENCE, forgetful)
    assert marfan.prevalences.count() == 2
    run(PREVALENCE, forgetful, allow_shrink=True)
    assert marfan.prevalences.count() == 0
