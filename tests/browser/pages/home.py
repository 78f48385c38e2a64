"""The pages that look at several rooms, and the error pages."""

from tests.browser.pages import Shown

PAGES = [
    Shown("/"),
    Shown("/", who="chidi", state="signed in"),
    Shown("/help/"),
    Shown("/help/contact/"),
    Shown("/help/contact/", state="with errors", press="Send", status=400),
    Shown("/help/contact/sent/"),
    Shown("/privacy/"),
    Shown("/accessibility/"),
    Shown("/display/"),
    Shown("/me/", who="fay", state="empty"),
    Shown("/me/", who="alma", state="full"),
    Shown("/c/{community.public_id}/health/", who="dora"),
    Shown("/c/{empty.public_id}/health/", who="lena", state="empty"),
    Shown("/desk/communities/", who="lena"),
    Shown("/desk/communities/?show=review&q=zzz", who="lena", state="no match"),
    Shown("/desk/", who="lena"),
    Shown("/desk/letterbox/", who="emil"),
    Shown("/desk/letterbox/", who="fay", state="refused", status=403),
    Shown("/nothing-here/", state="not found", status=404),
]
