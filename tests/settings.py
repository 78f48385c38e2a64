"""The settings of the tests: the real ones, in test mode."""

import os

os.environ.setdefault("RARESHARE_MODE", "test")

from rareshare.settings import *  # noqa: F403
