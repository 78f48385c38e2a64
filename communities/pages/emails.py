"""Letters of the page. They name no illness, no person and no section, and quote nothing."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from communities.pages.models import Suggestion
from communities.pages.states import SuggestionState
from rareshare.lib import letters
from rareshare.lib.models import Letter


def _decide_suggestion_decided(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Still wanted? The suggestion was decided and its writer still has an account."""
    found = Suggestion.objects.filter(pk=letter.refs["suggestion"]).first()
    decided = {SuggestionState.ACCEPTED, SuggestionState.DECLINED}
    if found is None or found.state not in decided:
        return letters.Cancel("nothing was decided")
    if not User.objects.active().filter(pk=letter.recipient_id or 0).exists():
        return letters.Cancel("the account is closed")
    path = reverse("pages:own-suggestions")
    return {"url": f"{settings.BASE_URL}{path}#text-{found.pk}", "action": "Read the answer"}


SUGGESTION_DECIDED = letters.kind(
    "suggestion_decided", purpose="suggestions", decide=_decide_suggestion_decided
)


def suggestion_decided(suggestion: Suggestion) -> None:
    """Tell the writer, unless they decided it themselves."""
    if suggestion.author_id == suggestion.decided_by_id:
        return
    letters.queue(
        SUGGESTION_DECIDED,
        key=f"suggestion_decided:{suggestion.pk}",
        recipient_id=suggestion.author_id,
        refs={"suggestion": suggestion.pk},
    )
