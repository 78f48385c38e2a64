"""Answering the sharing questions: once to finish joining, then again whenever somebody likes."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from rareshare.lib import clock, ledger
from rareshare.lib.errors import DomainError, Invalid, NotAllowed, Stale, WrongState
from rareshare.lib.locks import locked
from registry.enrollment import emails, permissions, queries, wording
from registry.enrollment.models import Participant, PermissionAnswer
from registry.enrollment.operations.history import move, record
from registry.enrollment.states import Answer, State, Step

_CHANGEABLE = (State.ENROLLED, State.RECONSENT_REQUIRED, State.PAUSED)
Given = Mapping[str, str]


def answer_permissions(participant: Participant, *, by: User, answers: Given) -> Participant:
    """Answer the twelve questions after signing; then the participant is enrolled. None has a
    default, each may be skipped, and a skipped one counts as no. Before the consent: 409."""
    read = _read(answers)
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_answer_permissions(by, participant):
            raise NotAllowed
        if participant.state in _CHANGEABLE:
            raise WrongState("You have joined already. Change your answers on the sharing page.")
        _refuse_out_of_order(participant)
        complete = {code: read.get(code, (Answer.UNANSWERED, "")) for code in wording.questions()}
        _write(participant, complete, by)
        participant.enrolled_at = participant.last_confirmed_at = clock.now()
        move(participant, State.ENROLLED, "enrolled", actor=by)
        ledger.append("enrolled", actor_id=by.pk, subject=participant.subject, facts={})
        emails.enrollment_completed(participant, by)
    return participant


def change_permissions(
    participant: Participant, *, by: User, answers: Given, version: int | None = None
) -> Participant:
    """Change any sharing answer at any time, with effect at once; what was answered before stays
    in the history. A version that is not the latest changes nothing."""
    read = _read(answers)
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_change_permissions(by, participant):
            raise NotAllowed
        if participant.state not in _CHANGEABLE:
            _refuse_out_of_order(participant)
            raise WrongState("Finish joining first: send all sharing answers together.")
        if version is not None and version != participant.version:
            raise Stale("Your sharing answers changed since you read them. Read them again.")
        now = queries.current_answers(participant)
        changed = {code: value for code, value in read.items() if now.get(code) != value}
        if changed:
            _write(participant, changed, by)
            record(participant, "changed_permissions", actor=by, note=", ".join(changed))
    return participant


def _read(answers: Given) -> dict[str, tuple[Answer, str]]:
    found: dict[str, tuple[Answer, str]] = {}
    wrong: dict[str, str] = {}
    for code, given in answers.items():
        try:
            found[code] = wording.question(code).read(given)
        except DomainError as error:
            wrong.update(error.fields)
    if wrong:
        raise Invalid(wrong)
    return found


def _refuse_out_of_order(participant: Participant) -> None:
    step = queries.next_step(participant)
    if step != Step.PERMISSIONS:
        following = f"The next step: {step.label}." if step else "No step is open now."
        raise WrongState(f"The sharing questions come after the consent. {following}")


def _write(participant: Participant, values: Mapping[str, tuple[Answer, str]], by: User) -> None:
    PermissionAnswer.objects.bulk_create(
        PermissionAnswer(
            participant=participant,
            code=code,
            answer=answer,
            choice=choice,
            wording=wording.question(code).sha256,
            by=by,
        )
        for code, (answer, choice) in values.items()
    )
    ledger.append(
        "permissions_answered",
        actor_id=by.pk,
        subject=participant.subject,
        facts={str(code): choice or answer for code, (answer, choice) in values.items()},
    )
