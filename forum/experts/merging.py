"""How questions and verified experts follow their community when it becomes part of another."""

from django.db.models import Exists, OuterRef

from communities.groups import merging
from communities.groups.merging import Merge
from communities.groups.models import Community
from forum.experts.models import ExpertVerification, Question, VerificationEvent
from forum.experts.states import QuestionState
from rareshare.lib import clock


def move_rows(merge: Merge) -> None:
    """All of them. Who is verified for both stays so by the target's verification."""
    there = ExpertVerification.objects.filter(
        community=merge.target, user=OuterRef("user"), ended_at=None
    )
    present = ExpertVerification.objects.filter(community=merge.source, ended_at=None)
    for double in present.filter(Exists(there)):
        VerificationEvent.objects.create(
            verification=double, verb="verification_merged", by=merge.by
        )
        ExpertVerification.objects.filter(pk=double.pk).update(ended_at=clock.now())
    merging.carry(merge, ExpertVerification)
    merging.carry(merge, Question)
    asked = Question.objects.filter(community=merge.target).exclude(state=QuestionState.REMOVED)
    Community.objects.filter(pk=merge.target.pk).update(question_count=asked.count())
    Community.objects.filter(pk=merge.source.pk).update(question_count=0)
