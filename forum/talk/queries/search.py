"""Full text search over what the searcher may read, and nothing else."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts import queries as accounts
from communities.groups.permissions import Viewer
from forum.talk.models.post import post_url
from forum.talk.queries import rows

MOST_RESULTS = 20
# Ranking reads every match; beyond this many the newest are ranked, so that one common word in
# millions of posts stays fast. `+ 0` keeps the planner from walking the primary key backwards.
MOST_RANKED = 5_000
_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters that stand around a found word
_MARKUP = re.compile(r"[*_`#>~|]+|\[([^\]]*)\]\([^)]*\)")

_SEARCH = """
WITH readable AS MATERIALIZED (SELECT c.id FROM groups_community c WHERE /*may read*/),
hits AS MATERIALIZED (
    SELECT p.id, p.topic_id,
           ts_rank(p.search, websearch_to_tsquery('talk', %(query)s)) AS rank
    FROM talk_post p
    WHERE p.search @@ websearch_to_tsquery('talk', %(query)s) AND p.state = 'visible'
      AND p.author_id <> ALL(%(kept_away)s) AND /*where*/
    ORDER BY p.id + 0 DESC LIMIT %(ranked)s
),
best AS MATERIALIZED (
    SELECT h.id, h.rank
    FROM (SELECT * FROM hits ORDER BY rank DESC, id DESC) h
    JOIN talk_topic t ON t.id = h.topic_id AND t.state <> 'removed'
    ORDER BY h.rank DESC, h.id DESC LIMIT %(limit)s OFFSET %(offset)s
)
SELECT p.id, p.number, p.topic_id, p.created_at, u.display_name AS author,
       CASE WHEN t.author_id = ANY(%(kept_away)s) AND NOT t.pinned THEN '' ELSE t.title END
           AS title,
       c.public_id AS community, c.name AS community_name,
       ts_headline('talk', left(p.text, 5000), websearch_to_tsquery('talk', %(query)s),
                   %(headline)s) AS snippet
FROM best JOIN talk_post p ON p.id = best.id JOIN talk_topic t ON t.id = p.topic_id
JOIN accounts_user u ON u.id = p.author_id JOIN groups_community c ON c.id = p.community_id
ORDER BY best.rank DESC, p.id DESC
""".replace("/*may read*/", rows.MAY_READ)
_EVERYWHERE = _SEARCH.replace("/*where*/", "p.community_id IN (SELECT id FROM readable)")
_HERE = _SEARCH.replace(
    "/*where*/",
    "p.community_id = (SELECT id FROM groups_community WHERE public_id = %(community)s)"
    " AND EXISTS (SELECT 1 FROM readable r WHERE r.id = p.community_id)",
)


@dataclass(frozen=True)
class Hit:
    """One post that was found."""

    post_id: int
    number: int
    topic_id: int
    title: str
    author: str
    community: str
    community_name: str
    created_at: datetime
    snippet: SafeString

    @property
    def url(self) -> str:
        """Where the post stands."""
        return post_url(self.community, self.topic_id, self.number)


@dataclass(frozen=True)
class Found:
    """One page of hits, best first."""

    hits: list[Hit]
    more: bool = False


def search_posts(viewer: Viewer, query: str, *, community: str = "", page: int = 1) -> Found:
    """Posts with all the words of `query` ("…" for a phrase, - for without), in one community or
    in every one that the viewer may read. Removed posts and topics are never found, and nothing by
    people whom the viewer muted or blocked."""
    query = query.replace("\0", " ").strip()[:200]
    if not any(letter.isalnum() for letter in query):
        return Found([])
    found = rows.fetch(
        _HERE if community else _EVERYWHERE,
        {
            **rows.reader(viewer),
            "kept_away": list(accounts.blocked_ids(viewer)),
            "query": query,
            "community": community,
            "ranked": MOST_RANKED,
            "limit": MOST_RESULTS + 1,
            "offset": (min(max(page, 1), 50) - 1) * MOST_RESULTS,
            "headline": f"StartSel={_OPEN}, StopSel={_CLOSE}, MaxWords=35, MinWords=20",
        },
    )
    hits = [
        Hit(post_id=row.pop("id"), snippet=_snippet(row.pop("snippet")), **row)
        for row in found[:MOST_RESULTS]
    ]
    return Found(hits, more=len(found) > MOST_RESULTS)


def _snippet(text: str) -> SafeString:
    """Escaped words with the found ones marked, and without Markdown's signs."""
    safe = escape(_MARKUP.sub(lambda found: found.group(1) or "", text))
    return mark_safe(  # noqa: S308 - escaped on the line above
        safe.replace(_OPEN, "<mark>").replace(_CLOSE, "</mark>")
    )
