"""Letters to members about what became of their community. They never name it."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from communities.groups.models import Community, Membership
from communities.groups.states import State
from rareshare.lib import letters
from rareshare.lib.models import Letter

PURPOSE = "community_changes"


def _decide(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Only to people who are still members, and only while it is as the letter says."""
    community = Community.objects.get(pk=letter.refs["community"])
    home = community.home
    present = Membership.objects.current().filter(community=home, user=letter.recipient_id)
    if community.state != letter.refs["state"] or not present.exists():
        return letters.Cancel("this is not so any more")
    page = "merged" if community.is_merged else "membership"
    path = reverse(f"groups:{page}", args=[home.public_id])
    return {"url": settings.BASE_URL + path, "action": "Go to the community"}


COMMUNITY_CLOSED = letters.kind("community_closed", purpose=PURPOSE, decide=_decide)
COMMUNITY_REOPENED = letters.kind("community_reopened", purpose=PURPOSE, decide=_decide)
COMMUNITY_MERGED = letters.kind("community_merged", purpose=PURPOSE, decide=_decide)
_KINDS = {
    State.ARCHIVED: COMMUNITY_CLOSED,
    State.OPEN: COMMUNITY_REOPENED,
    State.MERGED: COMMUNITY_MERGED,
}


def _decide_talk_opening(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Only to people who are still members, and only while it is still to open."""
    community = Community.objects.get(pk=letter.refs["community"])
    home = community.merged_into or community
    opens_at = home.talk_opens_at
    if opens_at is None or opens_at.isoformat() != letter.refs["opens_at"]:
        return letters.Cancel("this is not so any more")
    present = Membership.objects.current().filter(community=home, user=letter.recipient_id)
    if not present.exists():
        return letters.Cancel("no longer a member")
    path = reverse("groups:membership", args=[home.public_id])
    url = settings.BASE_URL + path
    return {"url": url, "action": "See what you can do", "day": opens_at}


# No choice about letters stops this one: it is about who reads one's own words.
TALK_OPENING = letters.kind("talk_opening", purpose=letters.ESSENTIAL, decide=_decide_talk_opening)


def talk_opening(community: Community) -> None:
    """Tell every member from when on everyone can read the talk."""
    present = Membership.objects.current().filter(community=community)
    opens_at = community.talk_opens_at.isoformat() if community.talk_opens_at else ""
    letters.queue_each(
        TALK_OPENING,
        key=f"talk_opening:{community.pk}:{opens_at}",
        recipient_ids=list(present.values_list("user_id", flat=True)),
        refs={"community": community.pk, "opens_at": opens_at},
    )


def community_turned(community: Community, members: list[int] | None = None) -> None:
    """Tell the members, or those who were members, that it was closed, reopened or merged."""
    if members is None:
        present = Membership.objects.current().filter(community=community)
        members = list(present.values_list("user_id", flat=True))
    step = community.events.order_by("-pk").values_list("pk", flat=True).first()
    letters.queue_each(
        _KINDS[State(community.state)],
        key=f"community_{community.state}:{community.pk}:{step}",
        recipient_ids=members,
        refs={"community": community.pk, "state": str(community.state)},
    )
