"""Topics: the list by keyset pages, the newest few, and one topic with the reader's place in it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from accounts.models import User
from communities.groups import queries as groups
from communities.groups.models import Community, Membership
from communities.groups.permissions import Viewer
from forum.talk import permissions
from forum.talk.models import Topic
from forum.talk.queries import rows
from rareshare.lib.errors import Invalid, NotFound

TOPICS_A_PAGE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST = 2**63 - 1

# One statement holds the permission, the order and the reader's place. The inner select walks the
# index `topic_list` and stops after one page, however deep the page is.
_OLDER = """
SELECT t.*, a.display_name AS author, a.public_id AS author_id,
       l.display_name AS last_author, r.last_number AS last_read, away.kind AS kept_away
FROM groups_community c
CROSS JOIN LATERAL (
    SELECT id, title, kind, language, state, pinned, content_notes, post_count, created_at,
           last_post_at, author_id AS opener, last_post_author_id AS last_writer
    FROM talk_topic
    WHERE community_id = c.id AND state <> 'removed'
      AND (pinned, last_post_at, id) < (%(pinned)s, %(at)s::timestamptz, %(pk)s)
    ORDER BY pinned DESC, last_post_at DESC, id DESC LIMIT %(limit)s
) t
JOIN accounts_user a ON a.id = t.opener
JOIN accounts_user l ON l.id = t.last_writer
LEFT JOIN talk_readmark r ON r.topic_id = t.id AND r.user_id = %(viewer)s
LEFT JOIN accounts_block away ON away.blocker_id = %(viewer)s AND away.blocked_id = t.opener
WHERE c.public_id = %(community)s AND ( /*may read*/ )
ORDER BY t.pinned DESC, t.last_post_at DESC, t.id DESC
""".replace("/*may read*/", rows.MAY_READ)
_NEWER = _OLDER.replace(") < (", ") > (").replace(
    "pinned DESC, last_post_at DESC, id DESC", "pinned, last_post_at, id"
)

# Every page of talk begins with one of these two, so they are written out: the mapper takes longer
# to make such a statement than PostgreSQL takes to answer it.
_COMMUNITY = """
SELECT /*models*/ FROM groups_community m0
WHERE m0.public_id = %(community)s AND m0.state IN ('open', 'archived')
"""
_ONE = """
SELECT /*models*/,
       (SELECT last_number FROM talk_readmark WHERE topic_id = m0.id AND user_id = %(viewer)s),
       (SELECT level FROM talk_follow WHERE topic_id = m0.id AND user_id = %(viewer)s)
FROM talk_topic m0 JOIN groups_community m1 ON m1.id = m0.community_id
JOIN accounts_user m2 ON m2.id = m0.author_id
WHERE m0.id = %(pk)s AND m0.state <> 'removed'
  AND (%(community)s = '' OR m1.public_id = %(community)s)
