"""Leading: who helps, offers, questions, decisions and terms."""

from datetime import timedelta

from communities.groups.models import Leadership
from communities.leaders import operations
from communities.leaders.operations.words import Offer
from rareshare.lib import clock
from tests.access import Row, World, api, page
from tests.access.groups import EVERYONE, place

OFFER = {"why": "I want to help.", "helps_with": "First questions", "story": "", "hours": 1}
YES = OFFER | {"public": True}
FORM = OFFER | {"public": "on"}
STAFF = {"lena": 200, "admin": 200}
DONE = {"lena": 302, "admin": 302}


def build(world: World) -> None:
    """Chidi offered to lead; Dora, whose term ends soon, asked Alma."""
    cast = world.cast
    offer = Offer("I was helped too.", "First questions", 1, public=True)
    world.leader_offer = operations.apply_to_lead(world.community, by=cast.chidi, offer=offer)
    world.leader_asked = operations.ask_member_to_lead(
        world.community, by=cast.dora, user=cast.alma
    )
    world.leadership = Leadership.objects.get(community=world.community, user=cast.dora)
    world.leadership.term_ends_on = clock.today() + timedelta(days=30)
    world.leadership.save()


def applied(world: World) -> dict[str, str]:
    """Chidi's offer."""
    return {"application_id": world.leader_offer.public_id}


def asked(world: World) -> dict[str, str]:
    """The question to Alma."""
    return {"application_id": world.leader_asked.public_id}


def led(world: World) -> dict[str, object]:
    """Dora's leadership."""
    return {"public_id": world.community.public_id, "pk": world.leadership.pk}


def eze(world: World) -> dict[str, str]:
    """Dr Eze, a member whom the others do not see."""
    return {"member": world.cast.eze.email, "person": world.cast.eze.public_id}


OWN = page(others=404, dora=302)
ASKER = {"dora": 403, "lena": 403, "admin": 403}

ROWS = [
    Row("leaders:leaders", "GET", page(), place),
    Row("leaders:apply", "GET", page(dora=302, chidi=302, alma=302), place),
    Row(
        "leaders:apply",
        "POST",
        page(others=403, eze=302, dora=409, chidi=409, alma=409),
        place,
        FORM,
    ),
    Row("leaders:ask", "GET", page(others=403, dora=200, **STAFF), place),
    Row("leaders:ask", "POST", page(others=403, dora=400, **DONE), place, eze),
    Row("leaders:mine", "GET", page(others=404, dora=200), place),
    Row("leaders:mine", "POST", OWN, place, {"story": "I care for my son."}),
    Row("leaders:renew", "POST", OWN, place),
    Row("leaders:stop", "POST", OWN, place),
    Row("leaders:handover", "GET", page(others=404, dora=200), place),
    Row("leaders:handover", "POST", page(others=404, dora=400), place, eze),
    Row("leaders:end", "GET", page(others=403, **STAFF), led),
    Row("leaders:end", "POST", page(others=403, **DONE), led, {"reason": "Moved on."}),
    Row("leaders:leading", "GET", page()),
    Row("leaders:answer", "GET", page(others=404, alma=200, **ASKER), asked),
    Row("leaders:answer", "POST", page(others=404, alma=302, **ASKER), asked, FORM),
    Row("leaders:refuse", "POST", page(others=404, alma=302, **ASKER), asked),
    Row("leaders:withdraw", "POST", page(others=404, alma=302, dora=302), asked),
    Row("leaders:desk", "GET", page(others=403, **STAFF)),
    Row("leaders:decision", "GET", page(others=403, emil=404, **STAFF), applied),
    Row(
        "leaders:decision",
        "POST",
        page(others=403, emil=404, **DONE),
        applied,
        {"reason": "Not now."},
    ),
    Row("leaders:appoint", "POST", page(others=403, emil=404, **DONE), applied),
    Row("leaders-api:leaders", "GET", EVERYONE, place),
    Row("leaders-api:leaders", "POST", api(others=403, dora=400, lena=201, admin=201), place, eze),
    Row("leaders-api:leader", "GET", api(others=404, dora=200, **STAFF), led),
    Row(
        "leaders-api:leader",
        "PATCH",
        api(others=404, dora=200, lena=403, admin=403),
        led,
        {"story": "I care for my son."},
    ),
    Row(
        "leaders-api:leader",
        "DELETE",
        api(others=404, dora=204, lena=204, admin=204),
        led,
        {"reason": "Moved on."},
    ),
    Row("leaders-api:renewal", "POST", api(others=404, dora=200, lena=403, admin=403), led),
    Row("leaders-api:handover", "POST", api(others=404, dora=400, lena=403, admin=403), led, eze),
    Row("leaders-api:community-applications", "GET", api(), place),
    Row(
        "leaders-api:community-applications",
        "POST",
        api(others=403, eze=201, dora=409, chidi=409, alma=409),
        place,
        YES,
    ),
    Row("leaders-api:applications", "GET", api()),
    Row("leaders-api:questions", "GET", api()),
    Row("leaders-api:desk-applications", "GET", api(others=403, **STAFF)),
    Row("leaders-api:desk-communities", "GET", api(others=403, **STAFF)),
    Row("leaders-api:application", "GET", api(others=404, chidi=200, **STAFF), applied),
    Row("leaders-api:answer", "POST", api(others=404, alma=200, **ASKER), asked, {"accept": False}),
    Row(
        "leaders-api:withdrawal",
        "POST",
        api(others=404, alma=200, dora=200, lena=403, admin=403),
        asked,
    ),
    Row(
        "leaders-api:decision",
        "POST",
        api(others=404, chidi=403, **STAFF),
        applied,
        {"appoint": True},
    ),
]
