"""How all communities are doing, the worst first: for staff. A fixed number of statements, however
many communities there are."""

from dataclasses import dataclass
from datetime import datetime

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.groups.states import State
from communities.leaders import queries as leading
from forum.experts import queries as experts
from forum.talk import queries as talk
from forum.talk.queries import Answers
from rareshare.home import permissions
from rareshare.home.health import ACTIVE, LOOK_BACK, newest_reviews
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed

SHOWN = {
    "": "All",
    "leaderless": "Without a leader",
    "waiting": "Somebody waits for an answer",
    "quiet": "Nobody wrote in 30 days",
    "review": "No section was ever reviewed",
}


@dataclass(frozen=True)
class Line:
    """One community in the overview."""

    community: Community
    leaderless: bool
    talk: Answers
    experts: Answers
    writers: int
    newest_review: datetime | None

    @property
    def waiting(self) -> int:
        """Topics and questions that nobody answered for more than 72 hours."""
        return self.talk.waiting + self.experts.waiting

    def is_shown(self, show: str) -> bool:
        """Whether this line belongs to a choice of SHOWN."""
        return {
            "": True,
            "leaderless": self.leaderless,
            "waiting": self.waiting > 0,
            "quiet": self.writers == 0,
            "review": self.newest_review is None,
        }[show]


def overview_for(viewer: Viewer, *, show: str = "", text: str = "") -> list[Line]:
    """All open communities, the worst first: without a leader, then most people waiting, then
    fewest writers. For moderators and administrators."""
    if not permissions.can_see_overview(viewer):
        raise NotAllowed("Only moderators and administrators see how communities are doing.")
    if show not in SHOWN:
        raise Invalid("Choose what to show.", field="show")
    now = clock.now()
    answers = talk.answers_since(now - LOOK_BACK)
    questions = experts.question_answers_since(now - LOOK_BACK)
    writers = talk.writers_since(now - ACTIVE)
    reviews = newest_reviews()
    leaderless = set(leading.leaderless_communities(viewer).values_list("pk", flat=True))
    communities = Community.objects.filter(state=State.OPEN, name__icontains=text)
    lines = [
        Line(
            community=one,
            leaderless=one.pk in leaderless,
            talk=answers.get(one.pk, Answers()),
            experts=questions.get(one.pk, Answers()),
            writers=writers.get(one.pk, 0),
            newest_review=reviews.get(one.pk),
        )
        for one in communities.only("id", "public_id", "slug", "name")
    ]
    shown = [line for line in lines if line.is_shown(show)]
    return sorted(shown, key=_worst_first)


def _worst_first(line: Line) -> tuple[bool, int, int, str, int]:
    one = line.community
    return (not line.leaderless, -line.waiting, line.writers, one.name, one.pk)
