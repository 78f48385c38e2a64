"""The desk: what waits for those who look after the house."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from rareshare.home import desks, operations, queries
from rareshare.lib.access import Access
from rareshare.lib.pages import Page, flash


class DeskPage(Page):
    """One entry for each desk that this person's roles open."""

    access = Access.STAFF
    template = "home/desk.html"
    title = "Desk"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the desks with what waits there."""
        return self.render(request, desks=desks.desks_of(request.user))


class LetterboxPage(Page):
    """Messages that wait for our team."""

    access = Access.STAFF
    template = "home/letterbox.html"
    title = "Messages to our team"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Oldest first."""
        return self.render(request, requests=queries.open_contact_requests(request.user)[:100])


class LetterboxAnswerPage(Page):
    """A message was answered."""

    access = Access.STAFF

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it off the list."""
        found = queries.contact_request(request.user, pk)
        operations.answer_contact_request(found, by=request.user)
        flash(request, "That message is done.")
        return redirect("home:letterbox")
