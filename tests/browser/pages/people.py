"""Pages of people: one's own, another's, and the desk."""

from tests.browser.pages import Shown

PAGES = [
    Shown("/p/{cast.alma.public_id}/", state="signed out"),
    Shown("/p/{cast.alma.public_id}/", who="chidi"),
    Shown("/p/{cast.mio.public_id}/", who="chidi", state="private"),
    Shown("/p/{cast.alma.public_id}/", who="alma", state="own"),
    Shown("/me/profile/", who="alma"),
    Shown("/me/profile/as/member/", who="alma"),
    Shown("/me/profile/as/stranger/", who="fay", state="nothing to see"),
    Shown("/desk/reading/", who="lena"),
    Shown("/desk/reading/{reading_stop.pk}/", who="lena"),
    Shown(
        "/desk/reading/{reading_stop.pk}/",
        who="lena",
        state="errors",
        press="Keep the stop",
        status=400,
    ),
    Shown("/p/{cast.alma.public_id}/", who="kofi", state="stopped", status=429),
]
