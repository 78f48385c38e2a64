"""Help, ways to reach a person, and what we promise: open to everyone."""

import json
from email.utils import parseaddr
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from rareshare.home import operations
from rareshare.home.web.forms import ContactForm
from rareshare.lib import limits
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page
from rareshare.lib.web import visitor

FIGURES = Path(__file__).parent.parent / "data" / "accessibility.json"
CONTACT_LIMIT = limits.Limit("contact", most=10, seconds=3600)


def ways_to_reach_us() -> dict[str, Any]:
    """Our address and phone number, as the settings give them."""
    phone = settings.CONTACT_PHONE
    return {
        "email": parseaddr(settings.CONTACT_EMAIL)[1],
        "phone": phone,
        "phone_link": "".join(c for c in phone if c.isdigit() or c == "+"),
    }


@cache
def figures() -> dict[str, Any]:
    """What the tests measured last; they write the file themselves."""
    found: dict[str, Any] = json.loads(FIGURES.read_text())
    return found


class HelpPage(Page):
    """Short answers, and a person."""

    access = Access.PUBLIC
    template = "home/help.html"
    title = "Help"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the answers."""
        return self.render(request, **ways_to_reach_us())


class ContactPage(FormPage):
    """Write to our team, signed in or not."""

    access = Access.PUBLIC
    template = "home/contact.html"
    title = "Contact a person"
    form_class = ContactForm

    def initial(self) -> dict[str, Any]:
        """Members need not type their address again."""
        user = self.request.user
        return {"reach": user.email} if user.is_authenticated else {}

    def extra(self) -> dict[str, Any]:
        """Other ways, for those who would rather not use a form."""
        return ways_to_reach_us()

    def perform(self, form: ContactForm) -> str:
        """Keep the message and tell the team; a program gets the same answer and no effect."""
        limits.count(CONTACT_LIMIT, visitor.network_of(self.request))
        if not form.from_a_program:
            operations.send_contact_request(
                by=self.request.user,
                channel=form.cleaned_data["channel"],
                reach=form.cleaned_data["reach"],
                message=form.cleaned_data["message"],
            )
        return reverse("home:contact-sent")


class ContactSentPage(Page):
    """The message has arrived; there is nothing more to do."""

    access = Access.PUBLIC
    template = "home/contact_sent.html"
    title = "We have your message"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Say so."""
        return self.render(request)


class PrivacyPage(Page):
    """What we keep, who sees it, what a person can do."""

    access = Access.PUBLIC
    template = "home/privacy.html"
    title = "Privacy"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it, with who answers for it."""
        return self.render(request, **ways_to_reach_us())


class AccessibilityPage(Page):
    """What we do so that everyone can use the site, with the figures of the last test run."""

    access = Access.PUBLIC
    template = "home/accessibility.html"
    title = "Accessibility"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the promise and the figures; half of the pages are as easy as the middle one, or
        easier."""
        found = figures()
        return self.render(request, figures=found, usual_grade=max(1, ceil(found["median_grade"])))
