"""The voluntary questions."""

from tests.browser.pages import Shown

PAGES = [
    Shown("/me/registry/answers/", who="alma"),
    Shown("/me/registry/answers/begin/", who="alma"),
    Shown("/me/registry/answers/family/", who="alma"),
    Shown("/me/registry/answers/health/", who="alma"),
]
