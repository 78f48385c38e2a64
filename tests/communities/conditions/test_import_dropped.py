"""The drop folder: a new file is imported once, a refused one is remembered, a fresh one waits."""

import os
import shutil
import time

import pytest

from communities.conditions import operations, tasks
from communities.conditions.models import Condition, ImportRelease, Prevalence, RefusedFile
from tests.communities.conditions.orphadata import MONDO, NAMES, PREVALENCE


@pytest.fixture
def folder(tmp_path, settings):
    settings.CATALOGUE_FOLDER = str(tmp_path)
    return tmp_path


def drop(folder, sample, name, age=120):
    path = folder / name
    shutil.copy(sample, path)
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_all_files_are_taken_in_the_order_they_build_on(db, folder):
    drop(folder, PREVALENCE, "en_product9_prev.xml")
    drop(folder, NAMES, "en_product1.xml")
    drop(folder, MONDO, "mondo.json")
    tasks.import_dropped()
    assert list(ImportRelease.objects.order_by("pk").values_list("product", flat=True)) == [
        "graph",
        "names",
        "prevalence",
    ]
    assert Prevalence.objects.count() == 2
    assert operations.import_dropped() == []


def test_a_refused_file_is_kept_with_its_reason_and_not_tried_again(db, folder):
    path = drop(folder, NAMES, "en_product1.xml")
    path.write_bytes(b"<html/>")
    os.utime(path, (time.time() - 120,) * 2)
    assert operations.import_dropped() == operations.import_dropped() == []
    refused = RefusedFile.objects.get()
    assert refused.name == "en_product1.xml" and "Line 1" in refused.detail
    drop(folder, NAMES, "en_product1.xml")
    assert len(operations.import_dropped()) == 1


def test_a_file_that_is_still_written_or_unknown_waits(db, folder):
    drop(folder, NAMES, "en_product1.xml", age=5)
    drop(folder, NAMES, "readme.txt")
    assert operations.import_dropped() == []
    assert not Condition.objects.filter(records__source="ORPHANET").exists()


def test_without_a_folder_nothing_happens(db, settings, tmp_path):
    for folder in ("", str(tmp_path / "nowhere")):
        settings.CATALOGUE_FOLDER = folder
        assert operations.import_dropped() == []
