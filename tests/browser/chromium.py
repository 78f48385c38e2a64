"""One Chromium for all browser tests; without one they are skipped, or fail where CI wants one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

from tools.look import FLAGS, chromium


@contextmanager
def opened() -> Iterator[Browser]:
    """Chromium from CHROMIUM or the path."""
    path = chromium()
    if path is None:
        reason = "no Chromium: set CHROMIUM or install one"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    # Playwright runs its own loop in this thread; the queries of the tests are not part of it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
            os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
