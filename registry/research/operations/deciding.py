"""The board: stepping out, voting, sending back, deciding."""

from django.db import IntegrityError, transaction

from accounts.models import User
from rareshare.lib import ledger
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_text
from registry.research import emails, permissions, queries
from registry.research.models import Application, BoardSeat, ConflictOfInterest, Decision, Vote
from registry.research.operations import history
from registry.research.states import ApplicationState, VoteChoice


def declare_conflict(application: Application, *, by: User, reason: str = "") -> ConflictOfInterest:
    """Step out before voting. From then on the application is invisible to this member."""
    reason = clean_text(reason, "reason", limit=1_000)
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_declare_conflict(by, application):
            raise NotFound
        if queries.own_vote(by, application) is not None:
            raise Conflict("You voted already. Tell the chair about the conflict.")
        return ConflictOfInterest.objects.create(
            application=application, member=by, declared=True, reason=reason
        )


def vote_on_application(application: Application, *, by: User, choice: str, reason: str) -> Vote:
    """Vote once a round, with a reason that the researcher will read without a name. A vote is
    never changed; a member in conflict cannot even see the application."""
    reason = clean_text(reason, "reason", limit=3_000)
    _check_vote(choice, reason)
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_vote_on_application(by, application):
            raise NotAllowed("Only board members without a conflict of interest vote.")
        _refuse_unless_with_board(application)
        try:
            with transaction.atomic():
                return Vote.objects.create(
                    application=application,
                    round=application.round,
                    member=by,
                    by_patient_representative=_speaks_for_patients(by),
                    choice=choice,
                    reason=reason,
                )
        except IntegrityError as error:
            raise Conflict("You voted already. A vote cannot be changed.") from error


def return_application(application: Application, *, by: User, note: str) -> Application:
    """Send it back for changes, with a note; the votes of this round end with it."""
    note = clean_text(note, "note", limit=3_000)
    if not note:
        raise Invalid("Say what must change. The researcher will read it.", field="note")
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_return_application(by, application):
            raise NotAllowed("Only the chair, a deputy and registry staff can send it back.")
        _refuse_unless_with_board(application)
        history.move_application(
            application, ApplicationState.RETURNED, "application_returned", by=by, note=note
        )
        emails.tell_application_returned(application)
    return application


def decide_application(application: Application, *, by: User, note: str) -> Decision:
    """Record what the votes came to. The chair closes the vote and cannot change its outcome; it
    needs the quorum: three votes, more than half of the seats, one patient representative. Where
    the chair is in conflict, another member does it as deputy."""
    note = clean_text(note, "note", limit=3_000)
    if not note:
        raise Invalid("Say why. The researcher will read it.", field="note")
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_decide_application(by, application):
            raise NotAllowed("Only the chair of the board, or a deputy, can do this.")
        _refuse_unless_with_board(application)
        tally = queries.standing_tally(application)
        if tally.lacks:
            raise WrongState(tally.lacks)
        decision = Decision.objects.create(
            application=application,
            round=application.round,
            outcome=tally.outcome,
            note=note,
            yes=tally.yes,
            no=tally.no,
            abstained=tally.abstained,
            by=by,
        )
        _record(application, decision, by=by)
    return decision


def _record(application: Application, decision: Decision, *, by: User) -> None:
    history.move_application(
        application, decision.outcome, "application_decided", by=by, note=decision.note
    )
    ledger.append(
        "research_decision",
        actor_id=by.pk,
        subject=f"application:{application.public_id}",
        facts={
            "outcome": str(decision.outcome),
            "round": decision.round,
            "yes": decision.yes,
            "no": decision.no,
            "abstained": decision.abstained,
        },
    )
    emails.tell_application_decided(application, queries.free_members(application))


def _check_vote(choice: str, reason: str) -> None:
    problems = {}
    if choice not in VoteChoice.values:
        problems["choice"] = "Choose your vote."
    if not reason:
        problems["reason"] = "Give a reason. The researcher will read it, without your name."
    if problems:
        raise Invalid(problems)


def _refuse_unless_with_board(application: Application) -> None:
    if application.state != ApplicationState.BOARD_REVIEW:
        raise WrongState("This application is not with the board now.")


def _speaks_for_patients(member: User) -> bool:
    seats = BoardSeat.objects.filter(user=member, until=None, is_patient_representative=True)
    return seats.exists()
