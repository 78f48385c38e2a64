"""The one place where states are written, each together with what records it."""

from accounts.models import User
from rareshare.lib import clock, ledger, states
from rareshare.lib.crypto import blind_index
from registry.enrollment.models import (
    Actor,
    ConsentRecord,
    ConsentVersion,
    Participant,
    ParticipantEvent,
    Screening,
    Signature,
)
from registry.enrollment.models.screening import KEPT_FINISHED, KEPT_OPEN
from registry.enrollment.states import (
    MOVES,
    SCREENING_MOVES,
    VERSION_MOVES,
    Capacity,
    Decision,
    ScreeningState,
    State,
    VersionState,
)


def record(participant: Participant, verb: str, *, actor: User | None, note: str = "") -> None:
    """Write an event that changes no state; every operation raises the version."""
    participant.version += 1
    participant.save()
    _event(participant, verb, actor, participant.state, note)


def move(
    participant: Participant, to: State, verb: str, *, actor: User | None, note: str = ""
) -> None:
    """Move to another state where the table allows it, and write the event."""
    states.check(MOVES, participant.state, to)
    before, participant.state = participant.state, to
    participant.version += 1
    participant.save()
    _event(participant, verb, actor, before, note)


def move_screening(screening: Screening, to: ScreeningState) -> None:
    """Move a screening and save it; a finished one is kept longer than an open one."""
    states.check(SCREENING_MOVES, screening.state, to)
    screening.state = to
    kept = KEPT_OPEN if to == ScreeningState.OPEN else KEPT_FINISHED
    screening.expires_at = clock.now() + kept
    screening.version += 1
    screening.save()


def move_version(version: ConsentVersion, to: VersionState, *, actor: User) -> None:
    """Move a consent text and save it; the ledger keeps when, by whom, and which hash."""
    states.check(VERSION_MOVES, version.state, to)
    version.state = to
    version.save()
    ledger.append(
        f"consent_version_{to}",
        actor_id=actor.pk,
        subject=f"consent:{version.document.slug}",
        facts={
            "version": version.number,
            "sha256": version.sha256,
            "ethics": version.ethics_number,
        },
    )


def decide(
    participant: Participant,
    version: ConsentVersion,
    *,
    actor: User,
    capacity: Capacity,
    name: str,
) -> ConsentRecord:
    """The append-only consent record, the printed name beside it, and the entry in the ledger. A
    decision without a name is a refusal."""
    decision = Decision.GIVEN if name else Decision.REFUSED
    acting = Actor.objects.get(participant=participant, user=actor, until=None)
    statements = version.statements if name else []
    made = ConsentRecord.objects.create(
        participant=participant,
        version=version,
        sha256=version.sha256,
        decision=decision,
        capacity=capacity,
        signer=actor,
        relationship=acting.relationship,
        meaning="\n".join(statement["text"] for statement in statements),
        name_digest=blind_index("printed name", name) if name else "",
    )
    if name:
        Signature.objects.create(record=made, printed_name=name)
    ledger.append(
        f"consent_{decision}",
        actor_id=actor.pk,
        subject=participant.subject,
        facts={
            "record": made.pk,
            "document": version.document.slug,
            "version": version.number,
            "sha256": version.sha256,
            "capacity": capacity,
            "name_digest": made.name_digest,
        },
    )
    return made


def _event(participant: Participant, verb: str, actor: User | None, before: str, note: str) -> None:
    ParticipantEvent.objects.create(
        participant=participant,
        verb=verb,
        by=actor,
        from_state=before,
        to_state=participant.state,
        note=note,
    )
