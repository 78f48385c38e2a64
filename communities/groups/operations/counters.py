"""Numbers that the forum keeps right: it calls these in the transaction of what it counts."""

from datetime import timedelta

from django.db.models import F, Value
from django.db.models.functions import Greatest

from communities.groups.models import Community
from rareshare.lib import clock

# A busy community's row is written at most once a minute for its date alone, so that people who
# write at the same time do not wait for one another.
_FRESH = timedelta(minutes=1)


def note_topic_opened(community: Community) -> None:
    """One topic more; the community is alive."""
    _count(community, topic_count=1)


def note_topic_removed(community: Community) -> None:
    """One topic less."""
    _count(community, topic_count=-1)


def note_question_asked(community: Community) -> None:
    """One question to experts more; the community is alive."""
    _count(community, question_count=1)


def note_question_removed(community: Community) -> None:
    """One question to experts less."""
    _count(community, question_count=-1)


def note_activity(community: Community) -> None:
    """Somebody wrote here. Exact to the minute, unless somebody holds the community just now: the
    writer holds a topic already and must not wait, because others take the community first."""
    now = clock.now()
    quiet = Community.objects.filter(pk=community.pk, last_activity_at__lt=now - _FRESH)
    free = quiet.select_for_update(skip_locked=True, no_key=True, of=("self",))
    Community.objects.filter(pk__in=free.values("pk")).update(last_activity_at=now)


def _count(community: Community, **steps: int) -> None:
    changes = {name: F(name) + step for name, step in steps.items()}
    if any(step > 0 for step in steps.values()):
        latest = Greatest("last_activity_at", Value(clock.now()))  # it never goes back
        Community.objects.filter(pk=community.pk).update(**changes, last_activity_at=latest)
    else:
        Community.objects.filter(pk=community.pk).update(**changes)
