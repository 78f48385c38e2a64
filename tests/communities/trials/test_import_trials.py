"""Taking up what the source says: import_trials, on good, sparse, hostile and missing studies."""

import math
import time
from datetime import timedelta

import pytest

from communities.conditions.models import ConditionCode, Source, System
from communities.trials import operations, queries
from communities.trials.models import Trial, TrialEvent, TrialMatch, TrialPlace, TrialSync
from communities.trials.operations.reading import read_studies
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed
from tests.communities.trials.conftest import (
    BERLIN,
    BOSTON,
    DAY_ONE,
    SAMPLE,
    answer,
    one,
    study,
    take,
)


def test_the_sample_is_read_whole(condition):
    taken = take(condition, *SAMPLE["studies"])
    assert (taken.studies, taken.new, taken.bad) == (2, 2, 0)
    full = Trial.objects.get(nct_id="NCT09999991")
    assert full.title == "Sample Drug in Calcific Uremic Arteriolopathy"
    assert (full.started, full.results_due, full.last_updated) == (
        "2026-01-15",
        "2028-06",
        "2026-10-02",
    )
    assert full.phases == ["PHASE2", "PHASE3"]
    assert (full.enrollment, full.sex, full.minimum_age) == (60, "ALL", "18 Years")
    assert full.healthy_volunteers is False
    place = full.places.get()
    assert (place.city, place.region, place.zip_code) == ("Boston", "Massachusetts", "02115")
    sparse = Trial.objects.get(nct_id="NCT09999992")
    assert (sparse.patient_registry, sparse.status) == (True, "UNKNOWN")
    assert sparse.last_known_status == "RECRUITING"
    assert sparse.minimum_age == ""
    assert sparse.healthy_volunteers is None


def test_a_second_time_changes_nothing(condition):
    take(condition, *SAMPLE["studies"])
    before = [list(model.objects.order_by("pk").values()) for model in (Trial, TrialPlace)]
    events = TrialEvent.objects.count()
    again = take(condition, *SAMPLE["studies"])
    assert (again.new, again.changed, again.missing, again.told) == (0, 0, 0, 0)
    assert before == [list(model.objects.order_by("pk").values()) for model in (Trial, TrialPlace)]
    assert TrialEvent.objects.count() == events


def test_direct_by_name_synonym_keyword_mesh_term_or_mesh_code_else_related(condition):
    ConditionCode.objects.create(
        condition=condition,
        system=System.MESH,
        value="D002115",
        search_value="D002115",
        source=Source.MONDO,
    )
    by_code = study(5, names=["Something"])
    by_code["derivedSection"] = {"conditionBrowseModule": {"meshes": [{"id": "D002115"}]}}
    by_keyword = study(6, names=["Kidney Failure"])
    by_keyword["protocolSection"]["conditionsModule"]["keywords"] = ["CUA"]
    take(
        condition,
        study(1, names=["CALCIPHYLAXIS"]),
        study(2, names=["Calcific Uraemic Arteriolopathy"]),
        study(3, names=["Calcific-uremic arteriolopathy"]),
        study(4, names=["End Stage Renal Disease"]),
        by_code,
        by_keyword,
    )
    found = TrialMatch.objects.values_list("trial__nct_id", "kind", "matched_name")
    assert sorted(found) == [
        ("NCT00000001", "direct", "Calciphylaxis"),
        ("NCT00000002", "related", ""),  # British spelling: no name of ours
        ("NCT00000003", "direct", "calcific uremic arteriolopathy"),
        ("NCT00000004", "related", ""),
        ("NCT00000005", "direct", "MeSH D002115"),
        ("NCT00000006", "direct", "CUA"),
    ]


@pytest.mark.parametrize("status", ["PAUSED_BY_WEATHER", "", "recruiting"])
def test_unknown_statuses_are_kept_and_shown(condition, anonymous, status):
    take(condition, study(1, status))
    assert one().status == status
    shown = anonymous.get("/conditions/calciphylaxis/trials/").content.decode()
    words = f"Status: {status.replace('_', ' ').lower()}" if status else "Status not given"
    assert words in shown
    assert "Not looking for people (1)" in shown


