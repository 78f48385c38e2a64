"""Finding a community, its page, joining and leaving, members."""

from communities.groups import operations
from communities.groups.models import Kind
from tests.access import World
from tests.browser.pages import Shown


def build(world: World) -> None:
    """A second community, with nothing in it; Alma lets members see her."""
    world.empty = operations.open_community(
        "Without a diagnosis", by=world.cast.lena, kind=Kind.UNDIAGNOSED
    )
    operations.join_community(world.empty, by=world.cast.mio, role="other")
    operations.change_membership_visibility(
        world.community, by=world.cast.alma, visibility="members"
    )


PAGES = [
    Shown("/communities/"),
    Shown("/communities/?q=northern", state="search"),
    Shown("/communities/?q=zzqqxxzzqq", state="no match"),
    Shown("/communities/?q=x", state="with errors", status=400),
    Shown("/c/{community.slug}/"),
    Shown("/c/{community.slug}/", who="chidi", state="member"),
    Shown("/c/{community.slug}/", who="dora", state="leader"),
    Shown("/c/{empty.slug}/", state="empty"),
    Shown("/c/{community.public_id}/manage/", who="dora"),
    Shown("/c/{community.public_id}/membership/", who="fay"),
    Shown(
        "/c/{community.public_id}/membership/",
        who="fay",
        state="with errors",
        press="Join",
        status=400,
    ),
    Shown("/c/{community.public_id}/membership/", who="chidi", state="member"),
    Shown("/c/{community.public_id}/membership/", who="dora", state="leader"),
    Shown(
        "/c/{community.public_id}/membership/",
        who="dora",
        state="asked once more",
        press="Leave this community",
    ),
    Shown("/c/{community.public_id}/manage/talk/", who="dora"),
    Shown("/c/{community.public_id}/members/", who="dora"),
    Shown("/c/{empty.public_id}/members/", who="mio", state="empty"),
    Shown("/c/{community.public_id}/members/", who="fay", state="refused", status=403),
]
