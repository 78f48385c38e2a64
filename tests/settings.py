"""The settings of the tests: the real ones, in test mode."""

import os

os.environ.setdefault("RARESHARE_MODE", "test")

from rareshare.settings import *  # noqa: F403

# Each test client builds the middleware anew: it looks static files up when asked, not all at once.
WHITENOISE_AUTOREFRESH = True
