"""What votes come to. Pure: quorum and majority, nothing else decides."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.research.states import ApplicationState, VoteChoice

FEWEST_VOTES = 3


@dataclass(frozen=True)
class Tally:
    """The votes of one round, and how many seats the board has."""

    seats: int
    approve: int = 0
    conditions: int = 0
    no: int = 0
    abstained: int = 0
    patient_votes: int = 0

    @property
    def votes(self) -> int:
        """Everybody who voted, those who took no side included."""
        return self.yes + self.no + self.abstained

    @property
    def yes(self) -> int:
        """Votes for the study, with and without conditions."""
        return self.approve + self.conditions

    @property
    def lacks(self) -> str:
        """What is missing for a decision, in words; empty where nothing is. At least three votes,
        more than half of the seats, and one vote of a patient representative."""
        if self.votes < FEWEST_VOTES:
            return f"At least {FEWEST_VOTES} votes are needed. There are {self.votes}."
        if self.votes * 2 <= self.seats:
            return f"More than half of the {self.seats} seats must vote."
        if not self.patient_votes:
            return "A patient representative must vote first."
        return ""

    @property
    def outcome(self) -> ApplicationState:
        """More yes than no approves; conditions hold where at least half of the yes votes ask for
        them; a tie does not approve."""
        if self.yes <= self.no:
            return ApplicationState.REJECTED
        if self.conditions * 2 >= self.yes:
            return ApplicationState.APPROVED_WITH_CONDITIONS
        return ApplicationState.APPROVED


def tally(votes: Iterable[tuple[str, bool]], seats: int) -> Tally:
    """Count (choice, by a patient representative) pairs."""
    cast = list(votes)
    choices = [choice for choice, _ in cast]
    return Tally(
        seats=seats,
        approve=choices.count(VoteChoice.APPROVE),
        conditions=choices.count(VoteChoice.CONDITIONS),
        no=choices.count(VoteChoice.REJECT),
        abstained=choices.count(VoteChoice.ABSTAIN),
        patient_votes=sum(1 for _, patient in cast if patient),
    )
