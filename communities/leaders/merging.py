"""How applications and leaderless times follow their community when it becomes part of another."""

from django.db.models import Exists, OuterRef

from communities.groups import merging
from communities.groups.merging import Merge
from communities.leaders.models import LeaderApplication, LeaderApplicationEvent, LeaderlessPeriod
from communities.leaders.states import OPEN, State
from rareshare.lib import clock


def move_rows(merge: Merge) -> None:
    """A person who is on the way to leading both goes on in the target. The source's leaderless
    time ends here; whether the target has leaders is its own question."""
    there = LeaderApplication.objects.filter(
        community=merge.target, user=OuterRef("user"), state__in=OPEN
    )
    waiting = LeaderApplication.objects.filter(community=merge.source, state__in=OPEN)
    for double in waiting.filter(Exists(there)):
        LeaderApplicationEvent.objects.create(
            application=double,
            verb="application_merged",
            by=merge.by,
            from_state=double.state,
            to_state=State.WITHDRAWN,
        )
        LeaderApplication.objects.filter(pk=double.pk).update(
            state=State.WITHDRAWN, decided_at=clock.now()
        )
    merging.carry(merge, LeaderApplication)
    LeaderlessPeriod.objects.filter(community=merge.source, ended_at=None).update(
        ended_at=clock.now()
    )
    merging.carry(merge, LeaderlessPeriod)
