"""The library of a community, and the shelf of the whole site."""

from datetime import timedelta

from communities.library.models import Resource
from rareshare.lib import clock
from tests.access import World
from tests.browser.pages import Shown


def build(world: World) -> None:
    """One resource could not be reached on three days; one feed cannot be read."""
    Resource.objects.filter(pk=world.shown_resource.pk).update(
        failures=3,
        last_failed_on=clock.today() - timedelta(days=1),
        language="de",
        length=12,
        length_unit="pages",
    )
    world.feed.error = "The site did not answer in time."
    world.feed.save(update_fields=["error"])


_C = "/c/{community.public_id}"
PAGES = [
    Shown(f"{_C}/resources/"),
    Shown(f"{_C}/resources/?kind=podcast", state="nothing fits"),
    Shown(f"{_C}/resources/?kind=rumor", state="refused", status=400),
    Shown(f"{_C}/resources/", who="dora", state="leader"),
    Shown("/c/{empty.public_id}/resources/", state="empty"),
    Shown(f"{_C}/news/"),
    Shown("/c/{empty.public_id}/news/", state="empty"),
    Shown(f"{_C}/resources/news/", who="chidi"),
    Shown(f"{_C}/resources/news/", who="dora", state="with errors", press="Add", status=400),
    Shown(f"{_C}/resources/new/", who="chidi"),
    Shown(f"{_C}/resources/new/", who="dora", state="with errors", press="Add", status=400),
    Shown(f"{_C}/resources/new/", who="fay", state="refused", status=403),
    Shown(f"{_C}/resources/waiting/", who="dora"),
    Shown(f"{_C}/resources/news/{{waiting_link.pk}}/decision/", who="dora"),
    Shown(
        f"{_C}/resources/news/{{waiting_link.pk}}/decision/",
        who="dora",
        state="with errors",
        press="Do not show it",
        status=400,
    ),
    Shown(f"{_C}/resources/{{waiting_resource.pk}}/change/", who="dora"),
    Shown(f"{_C}/resources/news/{{waiting_link.pk}}/change/", who="dora"),
    Shown(f"{_C}/resources/feeds/", who="dora"),
    Shown(f"{_C}/resources/feeds/", who="dora", state="with errors", press="Add", status=400),
    Shown("/me/library/", who="alma"),
    Shown("/me/library/", who="fay", state="empty"),
    Shown("/resources/"),
    Shown("/resources/new/", who="fay"),
    Shown("/news/"),
    Shown("/desk/library/", who="lena"),
    Shown("/desk/library/feeds/", who="lena"),
]
