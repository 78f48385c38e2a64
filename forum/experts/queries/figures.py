"""How long questions to experts wait, for many communities at once; no words and no names."""

from datetime import datetime, timedelta
from typing import Any

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from forum.experts.queries.questions import questions_of
from forum.experts.states import WAITING
from forum.talk.queries.figures import Answers, read_answers
from rareshare.lib import clock

_ANSWERS = """
SELECT community_id, /*figures*/ FROM (
    SELECT q.community_id, q.created_at, q.answered_at, true AS open FROM experts_question q
    WHERE q.state <> 'removed' AND q.created_at >= %(since)s AND (
        %(community)s::bigint IS NULL OR q.community_id = %(community)s::bigint)
) asked GROUP BY community_id
"""


def question_answers_since(
    since: datetime, community: Community | None = None
) -> dict[int, Answers]:
    """How questions were answered, by the community's id; the page that shows it decides who
    sees it."""
    return read_answers(_ANSWERS, since, community)


def waiting_questions(
    viewer: Viewer, community: Community, *, longer_than: timedelta, limit: int = 10
) -> list[dict[str, Any]]:
    """Questions that wait so long for an answer, the oldest first, for those who may read them; who
    asked without a name stays unnamed. The title of a `muted` one is left out."""
    waiting = questions_of(viewer, community).filter(
        state__in=WAITING, created_at__lt=clock.now() - longer_than
    )
    rows = list(waiting.order_by("created_at", "id")[:limit])
    return [{**row, "title": "" if row["muted"] else row["title"]} for row in rows]
