"""How an application ends: the answer of whoever was asked, and the decision of staff."""

from django.db import transaction

from accounts.models import User
from communities.groups import operations as groups
from communities.groups import permissions as belonging
from communities.groups.models import Community, Leadership
from communities.groups.operations.leadership import REASON_LIMIT
from communities.leaders import emails, permissions
from communities.leaders.models import LeaderApplication
from communities.leaders.operations.steps import locked_in_place, move
from communities.leaders.operations.words import Offer
from communities.leaders.states import MOVES, OPEN, State
from rareshare.lib import clock, rows, states
from rareshare.lib.errors import Invalid, NotAllowed, WrongState
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_text

_STAFF_ONLY = "Only our team decides who leads, and nobody decides about themselves."
_CLOSED = "This person closed their account, so they cannot lead."
_GONE = "This person is not a member any more, so they cannot lead."


def accept_asking(application: LeaderApplication, *, by: User, offer: Offer) -> LeaderApplication:
    """The person who was asked says yes, and that their name may be public. Where staff asked,
    they lead from now on; otherwise, and where that colleague is gone, staff confirm it."""
    words = offer.checked()
    with transaction.atomic():
        application = locked_in_place(application)
        if not permissions.can_accept_asking(by, application):
            raise NotAllowed("Only the person who was asked can answer.")
        states.check(MOVES, application.state, State.WAITING)
        _check_still_member(application)
        for name, value in {**words, "answered_at": clock.now()}.items():
            setattr(application, name, value)
        asker = application.asked_by
        if asker and asker.is_active and permissions.can_approve_application(asker, application):
            _appoint(application, by=asker, verb="asking_accepted", actor=by)
        else:
            move(application, State.WAITING, "asking_accepted", by=by)
        emails.asking_answered(application)
    return application


def refuse_asking(application: LeaderApplication, *, by: User) -> LeaderApplication:
    """The person who was asked says no; no reason is needed."""
    with transaction.atomic():
        application = locked_in_place(application)
        if not permissions.can_refuse_asking(by, application):
            raise NotAllowed("Only the person who was asked can answer.")
        application.answered_at = clock.now()
        move(application, State.REFUSED, "asking_refused", by=by)
        emails.asking_answered(application)
    return application


def withdraw_application(application: LeaderApplication, *, by: User) -> LeaderApplication:
    """Take an offer or a question back, as long as staff did not decide."""
    with transaction.atomic():
        application = locked_in_place(application)
        if not permissions.can_withdraw_application(by, application):
            raise NotAllowed("Only those whom it is about can take it back.")
        move(application, State.WITHDRAWN, "application_withdrawn", by=by)
    return application


def approve_application(application: LeaderApplication, *, by: User) -> LeaderApplication:
    """Staff appoint. In a handover the earlier leadership ends in the same moment."""
    with transaction.atomic():
        application = locked_in_place(application)
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
        application = locked_in_place(application)
        if not permissions.can_decline_application(by, application):
            raise NotAllowed(_STAFF_ONLY)
        application.reason, application.decided_at = text, clock.now()
        move(application, State.DECLINED, "application_declined", by=by)
        emails.application_decided(application)
    return application


def withdraw_open(community: Community, *, actor: User | None, why: str) -> list[LeaderApplication]:
    """Questions and offers end where the community is closed or becomes part of another; the
    person reads why. Returns them."""
    opened = LeaderApplication.objects.filter(community=community, state__in=OPEN)
    found = list(opened.select_for_update(of=("self",)).select_related("user").order_by("pk"))
    for application in found:
        application.reason, application.decided_at = why, clock.now()
        move(application, State.WITHDRAWN, "application_ended", by=actor)
    return found


def withdraw_for_closed_accounts() -> int:
    """Questions to people who closed their account, and their offers, end by themselves. What such
    a person asked others stays open: staff then confirm the answer."""
    left = LeaderApplication.objects.filter(state__in=OPEN, user__is_active=False)

    def end(application: LeaderApplication) -> int:
        application = locked_in_place(application)
        if application.state not in OPEN or application.user.is_active:
            return 0
        application.decided_at = clock.now()
        move(application, State.WITHDRAWN, "application_ended", by=None)
        return 1

    return rows.each(
        left.select_related("community"), end, what="end the offer of a closed account"
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
    move(application, State.APPOINTED, verb, by=actor)
    _end_held_back(application)
    if application.follows is not None and _leads_still(application.follows):
        groups.end_leadership(application.follows, by=by)
        emails.handed_over(application)


def _end_held_back(application: LeaderApplication) -> None:
    """Who leads is a candidate no more; their name is public now, so the end tells nothing."""
    same = LeaderApplication.objects.filter(
        community=application.community, user=application.user, held_back=True, state=State.ASKED
    )
    for held in same.select_for_update(of=("self",)).order_by("pk"):
        held.decided_at = clock.now()
        move(held, State.WITHDRAWN, "application_ended", by=None)


def _leads_still(leadership: Leadership) -> bool:
    return locked(leadership).until is None  # the community is locked already


def _check_still_member(application: LeaderApplication) -> None:
    if not application.user.is_active:
        raise WrongState(_CLOSED)
    if not belonging.is_member(application.user, application.community):
        raise WrongState(_GONE)