def test_partial_dates_stay_as_given_and_sort(condition):
    take(condition, *(study(n, updated=day) for n, day in enumerate(DATES)))
    kept = Trial.objects.order_by("last_updated").values_list("last_updated", flat=True)
    assert list(kept) == ["", "", "", "2024", "2024-02", "2024-02-29", "2025"]


DATES = ["2025", "2024-02-29", "2024-02", "2024", "2024-13", "2023-02-29", "next spring"]


def test_status_changes_are_history(condition):
    with clock.frozen(DAY_ONE):
        take(condition, study(1, "NOT_YET_RECRUITING"))
    with clock.frozen(DAY_ONE + timedelta(days=1)):
        take(condition, study(1, "RECRUITING"))
        take(condition, study(1, "RECRUITING", title="A new title"))
    rows = TrialEvent.objects.values_list("verb", "from_state", "to_state", "at__date__day")
    assert list(rows) == [
        ("trial_listed", "", "NOT_YET_RECRUITING", 23),
        ("trial_status_changed", "NOT_YET_RECRUITING", "RECRUITING", 24),
    ]
    assert one().title == "A new title"


def test_a_place_that_is_still_named_keeps_its_number(condition):
    take(condition, study(1, sites=[BOSTON, BOSTON, BERLIN]))
    first = {place.city: place.pk for place in TrialPlace.objects.all()}
    assert one().place_count == 2
    take(condition, study(1, sites=[BERLIN, {**BOSTON, "status": "COMPLETED"}]))
    second = {place.city: place.pk for place in TrialPlace.objects.all()}
    assert second["Berlin"] == first["Berlin"]
    assert second["Boston"] != first["Boston"]
    assert one().place_count == 2


def _broken(path, value):
    made = study(7)
    *way, last = path.split(".")
    inner = made
    for step in way:
        inner = inner[step]
    inner[last] = value
    return made


