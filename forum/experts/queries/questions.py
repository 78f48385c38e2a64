"""Questions and their answers. The name of whoever asked anonymously is cut in the statement."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from accounts.models import Block
from communities.groups import queries as groups
from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.groups.states import State as CommunityState
from forum.experts import permissions
from forum.experts.models import Answer, ExpertVerification, Question, Recusal
from forum.experts.states import WAITING, AnswerState, QuestionState
from rareshare.lib import clock
from rareshare.lib.errors import NotFound

QUESTIONS_A_PAGE = 20
_ROW = (
    *("id", "title", "state", "language", "anonymous", "answer_count", "created_at"),
    *("answered_at", "asker_name", "own", "muted"),
)
_WAIT = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY answered_at - created_at), count(*)
FROM (SELECT answered_at, created_at FROM experts_question
      WHERE community_id = %s AND answered_at IS NOT NULL ORDER BY id DESC LIMIT 50) q
"""


def community_for_questions(viewer: Viewer, public_id: str) -> Community:
    """A published community, whether or not its questions may be read: that it exists is public."""
    community = groups.community_by_public_id(viewer, public_id)
    if not (community.is_open or community.is_archived):
        raise NotFound
    return community


def questions_of(viewer: Viewer, community: Community) -> "QuerySet[Question, dict[str, Any]]":
    """The questions of a community as rows; only the asker sees who asked anonymously. `muted`
    says that the viewer keeps away from whoever asked with their name; doors then leave the title
    out. A question without a name is never muted: that would tell whose it is."""
    if not permissions.can_read_questions(viewer, community):
        raise NotFound
    hidden = Q(anonymous=True) & ~Q(asker=viewer.pk)
    rows: QuerySet[Question, dict[str, Any]] = (
        Question.objects.filter(community=community)
        .exclude(state=QuestionState.REMOVED)
        .annotate(
            asker_name=Case(When(hidden, then=Value(None)), default=F("asker__display_name")),
            own=Case(When(asker=viewer.pk, then=Value(True)), default=Value(False)),
            muted=_muted(viewer),
        )
        .values(*_ROW)
    )
    return rows


def _muted(viewer: Viewer) -> Case:
    away = Exists(Block.objects.filter(blocker=viewer.pk, blocked=OuterRef("asker")))
    return Case(When(Q(away, anonymous=False), then=Value(True)), default=Value(False))


def communities_with_open_questions(viewer: Viewer) -> list[tuple[Community, int]]:
    """The open communities for which the viewer is verified today and where somebody waits for
    an answer that the viewer may give and no colleague is writing, with how many."""
    aside = Recusal.objects.filter(question=OuterRef("pk"), user=viewer.pk)
    verified = ExpertVerification.objects.current(clock.today()).filter(user=viewer.pk)
    free = (
        Question.objects.filter(~Exists(aside), state__in=WAITING)
        .filter(Q(assigned_to=None) | Q(assigned_to=viewer.pk))
        .exclude(asker=viewer.pk)
    )
    waiting = Count("questions", filter=Q(questions__in=free.values("pk")), distinct=True)
    mine = Community.objects.filter(state=CommunityState.OPEN, pk__in=verified.values("community"))
    rows = mine.annotate(waiting=waiting).filter(waiting__gt=0).order_by("name", "pk")
    return [(one, int(getattr(one, "waiting", 0))) for one in rows]


def latest_questions(viewer: Viewer, community: Community, limit: int = 2) -> list[dict[str, Any]]:
    """The newest few questions for the community's page; none for those who may not read them."""
    if not permissions.can_read_questions(viewer, community):
        return []
    return list(questions_of(viewer, community).order_by("-id")[:limit])


def question_for(viewer: Viewer, public_id: str, question_id: int) -> Question:
    """One question; removed and unreadable ones do not exist."""
    where = {"community__public_id": public_id} if public_id else {}
    question = (
        Question.objects.select_related("community", "asker", "assigned_to")
        .annotate(muted=_muted(viewer))
        .exclude(state=QuestionState.REMOVED)
        .filter(pk=question_id, **where)
        .first()
    )
    if question is None:
        groups.nothing_at(public_id)
    if not permissions.can_read_questions(viewer, question.community):
        raise NotFound
    return question


def answers_of(viewer: Viewer, question: Question) -> "QuerySet[Answer]":
    """What stands of the answers, oldest first, for whoever may read the question."""
    if not permissions.can_read_questions(viewer, question.community):
        raise NotFound
    return question.answers.filter(state=AnswerState.VISIBLE).select_related(
        "author", "verification"
    )


def answer_for(viewer: Viewer, answer_id: int) -> Answer:
    """One answer to a question that the viewer may read."""
    answer = (
        Answer.objects.select_related("question__community", "author")
        .filter(pk=answer_id, state=AnswerState.VISIBLE)
        .exclude(question__state=QuestionState.REMOVED)
        .first()
    )
    if answer is None or not permissions.can_read_questions(viewer, answer.question.community):
        raise NotFound
    return answer


def usual_wait(viewer: Viewer, community: Community) -> timedelta | None:
    """Half of the last 50 answered questions waited no longer than this. None below five, which
    would tell more about a person than about the wait; None for whoever may not read there."""
    if not permissions.can_read_questions(viewer, community):
        return None
    with connection.cursor() as cursor:
        cursor.execute(_WAIT, [community.pk])
        median, count = cursor.fetchone()
    return median if count >= 5 else None


def name_of_asker(viewer: Viewer, question: Question) -> str | None:
    """The name that the viewer may see; None where the question was asked anonymously."""
    if question.anonymous and question.asker_id != viewer.pk:
        return None
    return question.asker.display_name
