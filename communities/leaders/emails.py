"""Letters about leading. They name no illness, no community and no person, and quote nothing. All
but the hello to a newcomer lead to one page that shows it all after signing in."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from communities.groups.models import CommunityFollow, FollowLevel, Leadership, Membership
from communities.leaders.models import LeaderApplication, LeaderlessPeriod, TermNotice
from communities.leaders.states import State
from rareshare.lib import letters
from rareshare.lib.models import Letter

Answer = dict[str, Any] | letters.Cancel


def _page(action: str) -> dict[str, Any]:
    return {"url": settings.BASE_URL + reverse("leaders:leading"), "action": action}


def _decide_asked(letter: Letter) -> Answer:
    """Still wanted? The question has no answer yet."""
    found = LeaderApplication.objects.get(pk=letter.refs["application"])
    if found.state != State.ASKED:
        return letters.Cancel("answered or taken back")
    return _page("Read the question")


def _decide_told(letter: Letter) -> Answer:
    """What was decided stays true; the page says what and why."""
    return _page("Read more")


def _decide_term(letter: Letter) -> Answer:
    """Still wanted? The same term still runs out."""
    notice = TermNotice.objects.select_related("leadership").get(pk=letter.refs["notice"])
    leadership = notice.leadership
    if leadership.until is not None or leadership.term_ends_on != notice.term_ends_on:
        return letters.Cancel("renewed or ended")
    return {**_page("Choose how to go on"), "ends_on": notice.term_ends_on}


def _decide_wanted(letter: Letter) -> Answer:
    """Still wanted? Nobody leads yet, and the person is still a member who wants letters."""
    period = LeaderlessPeriod.objects.get(pk=letter.refs["period"])
    member = Membership.objects.current().filter(
        community=period.community_id, user=letter.recipient_id
    )
    silent = CommunityFollow.objects.filter(
        community=period.community_id, user=letter.recipient_id, level=FollowLevel.NOTHING
    )
    if period.ended_at is not None:
        return letters.Cancel("somebody leads again")
    if not member.exists() or silent.exists():
        return letters.Cancel("left, or wants no letters")
    return _page("Read what a leader does")


def _decide_hello(letter: Letter) -> Answer:
    """Still wanted? The newcomer is still a member, and did not choose to hear nothing."""
    member = Membership.objects.current().filter(pk=letter.refs["membership"]).first()
    if member is None:
        return letters.Cancel("left meanwhile")
    silent = CommunityFollow.objects.filter(
        community=member.community_id, user=letter.recipient_id, level=FollowLevel.NOTHING
    )
    if silent.exists():
        return letters.Cancel("wants no letters of this community")
    path = reverse("groups:membership", args=[member.community.public_id])
    return {"url": settings.BASE_URL + path, "action": "Go to the community"}


def _own(name: str, decide: Any) -> letters.Kind:
    return letters.kind(name, purpose=letters.ESSENTIAL, decide=decide)


LEADER_ASKED = _own("leader_asked", _decide_asked)
LEADER_MERGED = _own("leader_merged", _decide_asked)
ASKING_ANSWERED = _own("asking_answered", _decide_told)
APPLICATION_DECIDED = _own("leader_application_decided", _decide_told)
HANDED_OVER = _own("leadership_handed_over", _decide_told)
LEADERSHIP_ENDED = _own("leadership_ended", _decide_told)
TERM_ENDS = _own("leader_term_ends", _decide_term)
TERM_OVER = _own("leader_term_over", _decide_term)
TERM_LAPSED = _own("leader_term_lapsed", _decide_told)
LEADER_WANTED = letters.kind("leader_wanted", purpose="community_help", decide=_decide_wanted)
COMMUNITY_HELLO = letters.kind("community_hello", purpose="community_welcome", decide=_decide_hello)


def leader_asked(application: LeaderApplication) -> None:
    """Tell the person who was asked."""
    _about(LEADER_ASKED, application, application.user_id)


def leader_merged(application: LeaderApplication) -> None:
    """Tell a leader whose community became part of another that it is their choice to go on."""
    _about(LEADER_MERGED, application, application.user_id)


def asking_answered(application: LeaderApplication) -> None:
    """Tell the leader or the colleague who asked that there is an answer."""
    if application.asked_by_id is not None:
        _about(ASKING_ANSWERED, application, application.asked_by_id)


def application_decided(application: LeaderApplication) -> None:
    """Tell the person what staff decided."""
    _about(APPLICATION_DECIDED, application, application.user_id)


def handed_over(application: LeaderApplication) -> None:
    """Tell the leader who named the other one that the handover is done."""
    if application.follows is not None:
        _about(HANDED_OVER, application, application.follows.user_id)


def leadership_ended(leadership: Leadership) -> None:
    """Tell a leader that staff ended the leadership."""
    _ended(LEADERSHIP_ENDED, leadership)


def term_lapsed(leadership: Leadership) -> None:
    """Tell a leader that the term ended without an answer."""
    _ended(TERM_LAPSED, leadership)


def term_notice(kind: letters.Kind, notice: TermNotice) -> None:
    """Ask a leader how to go on, once for each notice."""
    letters.queue(
        kind,
        key=f"{kind.name}:{notice.pk}",
        recipient_id=notice.leadership.user_id,
        refs={"notice": notice.pk},
    )


def leader_wanted(period: LeaderlessPeriod) -> None:
    """Ask every member once in this period, but those who want no letters of the community."""
    silent = CommunityFollow.objects.filter(
        community=period.community_id, level=FollowLevel.NOTHING
    )
    members = Membership.objects.current().filter(
        community=period.community_id, user__is_active=True
    )
    letters.queue_each(
        LEADER_WANTED,
        key=f"leader_wanted:{period.pk}",
        recipient_ids=members.exclude(user__in=silent.values("user")).values_list(
            "user_id", flat=True
        ),
        refs={"period": period.pk},
    )


def community_hello(membership: Membership) -> None:
    """The community says hello to a newcomer, once."""
    letters.queue(
        COMMUNITY_HELLO,
        key=f"community_hello:{membership.pk}",
        recipient_id=membership.user_id,
        refs={"membership": membership.pk},
    )


def _about(kind: letters.Kind, application: LeaderApplication, recipient_id: int) -> None:
    letters.queue(
        kind,
        key=f"{kind.name}:{application.pk}",
        recipient_id=recipient_id,
        refs={"application": application.pk},
    )


def _ended(kind: letters.Kind, leadership: Leadership) -> None:
    letters.queue(
        kind,
        key=f"{kind.name}:{leadership.pk}",
        recipient_id=leadership.user_id,
        refs={"leadership": leadership.pk},
    )
