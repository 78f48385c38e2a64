"""Answering one section of the voluntary questions."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from rareshare.lib.errors import NotAllowed, NotFound, Stale, WrongState
from rareshare.lib.locks import locked
from registry.answers import permissions, questionnaire
from registry.answers.models import Response
from registry.answers.states import Source
from registry.enrollment.models import Actor, Participant
from registry.enrollment.states import IN_USE, Relationship


def record_response(
    participant: Participant, *, by: User, section: str, values: Mapping[str, Any], seen: int
) -> Response:
    """Keep what somebody answered as the next response of a section; earlier ones stay. Every
    question may be skipped. `seen` is the number of the response that the writer had read, 0 for
    none, so that two open windows never overwrite each other."""
    form = questionnaire.current()
    part = form.section(section)
    if part is None:
        raise NotFound
    checked = part.checked(values)
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_record_response(by, participant):
            raise NotAllowed("Only those who act for this person can answer.")
        if participant.state not in IN_USE:
            raise WrongState("Answers can be given while somebody takes part in the registry.")
        last = _last_number(participant, section)
        if seen != last:
            raise Stale("These answers were changed in another window. Look at them first.")
        return Response.objects.create(
            participant=participant,
            questionnaire=form.name,
            version=form.version,
            section=section,
            number=last + 1,
            values=checked,
            source=_source(participant, by),
            by=by,
        )


def _last_number(participant: Participant, section: str) -> int:
    rows = Response.objects.filter(participant=participant, section=section)
    return rows.order_by("-number").values_list("number", flat=True).first() or 0


def _source(participant: Participant, by: User) -> Source:
    """One's own word, or that of somebody who acts for the participant."""
    own = Actor.objects.filter(
        participant=participant, user=by, until=None, relationship=Relationship.SELF
    )
    return Source.SELF if own.exists() else Source.PROXY
