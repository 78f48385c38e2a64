"""Changes that followers and the forum have not heard of yet."""

from datetime import timedelta

from django.db.models import Min, QuerySet

from communities.groups.models import Community
from communities.pages.models import Announcement
from rareshare.lib import clock

GATHERED = timedelta(hours=1)  # whoever rewrites a page saves often; one post tells it all


def communities_to_tell() -> list[int]:
    """The ids of the communities whose first untold change is an hour old, for the worker."""
    waiting = Announcement.objects.filter(told_at=None)
    by_community = waiting.values("version__section__community").annotate(first=Min("made_at"))
    due = by_community.filter(first__lte=clock.now() - GATHERED)
    return sorted(row["version__section__community"] for row in due)


def announcements_waiting(community: Community) -> QuerySet[Announcement]:
    """The untold changes of one page, the oldest first, for the worker."""
    waiting = Announcement.objects.filter(told_at=None, version__section__community=community)
    return waiting.select_related("version__section").order_by("pk")
