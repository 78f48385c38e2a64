"""The pages that look at several rooms."""

from rareshare.home import operations
from tests.access import Row, World, api, page
from tests.access.groups import place

STAFF = page(others=403, emil=200, lena=200, admin=200)
EVERYONE = {"*": 200}


def build(world: World) -> None:
    """One message to our team waits."""
    world.contact_request = operations.send_contact_request(
        by=world.cast.fay, channel="email", reach="fay@demo.example", message="Who can help me?"
    )


def newcomer(world: World) -> dict[str, str]:
    """Chidi, who joined today and wrote."""
    return {**place(world), "person": world.cast.chidi.public_id}


ROWS = [
    Row("home:front", "GET", EVERYONE),
    Row("home:robots", "GET", EVERYONE),
    Row("home:sitemap", "GET", EVERYONE),
    Row("home:sitemap-part", "GET", EVERYONE, {"kind": "site", "number": 1}),
    Row("home:help", "GET", EVERYONE),
    Row("home:contact", "GET", EVERYONE),
    Row("home:contact", "POST", {"*": 400}),
    Row("home:contact-sent", "GET", EVERYONE),
    Row("home:privacy", "GET", EVERYONE),
    Row("home:accessibility", "GET", EVERYONE),
    Row("home:display", "GET", EVERYONE),
    Row("home:display", "POST", {"*": 302}, data={"reset": "1"}),
    Row("home:community", "GET", EVERYONE, lambda world: {"slug": world.community.slug}),
    Row("home:manage", "GET", page(others=403, dora=200), place),
    Row("home:hello", "POST", page(others=403, dora=302), newcomer),
    Row("home:health", "GET", page(others=403, dora=200, lena=200, admin=200), place),
    Row("home-api:health", "GET", api(others=403, dora=200, lena=200, admin=200), place),
    Row("home:communities-desk", "GET", page(others=403, lena=200, admin=200)),
    Row("home:me", "GET", page()),
    Row("home:desk", "GET", STAFF),
    Row("home:letterbox", "GET", STAFF),
    Row(
        "home:letterbox-answer",
        "POST",
        page(others=403, emil=302, lena=302, admin=302),
        kwargs=lambda world: {"pk": world.contact_request.pk},
    ),
]
