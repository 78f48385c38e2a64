"""The demo's communities: one full, one begun, one still empty, one without a diagnosis."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from accounts.models import User
from communities.conditions import queries as conditions
from communities.groups import operations, permissions
from communities.groups.models import Community, Kind, Role, Visibility
from rareshare.home.demo.cast import Cast
from rareshare.lib import clock

OPENED = timedelta(days=40)  # so long ago
# Whoever has no entry stays unseen, as everybody is at first.
SEEN = {"dora", "chidi", "jon"}


@dataclass(frozen=True)
class Plan:
    """A community, the condition it is about, and who belongs to it; the first member leads."""

    slug: str
    name: str
    condition: str = ""
    pronunciation: str = ""
    members: tuple[tuple[str, Role], ...] = ()
    led: bool = True
    term_days: int = 0  # how long the leader's term still lasts; 0 is a whole one


PLANS = [
    Plan(
        "calciphylaxis",
        "Calciphylaxis",
        condition="calciphylaxis",
        pronunciation="kal-sih-fuh-LAK-sis",
        members=(
            ("dora", Role.CAREGIVER),
            ("chidi", Role.PATIENT),
            ("alma", Role.PATIENT),
            ("ben", Role.CAREGIVER),
        ),
    ),
    Plan(
        "vascular-ehlers-danlos-syndrome",
        "Vascular Ehlers-Danlos syndrome",
        condition="ehlers-danlos-syndrome-vascular-type",
        pronunciation="AY-lerz DAN-lohs",
        members=(("jon", Role.PATIENT), ("nia", Role.RELATIVE)),
        term_days=40,
    ),
    Plan(
        "familial-tumoral-calcinosis",
        "Familial tumoral calcinosis",
        condition="familial-tumoral-calcinosis",
        members=(("mio", Role.RELATIVE),),
        led=False,
    ),
    Plan("without-a-diagnosis", "Without a diagnosis", members=(("jon", Role.OTHER),)),
]


def load(cast: Cast) -> None:
    """Open what is missing and let its people join; the leaders were there from the start, before
    anything was written."""
    for plan in PLANS:
        with clock.frozen(clock.now() - OPENED):
            community = Community.objects.filter(slug=plan.slug).first() or _open(plan, cast)
            if plan.led:
                _lead(community, plan, cast)
        for name, role in plan.members:
            _join(community, getattr(cast, name), role, seen=name in SEEN)


def led_communities() -> Iterator[tuple[Community, User]]:
    """The communities of the demo that have a leader, with that leader."""
    for plan in PLANS:
        community = Community.objects.get(slug=plan.slug)
        leadership = community.leaderships.filter(until=None).select_related("user").first()
        if leadership is not None:
            yield community, leadership.user


def _open(plan: Plan, cast: Cast) -> Community:
    condition = conditions.condition_by_slug(plan.condition) if plan.condition else None
    return operations.open_community(
        plan.name,
        by=cast.lena,
        condition=condition,
        kind=Kind.CONDITION if condition else Kind.UNDIAGNOSED,
        pronunciation=plan.pronunciation,
    )


def _lead(community: Community, plan: Plan, cast: Cast) -> None:
    name, role = plan.members[0]
    leader = getattr(cast, name)
    _join(community, leader, role, seen=name in SEEN)
    if not permissions.is_leader(leader, community):
        rest = timedelta(days=plan.term_days) + OPENED
        ends_on = clock.today() + rest if plan.term_days else None
        operations.appoint_leader(community, by=cast.lena, user=leader, term_ends_on=ends_on)


def _join(community: Community, user: User, role: Role, *, seen: bool) -> None:
    if permissions.is_member(user, community):
        return
    operations.join_community(community, by=user, role=role)
    if seen:
        operations.change_membership_visibility(community, by=user, visibility=Visibility.MEMBERS)
