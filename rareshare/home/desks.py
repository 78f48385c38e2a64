"""What waits at the desks of those who look after the house."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from accounts.roles import Role
from communities.leaders import queries as leading
from communities.library import queries as library
from communities.people import queries as people
from communities.proposals import queries as proposals
from forum.care import queries as care
from rareshare.home import queries
from registry.enrollment import queries as enrollment


@dataclass(frozen=True)
class Desk:
    """One desk: what it is for, where it is, and how much waits there."""

    title: str
    text: str
    url: str
    waiting: int = 0


def desks_of(user: Any) -> list[Desk]:
    """The desks that this person's roles open."""
    return list(_desks(user))


def _desks(user: Any) -> Iterator[Desk]:
    if user.has_role(Role.COORDINATOR):
        yield Desk(
            "Participants",
            "Find and help one person. Who asked for erasure waits here.",
            reverse("enrollment:desk"),
            enrollment.erasure_requests(user).count(),
        )
        text = "Write to participants for a study that the board approved."
        yield Desk("Studies", text, reverse("research:campaigns"))
        yield Desk("Researchers", "Who asked too narrowly.", reverse("research:locked"))
    yield Desk(
        "Messages to our team",
        "People who asked for a person.",
        reverse("home:letterbox"),
        queries.open_contact_requests(user).count(),
    )
    if user.has_role(Role.MODERATOR):
        reports = care.open_reports(user).count()
        text = "Posts that someone is worried about."
        yield Desk("Reports", text, reverse("care:moderation"), reports)
        waiting = library.number_waiting(user, None)
        text = "Resources and news that people suggest for everyone."
        yield Desk("Suggestions", text, reverse("library:shelf-waiting"), waiting)
    if user.has_role(Role.MODERATOR, Role.ADMIN):
        applications = leading.waiting_applications(user).count()
        text = "Who wants to lead, whose term ends, and who is missing."
        yield Desk("Leaders", text, reverse("leaders:desk"), applications)
        waiting = proposals.waiting_count(user)
        text = "Communities that people want to start."
        yield Desk("New communities", text, reverse("proposals:desk"), waiting)
        text = "Where nobody leads, and where people wait for an answer."
        yield Desk("Communities", text, reverse("home:communities-desk"))
    if user.has_role(Role.MODERATOR, Role.ADMIN):
        stops = people.waiting_stops(user).count()
        text = "Who was shown very many people in one day."
        yield Desk("Readers we stopped", text, reverse("people:stops"), stops)
    if user.has_role(Role.MODERATOR, Role.COORDINATOR):
        yield Desk("Experts", "Who may answer as an expert.", reverse("experts:desk"))
