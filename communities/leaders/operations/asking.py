"""How an application begins: somebody offers to lead, is asked, or shall follow a leader."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.groups import merging
from communities.groups import permissions as belonging
from communities.groups.models import Community, Leadership
from communities.leaders import emails, permissions
from communities.leaders.models import LeaderApplication
from communities.leaders.operations.steps import record
from communities.leaders.operations.words import Offer
from communities.leaders.states import OPEN, Origin, State
from rareshare.lib.errors import Conflict, NotAllowed, WrongState
from rareshare.lib.locks import locked

_OPEN = "There is an open question or offer already."
Letter = Callable[[LeaderApplication], None]


def apply_to_lead(community: Community, *, by: User, offer: Offer) -> LeaderApplication:
    """A member offers to lead. They agree that their name becomes public if they are appointed."""
    words = offer.checked()
    if belonging.is_leader(by, community):
        raise Conflict("You lead this community already.")
    if not permissions.can_apply_to_lead(by, community):
        raise NotAllowed("Join this community first. Only members of open communities can lead.")
    return _begin(community, by, Origin.APPLIED, State.WAITING, by=by, **words)


def ask_member_to_lead(community: Community, *, by: User, user: User) -> LeaderApplication:
    """Staff or a present leader ask a member. If staff asked, a yes is enough; if a leader asked,
    staff decide after it. A leader's question to somebody who has offered to lead is held back, and
    looks to the leader like any other."""
    if not permissions.can_ask_member_to_lead(by, community):
        raise NotAllowed("Only leaders and our team can ask a member to lead.")
    _check_can_lead(community, user)
    return _begin(community, user, Origin.ASKED, State.ASKED, by=by, asked_by=by)


def hand_over_leadership(leadership: Leadership, *, by: User, user: User) -> LeaderApplication:
    """A leader names who shall follow. They lead on until that person said yes and staff agreed."""
    if not permissions.can_hand_over_leadership(by, leadership):
        raise NotAllowed("Each leader hands over their own task.")
    if leadership.until is not None:
        raise WrongState("You do not lead this community any more.")
    _check_can_lead(leadership.community, user)
    return _begin(
        leadership.community,
        user,
        Origin.HANDOVER,
        State.ASKED,
        by=by,
        asked_by=by,
        follows=leadership,
    )


def ask_after_merge(
    target: Community,
    user: User,
    *,
    asked_by: User | None,
    words: Leadership | LeaderApplication,
    letter: Letter,
) -> LeaderApplication | None:
    """Who led, or offered to lead, what became part of this community is asked to lead it. Nothing
    is said of them here before they say yes; their words wait for them in the form."""
    present = belonging.standing(user, target)
    on_the_way = LeaderApplication.objects.filter(
        community=target, user=user, state__in=OPEN, held_back=False
    )
    wanted = target.is_open and user.is_active and present.is_member and not present.is_leader
    if not wanted or on_the_way.exists():
        return None
    return _begin(
        target,
        user,
        Origin.ASKED,
        State.ASKED,
        by=asked_by,
        letter=letter,
        asked_by=asked_by,
        story=words.story,
        helps_with=words.helps_with,
    )


def _begin(
    community: Community,
    user: User,
    origin: Origin,
    state: State,
    *,
    by: User | None,
    letter: Letter = emails.leader_asked,
    **fields: Any,
) -> LeaderApplication:
    application = LeaderApplication(
        community=community, user=user, origin=origin, state=state, **fields
    )
    try:
        with transaction.atomic():
            _check_open(locked(community))
            application.held_back = _must_hold_back(application)
            application.save(force_insert=True)
            record(application, f"application_{origin}", by=by)
            if state == State.ASKED and not application.held_back:
                letter(application)
    except IntegrityError as error:
        raise Conflict(_OPEN) from error
    return application


def _must_hold_back(application: LeaderApplication) -> bool:
    """A leader asks somebody who has offered to lead, or whom another asked. They learn only of
    their own earlier question; staff, who see all offers, are told."""
    asker = application.asked_by
    if asker is None or permissions.cares_for_leaders(asker):
        return False
    there = LeaderApplication.objects.filter(
        community=application.community, user=application.user, state__in=OPEN
    )
    if there.filter(asked_by=asker).exists():
        raise Conflict(_OPEN)
    return there.exists()


def _check_open(community: Community) -> None:
    """It may have been closed or merged since the page was opened."""
    merging.refuse_moved(community)
    if not community.is_open:
        raise WrongState("This community is closed. It needs no leader now.")


def _check_can_lead(community: Community, user: User) -> None:
    present = belonging.standing(user, community)
    if not present.is_member:
        raise WrongState("Only a member can become a leader.")
    if present.is_leader:
        raise Conflict("This member is a leader already.")
