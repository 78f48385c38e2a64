"""What becomes of announcements; a room above tells them, in the same transaction."""

from collections.abc import Iterable

from communities.pages.models import Announcement
from rareshare.lib import clock


def mark_told(announcements: Iterable[Announcement]) -> None:
    """These changes were told, or nobody is left to tell; they wait no longer."""
    waiting = Announcement.objects.filter(pk__in=[one.pk for one in announcements], told_at=None)
    waiting.update(told_at=clock.now())
