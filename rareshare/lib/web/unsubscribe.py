"""The link in a letter's header and foot that stops one kind of letters (RFC 8058)."""

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from rareshare.lib import subscriptions
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import Page


@method_decorator(csrf_exempt, name="dispatch")
class UnsubscribePage(Page):
    """GET shows a button and changes nothing; POST stops the letters, without cookies, sign-in or
    redirect. It never changes consent."""

    access = Access.PUBLIC
    template = "lib/unsubscribe.html"
    title = "Stop these e-mails"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Mail programs fetch links by themselves, so looking changes nothing."""
        self._named(token)
        return self.render(request, private=True)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Stop the letters of this purpose; doing it twice is the same as once."""
        recipient_id, purpose = self._named(token)
        subscriptions.unsubscribe(recipient_id, purpose)
        return self.render(request, private=True, done=True, title="Done")

    def _named(self, token: str) -> tuple[int, str]:
        named = subscriptions.read_token(token)
        if named is None:
            raise NotFound
        return named
