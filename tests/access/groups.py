"""The rooms of communities: finding, joining, members."""

from communities.conditions.models import Condition
from communities.groups import operations
from rareshare.lib import clock
from tests.access import Row, World, api, page

EVERYONE = {"*": 200}
MEMBERS = {"chidi": 200, "dora": 200, "alma": 200, "eze": 200}
COMMUNITY = {"chidi": 409, "dora": 409, "alma": 409, "eze": 409}


def build(world: World) -> None:
    """`world.community`: Dora leads it, Chidi, Alma and Dr Eze belong to it."""
    cast = world.cast
    world.condition = Condition.objects.create(
        key="northfever",
        slug="northern-fever",
        name="Northern fever",
        sort_name="northern fever",
        letter="n",
        changed_at=clock.now(),
    )
    made = operations.open_community("Northern fever", by=cast.lena, condition=world.condition)
    for name, role in (
        ("dora", "caregiver"),
        ("chidi", "patient"),
        ("alma", "patient"),
        ("eze", "clinician"),
    ):
        operations.join_community(made, by=getattr(cast, name), role=role)
    operations.appoint_leader(made, by=cast.lena, user=cast.dora)
    made.refresh_from_db()
    world.community = made


def place(world: World) -> dict[str, str]:
    """The opaque id in an address."""
    return {"public_id": world.community.public_id}


ROWS = [
    Row("groups:communities", "GET", EVERYONE),
    Row("groups:membership", "GET", page(), place),
    Row("groups:membership", "POST", page(others=302, **COMMUNITY), place, {"role": "other"}),
    Row("groups:choices", "GET", page(others=302), place),
    Row(
        "groups:choices",
        "POST",
        page(others=403, **dict.fromkeys(MEMBERS, 302)),
        place,
        {"role": "other", "visibility": "nobody", "follow": "weekly"},
    ),
    Row(
        "groups:leaving",
        "POST",
        page(others=403, **dict.fromkeys(MEMBERS, 302)),
        place,
        {"sure": "yes"},
    ),
    Row("groups:talk", "GET", page(others=403, dora=200, lena=200, admin=200), place),
    Row("groups:talk", "POST", page(others=403, dora=302), place, {"open": "yes"}),
    Row("groups-api:talk", "POST", api(others=403, dora=200), place, {"open": True}),
    Row("groups:members", "GET", page(others=403, **MEMBERS), place),
    Row("groups-api:communities", "GET", EVERYONE),
    Row("groups-api:community", "GET", EVERYONE, place),
    Row("groups-api:members", "GET", api(others=403, **MEMBERS), place),
    Row("groups-api:membership", "GET", api(others=404, **MEMBERS), place),
    Row("groups-api:membership", "POST", api(others=201, **COMMUNITY), place, {"role": "other"}),
    Row(
        "groups-api:membership",
        "PATCH",
        api(others=403, **MEMBERS),
        place,
        {"visibility": "nobody"},
        headers={"If-Match": "*"},
    ),
    Row(
        "groups-api:membership",
        "PUT",
        api(others=403, **MEMBERS),
        place,
        {"role": "other", "visibility": "nobody", "follow": "weekly"},
        headers={"If-Match": "*"},
    ),
    Row("groups-api:membership", "DELETE", api(others=403, **dict.fromkeys(MEMBERS, 204)), place),
]
