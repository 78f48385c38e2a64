"""The welcome list: newcomers whom the other members can see, because they chose to or because they
wrote. Whoever keeps their membership to themselves is not on it, for leaders neither; and whoever
blocked a leader is not on that leader's list."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import queries as accounts
from accounts.models import BlockKind
from communities.groups.models import Community, Membership, Visibility
from communities.groups.permissions import Viewer, can_manage_community
from forum.talk import queries as talk
from forum.talk.models import Post
from forum.talk.states import PostState, TopicState
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, NotFound

NEW = timedelta(days=30)


@dataclass(frozen=True)
class Newcomer:
    """Somebody to greet; `topic` and `number` say where they wrote first, or are None."""

    membership: Membership
    topic: int | None
    number: int | None

    @property
    def is_seen(self) -> bool:
        """Whether they chose to be seen. Of whoever only wrote, the month they joined in is not
        told: their posts do not say it."""
        return self.membership.visibility != Visibility.NOBODY


def newcomers_of(viewer: Viewer, community: Community, limit: int = 20) -> list[Newcomer]:
    """Who joined in the last 30 days, can be seen, and was not greeted yet; the newest first. A
    door that shows them asks `watching.people_shown` first."""
    rows = list(_to_greet(viewer, community).order_by("-pk")[:limit])
    first = talk.first_posts_of(community, [row.user_id for row in rows])
    return [Newcomer(row, *first.get(row.user_id, (None, None))) for row in rows]


def newcomer_for(viewer: Viewer, community: Community, person: str) -> Membership:
    """One of them by public id; a member who is not seen does not exist here."""
    found = _to_greet(viewer, community).filter(user__public_id=person).first()
    if found is None:
        raise NotFound
    return found


def _to_greet(viewer: Viewer, community: Community) -> QuerySet[Membership]:
    if not can_manage_community(viewer, community):
        raise NotAllowed("Only leaders of this community keep its welcome list.")
    posts = Post.objects.filter(  # what somebody wrote before they left and came back is no sign
        topic__community=community,
        author=OuterRef("user"),
        state=PostState.VISIBLE,
        created_at__gte=OuterRef("joined_at"),
    ).exclude(topic__state=TopicState.REMOVED)
    rows = Membership.objects.current().filter(
        ~Q(visibility=Visibility.NOBODY) | Exists(posts),
        community=community,
        joined_at__gte=clock.now() - NEW,
        greeting=None,
        user__is_active=True,
    )
    rows = rows.exclude(user__in=accounts.blockers_of(viewer, BlockKind.BLOCK))
    return rows.exclude(user=viewer.pk).select_related("user")
