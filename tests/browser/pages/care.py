"""The pages of care."""

from forum.care import operations
from tests.access import World
from tests.browser.pages import Shown


def build(world: World) -> None:
    """One decided report beside the open one."""
    made = operations.make_report(world.answer, by=world.cast.dora, reason="unsafe_advice")
    world.decided = operations.decide_report(
        made, by=world.cast.lena, decision="keep", reasons="The source supports it."
    )


PAGES = [
    Shown("/report/post/{post.pk}/", who="chidi"),
    Shown(
        "/report/post/{post.pk}/",
        who="chidi",
        state="errors",
        press="Send to a moderator",
        status=400,
    ),
    Shown("/desk/moderation/", who="lena"),
    Shown("/desk/moderation/{report.pk}/", who="lena"),
    Shown("/desk/moderation/{decided.pk}/", who="lena", state="decided"),
    Shown("/reports/{decided.pk}/", who="dora"),
    Shown("/reports/{report.pk}/", who="dora", state="waiting"),
]
