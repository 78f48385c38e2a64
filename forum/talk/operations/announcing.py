"""The forum hears of changes of a community's page: one post for all that came within an hour."""

from collections.abc import Sequence

from django.urls import reverse

from accounts import operations as accounts
from communities.groups import operations as groups
from communities.groups.models import Community
from communities.pages import operations as pages
from communities.pages import queries as changes
from communities.pages.models import Announcement
from forum.talk import emails
from forum.talk.models import PageUpdate, Post, Topic, TopicEvent
from forum.talk.operations import writing
from forum.talk.states import TopicKind, TopicState
from rareshare.lib import rows

TITLE = "Community page updated"


def tell_page_updates() -> int:
    """Tell every community whose first untold change is an hour old, each in a transaction of its
    own: one post by the RareShare team, letters to those who follow the page, and the announcements
    marked, all or nothing. Run twice, at once or killed between, each change is told once."""
    return rows.each(changes.communities_to_tell(), _tell, what="tell page updates")


def _tell(community_id: int) -> int:
    # The lock of open_topic: a second worker waits here, then finds nothing untold.
    community = Community.objects.select_for_update(no_key=True).get(pk=community_id)
    waiting = list(changes.announcements_waiting(community))
    if not waiting:
        return 0
    if community.is_open:  # in a closed one nobody writes any more, not even the house
        post = _post(community, _text(community, waiting))
        told = [PageUpdate(announcement=one, post=post) for one in waiting]
        PageUpdate.objects.bulk_create(told)
        emails.page_updated(post, writers={one.version.author_id for one in waiting})
    pages.mark_told(waiting)
    return len(waiting)


def _post(community: Community, text: str) -> Post:
    """The next post of the topic about updates, or a new topic where none is open."""
    team = accounts.team_account()
    earlier = Topic.objects.filter(
        community=community, author=team, state=TopicState.OPEN, posts__page_updates__isnull=False
    )
    newest = earlier.order_by("-pk").first()
    if newest is not None:
        topic = writing.topic_for_writing(newest.pk)
        groups.note_activity(community)
    else:
        topic = Topic.objects.create(
            community=community,
            author=team,
            kind=TopicKind.NEWS,
            title=TITLE,
            last_post_author=team,
        )
        TopicEvent.objects.create(
            topic=topic, verb="topic_opened", by=team, to_state=TopicState.OPEN
        )
        groups.note_topic_opened(community)
    return writing.add_post(topic, by=team, text=text, language="en", reply_to=None)


def _text(community: Community, waiting: Sequence[Announcement]) -> str:
    """Which sections changed, each once, with a link to what changed; none of their words."""
    last = {one.version.section.kind: one.version for one in waiting}
    lines = ["The page of this community has changed:", ""]
    for version in last.values():
        name = version.section.get_kind_display()
        address = reverse("pages:history", args=[community.public_id, version.section.kind])
        how = "new text" if version.text else "taken off the page"
        lines.append(f"- [{name}]({address}): {how}")
    return "\n".join(lines)