BAD = [
    None,
    "a text",
    [],
    {},
    {"protocolSection": []},
    {"protocolSection": {"identificationModule": {"briefTitle": "No number"}}},
    _broken("protocolSection.identificationModule.nctId", "NCT123"),
    _broken("protocolSection.identificationModule.nctId", "nct00000007"),
    _broken("protocolSection.identificationModule.nctId", "NCT0000000٧"),
    _broken("protocolSection.identificationModule.nctId", 7),
    _broken("protocolSection.identificationModule.briefTitle", ["a", "list"]),
    _broken("protocolSection.identificationModule.briefTitle", "x" * 501),
    _broken("protocolSection.identificationModule.briefTitle", "with \0 in it"),
    _broken("protocolSection.identificationModule.briefTitle", "turned \u202e around"),
    _broken("protocolSection.identificationModule.briefTitle", "half a \ud800 pair"),
    _broken("protocolSection.descriptionModule.briefSummary", "x" * 20_001),
    _broken("protocolSection.descriptionModule.briefSummary", "[" * 2_001),
    _broken("protocolSection.descriptionModule.briefSummary", "a|b\n-|-\n" + "|\n" * 2_000),
    _broken("protocolSection.descriptionModule.briefSummary", "no character: \ufffe"),
    *(
        _broken("protocolSection.descriptionModule.briefSummary", piece * (2_000_000 // len(piece)))
        for piece in ("<ul><li>", "a\u0315\u0300", "\u0315", "[a]: /b\n", "> ")
    ),
    _broken("protocolSection.identificationModule.officialTitle", "\u0315\u0300" * 1_000_000),
    _broken("protocolSection.descriptionModule", "no module"),
    _broken("protocolSection.statusModule.overallStatus", {"x": 1}),
    _broken("protocolSection.statusModule.overallStatus", "X" * 41),
    _broken("protocolSection.designModule.enrollmentInfo.count", -1),
    _broken("protocolSection.designModule.enrollmentInfo.count", True),
    _broken("protocolSection.designModule.enrollmentInfo.count", 10**12),
    _broken("protocolSection.designModule.phases", "PHASE1"),
    _broken("protocolSection.designModule.patientRegistry", "yes"),
    _broken("protocolSection.conditionsModule.conditions", [["deep"]]),
    _broken("protocolSection.conditionsModule.conditions", ["x"] * 501),
    _broken("protocolSection.contactsLocationsModule.locations", [BOSTON] * 5_001),
    _broken("protocolSection.contactsLocationsModule.locations", ["Boston"]),
    _broken("hasResults", 1),
]


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_a_bad_study_is_counted_and_the_others_are_taken(condition, bad):
    before = time.process_time()
    taken = take(condition, study(1), bad, study(2))
    assert time.process_time() - before < 2
    assert (taken.studies, taken.bad) == (2, 1)
    assert TrialSync.objects.get().bad_records == 1


def test_a_study_that_turns_bad_is_not_missing(condition):
    take(condition, study(1), study(7))
    taken = take(condition, study(1), _broken("protocolSection.designModule.phases", "PHASE1"))
    assert (taken.bad, taken.missing) == (1, 0)
    assert one(7).title == "Study number 7"


@pytest.mark.parametrize("point", [{"lat": 91, "lon": 0}, {"lat": "42", "lon": 1}, {"lat": 4}])
def test_a_place_off_the_earth_keeps_its_name_only(condition, point):
    take(condition, study(1, sites=[{"city": "Nowhere", "geoPoint": point}]))
    place = TrialPlace.objects.get()
    assert (place.city, place.latitude, place.longitude) == ("Nowhere", None, None)
    assert not read_studies([{"protocolSection": math.nan}]).records


def test_hostile_markup_is_text(condition, anonymous):
    evil = "<script>alert(1)</script> **bold** [x](javascript:alert(1)) <img src=x onerror=y>"
    take(condition, study(1, title="<b onclick=x>Evil</b>", summary=evil))
    for address in ("", "NCT00000001/"):
        page = anonymous.get(f"/conditions/calciphylaxis/trials/{address}").content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "onclick=x>" not in page.replace("&lt;b onclick=x&gt;", "")
        assert 'href="javascript' not in page
    assert "<strong>bold</strong>" in page


def test_a_missing_study_vanishes_after_three_answers_over_three_days(condition):
    listed = [study(n) for n in range(1, 6)]
    for day, missing in enumerate([0, 5, 5, 5]):
        with clock.frozen(DAY_ONE + timedelta(days=day)):
            assert take(condition, *([] if missing else listed)).missing == missing
            assert queries.trials_of(None, condition).count() == 5
    with clock.frozen(DAY_ONE + timedelta(days=4)):
        take(condition)
        assert queries.trials_of(None, condition).count() == 0
        assert Trial.objects.count() == 5  # nothing is deleted
        take(condition, *listed[:2])
        assert queries.trials_of(None, condition).count() == 2


def test_three_empty_answers_in_one_hour_hide_nothing(condition):
    take(condition, study(1))
    for minutes in range(0, 50, 10):
        with clock.frozen(DAY_ONE + timedelta(minutes=minutes)):
            take(condition)
    match = TrialMatch.objects.get()
    assert (match.times_missing, match.hidden_at) == (5, None)
    with clock.frozen(DAY_ONE + timedelta(hours=1)):
        take(condition, study(1))
    match.refresh_from_db()
    assert (match.times_missing, match.missing_since) == (0, None)


def test_an_incomplete_answer_says_nothing_about_the_rest(condition):
    take(condition, study(1), study(2))
    assert take(condition, study(1), complete=False).missing == 0


def test_an_older_answer_that_comes_late_changes_nothing(condition):
    with clock.frozen(DAY_ONE):
        late = answer(study(1, "NOT_YET_RECRUITING"))
    with clock.frozen(DAY_ONE + timedelta(minutes=20)):
        take(condition, study(1, "RECRUITING"))
        assert operations.import_trials(condition, late, by=None).studies == 0
    assert one().status == "RECRUITING"


def test_only_the_house_and_administrators_import(condition, cast):
    for person in (cast.fay, cast.dora, cast.lena, cast.emil):
        with pytest.raises(NotAllowed):
            operations.import_trials(condition, answer(study(1)), by=person)
    assert operations.import_trials(condition, answer(study(1)), by=cast.admin).studies == 1
