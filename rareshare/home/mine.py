"""What the rooms know about one person, gathered for their own page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import formats

from communities.leaders import queries as leading
from communities.leaders.states import State as Asking
from communities.library import queries as library
from communities.pages import queries as pages
from communities.proposals import queries as proposals
from communities.proposals.states import State as ProposalState
from communities.trials import queries as trials
from forum.experts import queries as experts
from rareshare.home import desks
from rareshare.lib import clock
from rareshare.lib.access import Access
from registry.enrollment import queries as enrollment
from registry.enrollment.models import Participant
from registry.enrollment.states import State
from registry.research import queries as research
from registry.research.states import InvitationState
from registry.updates import queries as updates

MOST_NEEDS = 3  # more than three things at once help nobody


@dataclass(frozen=True)
class Entry:
    """One thing on my page: what it is, one line about it, where it leads."""

    title: str
    text: str
    url: str


def needs_of(user: Any) -> list[Entry]:
    """At most three things that wait for this person; the most urgent first."""
    own = (_unfinished, _due_updates, _open_invitations, _asked_proposals, _studies, _leading)
    board = (_decisions, _votes, _agreements)
    work = (*board, _questions, _reviews, _texts, _suggestions, _desks)
    needs = chain.from_iterable(found(user) for found in (*own, *work))
    return list(islice(needs, MOST_NEEDS))


def registry_entries_of(user: Any) -> list[Entry]:
    """The registry records this person acts for."""
    return [
        Entry(str(participant.condition), _standing(participant), reverse("enrollment:mine"))
        for participant in enrollment.participants_of(user)
    ]


def _standing(participant: Participant) -> str:
    label = State(participant.state).label
    standing = updates.standing(participant) if participant.state == State.ENROLLED else None
    if standing is None:
        return label
    return f"{label}. Last checked on {formats.date_format(standing.last_on, 'j F Y')}"


def account_links() -> list[Entry]:
    """Where a person changes what belongs to the account."""
    return [
        Entry("Your name and country", "", reverse("accounts:profile")),
        Entry("What others see about you", "", reverse("people:profile")),
        Entry("People you keep away from", "", reverse("accounts:people")),
        Entry("Texts you suggested", "", reverse("pages:own-suggestions")),
        Entry("Links you suggested", "", reverse("library:mine")),
        Entry("Leading a community", "", reverse("leaders:leading")),
        Entry("Communities you want to start", "", reverse("proposals:mine")),
        Entry("Your privacy", "", reverse("accounts:privacy")),
        Entry("Studies you want to hear of", "", reverse("trials:watches")),
        Entry("E-mails you get", "", reverse("accounts:letters")),
        Entry("Signing in and second step", "", reverse("mfa_index")),
        Entry("Display settings", "", reverse("home:display")),
    ]


def _unfinished(user: Any) -> Iterator[Entry]:
    begun = enrollment.open_screening_of(user) is not None
    if begun or any(enrollment.next_step(one) for one in _on_the_way(user)):
        yield Entry(
            "Go on with joining the registry",
            "We kept what you told us. You can go on where you stopped.",
            reverse("enrollment:join"),
        )


def _on_the_way(user: Any) -> list[Participant]:
    way_in = [State.ELIGIBLE, State.CONSENTED]
    return list(enrollment.participants_of(user).filter(state__in=way_in))


def _studies(user: Any) -> Iterator[Entry]:
    if trials.news_for(user).filter(read_at=None).exists():
        yield Entry(
            "A study looks for people",
            "You asked us to tell you when one does.",
            reverse("trials:watches"),
        )


def _asked_proposals(user: Any) -> Iterator[Entry]:
    for one in proposals.own_proposals(user).filter(state=ProposalState.ASKED)[:MOST_NEEDS]:
        yield Entry(
            "Our team asked you something",
            f"It is about the community that you want to start: {one.name}",
            reverse("proposals:proposal", args=[one.public_id]),
        )


def _due_updates(user: Any) -> Iterator[Entry]:
    for participant in enrollment.participants_of(user).filter(state=State.ENROLLED):
        standing = updates.standing(participant)
        if standing is not None and standing.is_due and standing.paused_until is None:
            yield Entry(
                "Has anything changed?",
                "We ask once a year. If nothing has changed, one button is enough.",
                reverse("updates:confirm"),
            )


def _open_invitations(user: Any) -> Iterator[Entry]:
    waiting = research.invitations_of(user).filter(state=InvitationState.WAITING)
    for invitation in waiting[:MOST_NEEDS]:
        yield Entry(
            "A study asks if you want to hear more",
            "The researcher does not know who you are. No answer is fine, too.",
            reverse("research:invitation", args=[invitation.public_id]),
        )


def _leading(user: Any) -> Iterator[Entry]:
    if leading.applications_of(user).filter(state=Asking.ASKED).exists():
        yield Entry(
            "Somebody asks for your help",
            "Would you look after a community? Yes and no are both fine.",
            reverse("leaders:leading"),
        )
    today = clock.today()
    if any(one.may_renew(today) for one in leading.leaderships_of(user)):
        yield Entry(
            "How would you like to go on?",
            "Your term as a leader ends soon. Go on, hand over, or stop.",
            reverse("leaders:leading"),
        )


def _decisions(user: Any) -> Iterator[Entry]:
    for one in research.decisions_due(user):
        yield Entry(
            "Record a decision of the board",
            f"Enough votes are in: {one.title}",
            reverse("research:board_decision", args=[one.public_id]),
        )


def _votes(user: Any) -> Iterator[Entry]:
    for one in research.votes_due(user):
        yield Entry(
            "An application waits for your vote",
            one.title,
            reverse("research:board_application", args=[one.public_id]),
        )


def _agreements(user: Any) -> Iterator[Entry]:
    for one in research.agreements_due(user):
        yield Entry(
            "Sign the agreement for your study",
            f"The board said yes: {one.title}",
            reverse("research:agreement", args=[one.public_id]),
        )


def _questions(user: Any) -> Iterator[Entry]:
    for one, waiting in experts.communities_with_open_questions(user):
        yield Entry(
            f"{waiting} question{pluralize(waiting)} to experts",
            f"Somebody waits for an answer in {one.name}.",
            reverse("experts:questions", args=[one.public_id]),
        )


def _reviews(user: Any) -> Iterator[Entry]:
    waiting = pages.sections_to_review(user).count()
    if waiting:
        yield Entry(
            f"{waiting} text{pluralize(waiting)} to review",
            "Readers want to know if an expert looked at them.",
            reverse("pages:reviews"),
        )


def _texts(user: Any) -> Iterator[Entry]:
    for one, waiting in pages.communities_with_suggestions(user):
        yield Entry(
            f"{waiting} suggested text{pluralize(waiting)} to look at",
            f"Members of {one.name} wait for you.",
            reverse("pages:suggestions", args=[one.public_id]),
        )


def _suggestions(user: Any) -> Iterator[Entry]:
    for one, waiting in library.communities_with_suggestions(user):
        yield Entry(
            f"{waiting} suggested link{pluralize(waiting)} to look at",
            f"Members of {one.name} wait for you.",
            reverse("library:waiting", args=[one.public_id]),
        )


def _desks(user: Any) -> Iterator[Entry]:
    if (Access.STAFF.value or frozenset()) & user.roles:
        for desk in desks.desks_of(user):
            if desk.waiting:
                yield Entry(f"{desk.title}: {desk.waiting} waiting", desk.text, desk.url)
