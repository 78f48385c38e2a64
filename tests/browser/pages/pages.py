"""Writing, suggesting and reviewing the page of a community."""

from communities.pages import operations
from tests.access import World
from tests.browser.pages import Shown


def build(world: World) -> None:
    """A section with a history, one that a member suggests for, one that was never written."""
    community, dora = world.community, world.cast.dora
    for version, text in enumerate(("It hurts at night.", "It hurts a lot at night.")):
        operations.write_section(
            community, "tests", by=dora, text=text, version=version, why="Truer"
        )
    for version, text in enumerate(("Some live long.", "Many live long.")):
        operations.write_section(
            community, "outlook", by=dora, text=text, version=version, why="Truer"
        )
    world.stale = operations.suggest_text(
        community, "risks", by=world.cast.chidi, text="Cold rooms.", why="I saw it", version=0
    )
    operations.write_section(community, "risks", by=dora, text="Wet rooms.", version=0)
    said = operations.suggest_text(
        community, "causes", by=world.cast.chidi, text="Ice.", why="I know", version=0
    )
    operations.decline_suggestion(said, by=dora, reason="It needs a source.")


_C = "/c/{community.public_id}"
PAGES = [
    Shown("/c/{community.public_id}/manage/sections/what/", who="dora"),
    Shown("/c/{community.public_id}/manage/sections/signs/", who="dora", state="empty"),
    Shown(
        "/c/{community.public_id}/manage/sections/what/",
        who="dora",
        state="with errors",
        press="Save and show",
        status=400,
    ),
    Shown("/c/{community.public_id}/manage/references/", who="dora"),
    Shown(
        "/c/{community.public_id}/manage/references/",
        who="dora",
        state="with errors",
        press="Add",
        status=400,
    ),
    Shown("/c/{community.public_id}/manage/references/", who="fay", state="refused", status=403),
    Shown(_C + "/manage/references/{reference.pk}/", who="dora"),
    Shown(_C + "/manage/sections/what/", who="dora", state="checked", press="Check the text"),
    Shown(_C + "/suggest/what/", who="chidi"),
    Shown(
        _C + "/suggest/what/",
        who="chidi",
        state="with errors",
        press="Send to the leaders",
        status=400,
    ),
    Shown(_C + "/suggest/what/", who="fay", state="refused", status=403),
    Shown("/me/suggestions/", who="chidi"),
    Shown("/me/suggestions/", who="fay", state="empty"),
    Shown(_C + "/manage/suggestions/", who="dora"),
    Shown(_C + "/manage/suggestions/{suggestion.pk}/", who="dora"),
    Shown(_C + "/manage/suggestions/{stale.pk}/", who="dora", state="stale"),
    Shown(
        _C + "/manage/suggestions/{suggestion.pk}/",
        who="dora",
        state="with errors",
        press="Decline",
        status=400,
    ),
    Shown(_C + "/sections/tests/history/", who="chidi"),
    Shown(_C + "/sections/tests/history/?old=1&new=2", who="dora", state="compared"),
    Shown(_C + "/sections/tests/history/1/revert/", who="dora"),
    Shown(
        _C + "/sections/outlook/history/1/revert/",
        who="dora",
        state="with errors",
        press="Show it to readers",
        status=400,
    ),
    Shown(_C + "/sections/outlook/history/?old=1&new=2", who="chidi", state="closed"),
    Shown(_C + "/sections/diagnosis/history/", who="chidi", state="empty"),
    Shown("/me/reviews/", who="eze"),
    Shown("/me/reviews/", who="fay", state="empty"),
    Shown(_C + "/sections/what/review/", who="eze"),
    Shown(
        _C + "/sections/what/review/",
        who="eze",
        state="with errors",
        press="Record my review",
        status=400,
    ),
]