"""


@dataclass(frozen=True)
class Mark:
    """A place in the list: the row that a page starts behind. No instant means the very top."""

    pinned: bool = True
    micros: int | None = None
    pk: int = _MOST
    newer: bool = False

    def __str__(self) -> str:
        way = "newer" if self.newer else "older"
        return f"{way}.{int(self.pinned)}.{self.micros}.{self.pk}"

    @property
    def at(self) -> str:
        """The instant as PostgreSQL reads it."""
        if self.micros is None:
            return "infinity"
        return (_EPOCH + timedelta(microseconds=self.micros)).isoformat()

    @classmethod
    def read(cls, text: str) -> "Mark":
        """The mark of an address; Invalid where it was not made by us."""
        try:
            way, pinned, micros, pk = text.split(".")
            mark = cls(pinned == "1", int(micros), int(pk), way == "newer")
            if way not in {"older", "newer"} or not 0 < mark.pk < _MOST or not mark.at:
                raise ValueError
        except (ValueError, OverflowError) as error:
            raise Invalid("We did not make this page mark. Start from the first page.") from error
        return mark

    @classmethod
    def of(cls, row: dict[str, Any], *, newer: bool) -> "Mark":
        """The mark that starts behind a row."""
        micros = (row["last_post_at"] - _EPOCH) // timedelta(microseconds=1)
        return cls(row["pinned"], micros, row["id"], newer)


@dataclass(frozen=True)
class TopicPage:
    """One page of the list, and the marks of its neighbors; empty where there is none."""

    rows: list[dict[str, Any]]
    newer: str = ""
    older: str = ""


def community_for_talk(viewer: Viewer, public_id: str) -> Community:
    """A published community, whether or not its talk may be read: that it exists is public."""
    found = rows.fetch_models(_COMMUNITY, (Community,), {"community": public_id})
    if not found:
        groups.nothing_at(public_id)
    community: Community = found[0][0][0]
    return community


def topics_page(
    viewer: Viewer, public_id: str, *, mark: str = "", limit: int = TOPICS_A_PAGE
) -> TopicPage:
    """One page of topics, pinned ones first, then by last post. Empty where nothing may be read;
    page 200 costs what page 1 costs."""
    place = Mark.read(mark) if mark else Mark()
    found = rows.fetch(
        _NEWER if place.newer else _OLDER,
        {
            **rows.reader(viewer),
            "community": public_id,
            "pinned": place.pinned,
            "at": place.at,
            "pk": place.pk,
            "limit": limit + 1,
        },
    )
    # The outer order is always newest first, so the surplus row lies at the far end of the walk.
    more = len(found) > limit
    found = found[-limit:] if place.newer else found[:limit]
    for row in found:
        _describe(row, viewer)
    if not found:
        return TopicPage([])
    has_newer = more if place.newer else bool(mark)
    has_older = True if place.newer else more
    return TopicPage(
        found,
        newer=str(Mark.of(found[0], newer=True)) if has_newer else "",
        older=str(Mark.of(found[-1], newer=False)) if has_older else "",
    )


def topics_in(viewer: Viewer, public_id: str, *, mark: str, limit: int) -> TopicPage:
    """Like topics_page, for doors that must tell nothing there from nothing allowed."""
    page = topics_page(viewer, public_id, mark=mark, limit=limit)
    if not page.rows:
        community = community_for_talk(viewer, public_id)
        if not permissions.can_read_talk(viewer, community):
            raise NotFound
    return page


def latest_topics(viewer: Viewer, community: Community, limit: int = 3) -> list[dict[str, Any]]:
    """The newest few topics for the community's page; none for those who may not read them."""
    return topics_page(viewer, community.public_id, limit=limit).rows


def topic_for(viewer: Viewer, public_id: str, topic_id: int) -> Topic:
    """One topic with the reader's place (`last_read`) and choice (`follow_level`). Removed and
    unreadable ones do not exist."""
    found = rows.fetch_models(
        _ONE,
        (Topic, Community, User),
        {"viewer": viewer.pk, "pk": topic_id, "community": public_id},
    )
    if not found:
        groups.nothing_at(public_id)
    objects, own = found[0]
    topic: Topic = objects[0]
    topic.community, topic.author = objects[1:]
    topic.last_read, topic.follow_level = own
    if not permissions.can_read_talk(viewer, topic.community):
        raise NotFound
    return topic


def used_to_belong(viewer: Viewer, public_id: str) -> bool:
    """True for a person who left this community: they may learn why they cannot write there."""
    past = Membership.objects.filter(
        community__public_id=public_id, user=viewer.pk, left_at__isnull=False
    )
    return viewer.is_authenticated and past.exists()


def _describe(row: dict[str, Any], viewer: Viewer) -> None:
    """What the list says of a topic: replies, and how many posts this reader has not seen. The
    title of somebody whom the reader muted or blocked is left out, unless a leader pinned it."""
    row["muted"] = bool(row.pop("kept_away")) and not row["pinned"]
    if row["muted"]:
        row["title"] = ""
    del row["opener"], row["last_writer"]
    row["replies"] = row["post_count"] - 1
    seen = row.pop("last_read") or 0
    row["unread"] = max(0, row["post_count"] - seen) if viewer.is_authenticated else None
