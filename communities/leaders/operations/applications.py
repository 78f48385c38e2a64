"""Applying, asking, answering, and the decision of staff."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.groups import merging
from communities.groups import operations as groups
from communities.groups import permissions as belonging
from communities.groups.models import Community, Leadership
from communities.groups.operations.leadership import REASON_LIMIT
from communities.leaders import emails, permissions
from communities.leaders.models import LeaderApplication, LeaderApplicationEvent
from communities.leaders.operations.words import Offer
from communities.leaders.states import MOVES, OPEN, Origin, State
from rareshare.lib import clock, states
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_text

Letter = Callable[[LeaderApplication], None]
_STAFF_ONLY = "Only our team decides who leads, and nobody decides about themselves."
_GONE = "This person is not a member any more, so they cannot lead."


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
    staff decide after it."""
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


def accept_asking(application: LeaderApplication, *, by: User, offer: Offer) -> LeaderApplication:
    """The person who was asked says yes, and that their name may be public. Where staff asked,
    they lead from now on; otherwise staff confirm it."""
    words = offer.checked()
    with transaction.atomic():
        application = _locked(application)
        if not permissions.can_accept_asking(by, application):
            raise NotAllowed("Only the person who was asked can answer.")
        states.check(MOVES, application.state, State.WAITING)
        _check_still_member(application)
        for name, value in {**words, "answered_at": clock.now()}.items():
            setattr(application, name, value)
        asker = application.asked_by
        if asker and permissions.can_approve_application(asker, application):
            _appoint(application, by=asker, verb="asking_accepted", actor=by)
        else:
            _move(application, State.WAITING, "asking_accepted", by=by)
        emails.asking_answered(application)
    return application


def refuse_asking(application: LeaderApplication, *, by: User) -> LeaderApplication:
    """The person who was asked says no; no reason is needed."""
    with transaction.atomic():
        application = _locked(application)
        if not permissions.can_refuse_asking(by, application):
            raise NotAllowed("Only the person who was asked can answer.")
        application.answered_at = clock.now()
        _move(application, State.REFUSED, "asking_refused", by=by)
        emails.asking_answered(application)
    return application


def withdraw_application(application: LeaderApplication, *, by: User) -> LeaderApplication:
    """Take an offer or a question back, as long as staff did not decide."""
    with transaction.atomic():
        application = _locked(application)
        if not permissions.can_withdraw_application(by, application):
            raise NotAllowed("Only those whom it is about can take it back.")
        _move(application, State.WITHDRAWN, "application_withdrawn", by=by)
    return application


def approve_application(application: LeaderApplication, *, by: User) -> LeaderApplication:
    """Staff appoint. In a handover the earlier leadership ends in the same moment."""
    with transaction.atomic():
        application = _locked(application)
        if not permissions.can_approve_application(by, application):
            raise NotAllowed(_STAFF_ONLY)
        states.check(MOVES, application.state, State.APPOINTED)
        if application.agreed_public_at is None:
            raise WrongState("This person was asked and did not answer yet.")
        _appoint(application, by=by, verb="application_approved", actor=by)
        emails.application_decided(application)
    return application


def decline_application(
    application: LeaderApplication, *, by: User, reason: str
) -> LeaderApplication:
    """Staff say no, with a reason that the person reads."""
    text = clean_text(reason, "reason", limit=REASON_LIMIT)
    if not text:
        raise Invalid("Say why. The person will read it.", field="reason")
    with transaction.atomic():
        application = _locked(application)
        if not permissions.can_decline_application(by, application):
            raise NotAllowed(_STAFF_ONLY)
        application.reason, application.decided_at = text, clock.now()
        _move(application, State.DECLINED, "application_declined", by=by)
        emails.application_decided(application)
    return application


def withdraw_open(community: Community, *, actor: User | None, why: str) -> list[LeaderApplication]:
    """Questions and offers end where the community is closed or becomes part of another; the
    person reads why. Returns them."""
    rows = LeaderApplication.objects.filter(community=community, state__in=OPEN)
    found = list(rows.select_for_update(of=("self",)).select_related("user").order_by("pk"))
    for application in found:
        application.reason, application.decided_at = why, clock.now()
        _move(application, State.WITHDRAWN, "application_ended", by=actor)
    return found


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
    on_the_way = LeaderApplication.objects.filter(community=target, user=user, state__in=OPEN)
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


def _appoint(application: LeaderApplication, *, by: User, verb: str, actor: User) -> None:
    """The leadership begins; that of the one who hands over ends."""
    _check_still_member(application)
    application.leadership = groups.appoint_leader(
        application.community,
        by=by,
        user=application.user,
        story=application.story,
        helps_with=application.helps_with,
    )
    application.decided_at = clock.now()
    _move(application, State.APPOINTED, verb, by=actor)
    if application.follows is not None and _leads_still(application.follows):
        groups.end_leadership(application.follows, by=by)
        emails.handed_over(application)


def _leads_still(leadership: Leadership) -> bool:
    return locked(leadership).until is None  # the community is locked already


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
            application.save(force_insert=True)
            _record(application, f"application_{origin}", by=by)
            if state == State.ASKED:
                letter(application)
    except IntegrityError as error:
        raise Conflict("There is an open question or offer already.") from error
    return application


def _locked(application: LeaderApplication) -> LeaderApplication:
    """The community first, as everywhere, so that no two wait for each other."""
    locked(application.community)
    return locked(application)


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


def _check_still_member(application: LeaderApplication) -> None:
    if not belonging.is_member(application.user, application.community):
        raise WrongState(_GONE)


def _move(application: LeaderApplication, to: State, verb: str, *, by: User | None) -> None:
    """The one place that changes an application's state, together with its history."""
    states.check(MOVES, application.state, to)
    before, application.state = application.state, to
    application.save()
    _record(application, verb, by=by, before=before)


def _record(
    application: LeaderApplication, verb: str, *, by: User | None, before: str = ""
) -> None:
    LeaderApplicationEvent.objects.create(
        application=application,
        verb=verb,
        by=by,
        from_state=before,
        to_state=application.state,
    )
