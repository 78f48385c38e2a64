"""Profiles, the pages of people, and the desk for stopped readers."""

from communities.people import operations
from communities.people.models import ReadingStop
from tests.access import Row, World, api, page

STAFF = {"lena": 200, "admin": 200}
DONE = {"lena": 302, "admin": 302}


def build(world: World) -> None:
    """Alma tells everyone about herself; Mio, whom she muted, does not; Kofi is stopped."""
    cast = world.cast
    operations.change_own_profile(
        cast.alma, by=cast.alma, changes={"about": "I grow tomatoes.", "about_for": "public"}
    )
    operations.change_own_profile(cast.mio, by=cast.mio, changes={"about": "My private words."})
    world.reading_stop = ReadingStop.objects.create(viewer=cast.kofi, people=201)


def alma(world: World) -> dict[str, str]:
    """Alma's page."""
    return {"public_id": world.cast.alma.public_id}


def mio(world: World) -> dict[str, str]:
    """Mio's page, which is not there for those without an account."""
    return {"public_id": world.cast.mio.public_id}


def stop(world: World) -> dict[str, int]:
    """Kofi's stop."""
    return {"pk": world.reading_stop.pk}


ROWS = [
    Row("people:person", "GET", {"anonymous": 404, "*": 200}, mio),
    Row("people:profile", "GET", page()),
    Row("people:profile", "POST", page(others=400)),
    Row("people:preview", "GET", page(), {"who": "stranger"}),
    Row("people:stops", "GET", page(others=403, **STAFF)),
    Row("people:stop", "GET", page(others=403, **STAFF), stop),
    Row("people:stop", "POST", page(others=403, **DONE), stop, {"reason": "A script."}),
    Row("people-api:person", "GET", {"*": 200}, alma),
    Row("people-api:profile", "GET", api()),
    Row("people-api:profile", "PATCH", api(others=428), data={"about": "Hello"}),
]
