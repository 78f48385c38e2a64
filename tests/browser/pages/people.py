"""Pages of people: one's own, another's, and the desk."""

from accounts import operations as accounts
from communities.groups import operations as groups
from communities.people import operations
from communities.people.models import ReadingStop
from tests.access import World
from tests.browser.pages import Shown


def build(world: World) -> None:
    """Dr Eze keeps away from Chidi; Alma tells more; a stop was kept and is still there."""
    cast = world.cast
    accounts.block_person(cast.chidi, by=cast.eze, kind="mute")
    changes = {
        "languages": "English, a little Spanish",
        "languages_for": "public",
        "link": "https://garden.example.org/a-very-long-address-that-has-to-wrap-on-phones",
        "link_for": "all_members",
    }
    operations.change_own_profile(cast.alma, by=cast.alma, changes=changes)
    groups.change_membership_visibility(world.community, by=cast.alma, visibility="public")
    kept = ReadingStop.objects.create(viewer=cast.ben, people=245)
    operations.keep_stop(kept, by=cast.lena, reason="A script, it seems.")
    world.kept_stop = kept


PAGES = [
    Shown("/c/{community.public_id}/talk/{topic.pk}/", who="eze", state="folded"),
    Shown("/c/{community.public_id}/talk/", who="eze", state="folded"),
    Shown("/desk/reading/{kept_stop.pk}/", who="lena", state="kept"),
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
