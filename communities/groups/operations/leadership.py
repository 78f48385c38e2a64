"""Who leads a community, from when to when."""

from datetime import date

from django.db import transaction

from accounts.models import User
from communities.groups import permissions
from communities.groups.models import Community, CommunityEvent, Leadership
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, NotAllowed, WrongState
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line, clean_text

TERM_YEARS = 2
STORY_LIMIT, HELPS_WITH_LIMIT, REASON_LIMIT = 600, 200, 500


def appoint_leader(
    community: Community,
    *,
    by: User,
    user: User,
    story: str = "",
    helps_with: str = "",
    term_ends_on: date | None = None,
) -> Leadership:
    """Staff make a member a leader, for two years unless they say otherwise. The leader's name,
    story and offer are public from then on: call this only for a person who agreed to that."""
    words = _words(story, helps_with)
    with transaction.atomic():
        community = locked(community)
        if not permissions.can_appoint_leader(by, community):
            raise NotAllowed("Only staff can appoint leaders of an open community.")
        present = permissions.standing(user, community)
        if not present.is_member:
            raise WrongState("Only a member can become a leader.")
        if present.is_leader:
            raise Conflict("This member is a leader already.")
        leadership = Leadership.objects.create(
            community=community,
            user=user,
            term_ends_on=term_ends_on or term_from(clock.today()),
            **words,
        )
        _record(leadership, "leader_appointed", by=by)
    return leadership


def renew_leadership(leadership: Leadership, *, by: User) -> Leadership:
    """A leader goes on for one more term. It follows the old one, and can be taken up from 60 days
    before that ends."""
    with transaction.atomic():
        leadership = _present(leadership)
        if not permissions.can_renew_leadership(by, leadership):
            raise NotAllowed("Each leader renews their own term.")
        today = clock.today()
        if leadership.term_ends_on is None or not leadership.may_renew(today):
            raise WrongState("Your term goes on for more than 60 days. Nothing is needed now.")
        leadership.term_ends_on = term_from(max(leadership.term_ends_on, today))
        leadership.save(update_fields=["term_ends_on"])
        until = f"until {leadership.term_ends_on.isoformat()}"
        _record(leadership, "leadership_renewed", by=by, note=until)
    return leadership


def describe_leadership(
    leadership: Leadership, *, by: User, story: str, helps_with: str
) -> Leadership:
    """Leaders write their own story and what they can help with; both are public."""
    words = _words(story, helps_with)
    with transaction.atomic():
        leadership = _present(leadership)
        if not permissions.can_describe_leadership(by, leadership):
            raise NotAllowed("Each leader writes their own story.")
        leadership.story, leadership.helps_with = words["story"], words["helps_with"]
        leadership.save(update_fields=list(words))
        _record(leadership, "leadership_described", by=by)
    return leadership


def end_leadership(leadership: Leadership, *, by: User, reason: str = "") -> Leadership:
    """A leader steps down, or staff end it. The person stays a member."""
    with transaction.atomic():
        leadership = _locked(leadership)
        if not permissions.can_end_leadership(by, leadership):
            raise NotAllowed("Only the leader and staff can end this.")
        _end(
            leadership,
            "leadership_ended",
            by=by,
            note=clean_text(reason, "reason", limit=REASON_LIMIT),
        )
    return leadership


def lapse_leadership(leadership: Leadership) -> Leadership:
    """A term that nobody renewed is over; the person stays a member."""
    with transaction.atomic():
        leadership = _locked(leadership)
        _end(leadership, "leadership_lapsed", by=None)
    return leadership


def term_from(day: date) -> date:
    """The day on which a term that begins on `day` ends; 29 February ends on the 28th."""
    year = day.year + TERM_YEARS
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _locked(leadership: Leadership) -> Leadership:
    """The community first, as in every operation here, so that no two wait for each other."""
    locked(leadership.community)
    return locked(leadership)


def _present(leadership: Leadership) -> Leadership:
    leadership = _locked(leadership)
    if leadership.until is not None:
        raise WrongState("This person is no leader any more.")
    return leadership


def _end(leadership: Leadership, verb: str, *, by: User | None, note: str = "") -> None:
    if leadership.until is not None:
        raise WrongState("This person is no leader any more.")
    leadership.until = clock.now()
    leadership.save(update_fields=["until"])
    _record(leadership, verb, by=by, note=note)


def _words(story: str, helps_with: str) -> dict[str, str]:
    return {
        "story": clean_text(story, "story", limit=STORY_LIMIT),
        "helps_with": clean_line(helps_with, "helps_with", limit=HELPS_WITH_LIMIT),
    }


def _record(leadership: Leadership, verb: str, *, by: User | None, note: str = "") -> None:
    CommunityEvent.objects.create(
        community=leadership.community, verb=verb, by=by, about=leadership.user, note=note
    )
