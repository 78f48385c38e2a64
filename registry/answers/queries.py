"""What was answered: for the participant's own pages, and what a signature is bound to."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from rareshare.lib.crypto import digest
from rareshare.lib.errors import NotFound
from rareshare.lib.ledger import canonical
from registry.answers.models import Response
from registry.enrollment import queries as enrollment
from registry.enrollment.models import Participant


def participant_for(viewer: Any, reference: str) -> Participant:
    """The participant with this reference, where the viewer acts for it; else NotFound. Without a
    reference: the first."""
    if reference:
        return enrollment.participant_by_reference(viewer, reference)
    found = enrollment.participants_of(viewer).first()
    if found is None:
        raise NotFound
    return found


def responses(participant: Participant) -> QuerySet[Response]:
    """Everything ever answered, newest first."""
    return Response.objects.filter(participant=participant).order_by("-id")


def current_responses(participant: Participant) -> dict[str, Response]:
    """The newest response of each section: the answers that count."""
    rows = Response.objects.filter(participant=participant)
    newest = rows.order_by("section", "-number").distinct("section").select_related("by")
    return {response.section: response for response in newest}


def current_answers_digest(participant: Participant) -> str:
    """SHA-256 of the answers that count, in their one canonical spelling; it changes with any of
    them and says nothing about them."""
    found = current_responses(participant)
    facts = [
        [section, found[section].version, found[section].number, found[section].values]
        for section in sorted(found)
    ]
    return digest(canonical([participant.reference, facts]))


def latest_answers_at(participants: Iterable[int]) -> dict[int, datetime]:
    """When each participant gave the last answers; those who never did are left out."""
    rows = Response.objects.filter(participant__in=list(participants)).order_by()
    latest = rows.values("participant").annotate(latest=Max("at"))
    return dict(latest.values_list("participant", "latest"))
