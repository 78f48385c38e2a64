"""What becomes of leading when a community becomes part of another, or is closed. A name that was
public with one illness is never public with another before the person said so."""

from accounts.models import User
from communities.groups import merging
from communities.groups.merging import Merge
from communities.groups.models import Community, CommunityEvent, Leadership
from communities.leaders import emails, operations
from communities.leaders.models import LeaderApplication, LeaderlessPeriod
from rareshare.lib import clock

_MERGED = "This community became part of another one."
_CLOSED = "This community was closed. It needs no leader now."


def move_rows(merge: Merge) -> None:
    """Who led the source leads no more, and who offered to is no candidate there: each is asked
    anew, for the target. The source's leaderless time ends here; whether the target has leaders is
    its own question."""
    for ended in _ended_leaderships(merge):
        operations.ask_after_merge(
            merge.target, ended.user, asked_by=merge.by, words=ended, letter=emails.leader_merged
        )
    for offer in operations.withdraw_open(merge.source, actor=merge.by, why=_MERGED):
        if offer.agreed_public_at is not None:
            operations.ask_after_merge(
                merge.target, offer.user, asked_by=merge.by, words=offer, letter=emails.leader_asked
            )
    merging.carry(merge, Leadership)
    merging.carry(merge, LeaderApplication)
    LeaderlessPeriod.objects.filter(community=merge.source, ended_at=None).update(
        ended_at=clock.now()
    )
    merging.carry(merge, LeaderlessPeriod)


def close(community: Community, by: User) -> None:
    """Questions and offers end with the community; its leaders stay, for it may open again."""
    operations.withdraw_open(community, actor=by, why=_CLOSED)


def _ended_leaderships(merge: Merge) -> list[Leadership]:
    present = Leadership.objects.filter(community=merge.source, until=None)
    ended = list(present.select_related("user").order_by("pk"))
    for leadership in ended:
        CommunityEvent.objects.create(
            community=merge.source, verb="leadership_merged", by=merge.by, about=leadership.user
        )
    present.update(until=clock.now())
    return ended
