"""The pages of talk."""

from datetime import timedelta

from communities.groups import operations as groups
from forum.talk import operations
from rareshare.lib import clock
from tests.access import World
from tests.browser.pages import Shown

AT = "/c/{community.public_id}/talk/"
ONE = AT + "{topic.pk}/"
LONG = AT + "{long_topic.pk}/"


def build(world: World) -> None:
    """A long topic with a withdrawn and an edited post, a locked one, and an empty community."""
    cast, community = world.cast, world.community
    long = operations.open_topic(
        community, by=cast.dora, title="How do you sleep?", text="Tell *us*.\n\n> I cannot.\n\n- a"
    )
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        for number in range(2, 26):
            operations.reply_to_topic(
                long, by=cast.alma, text=f"Night {number}: **a pillow**.", reply_to=number - 1
            )
    operations.remove_post(long.posts.get(number=3), by=cast.alma)
    operations.edit_post(long.posts.get(number=4), by=cast.alma, text="Two pillows.", version=1)
    operations.pin_topic(long, by=cast.dora)
    world.long_topic = long
    locked = operations.open_topic(community, by=cast.chidi, title="Closed now", text="Thanks.")
    world.locked_topic = operations.lock_topic(locked, by=cast.dora)
    world.quiet = groups.open_community("Quiet fever", by=cast.lena)
    groups.join_community(world.quiet, by=cast.chidi, role="patient")


PAGES = [
    Shown(AT, state="signed out"),
    Shown(AT, who="fay", state="join first"),
    Shown(AT, who="chidi"),
    Shown(LONG + "notes/", who="dora"),
    Shown("/c/{quiet.public_id}/talk/", who="chidi", state="empty"),
    Shown(AT + "?q=pillow", who="chidi", state="search"),
    Shown(AT + "?q=nothingness", who="chidi", state="nothing found"),
    Shown(AT + "new/", who="chidi"),
    Shown(AT + "new/", who="chidi", state="errors", press="Post topic", status=400),
    Shown(AT + "new/", who="fay", state="not a member", status=403),
    Shown(ONE, who="chidi"),
    Shown(ONE, who="fay", state="hidden", status=404),
    Shown(LONG, who="alma", state="own posts"),
    Shown(LONG, who="dora", state="leader"),
    Shown(LONG + "?page=2", who="chidi", state="last page"),
    Shown(AT + "{locked_topic.pk}/", who="chidi", state="locked"),
    Shown(ONE + "reply/?to=2", who="chidi"),
    Shown(ONE + "reply/", who="chidi", state="errors", press="Post reply", status=400),
    Shown(ONE + "follow/", who="chidi"),
    Shown(LONG + "posts/4/edit/", who="alma"),
    Shown(LONG + "posts/4/history/", who="chidi"),
    Shown(LONG + "posts/4/remove/", who="alma"),
    Shown(LONG + "posts/4/remove/", who="lena", state="moderator"),
]
