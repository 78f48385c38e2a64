"""Letters about messages to our team."""

from rareshare.home.models import ContactRequest
from rareshare.home.states import ContactState
from rareshare.lib import letters
from rareshare.lib.models import Letter


def _contact_request_sent(letter: Letter) -> letters.Decision:
    """Only while the message still waits; the words stay behind the desk's own door."""
    request = ContactRequest.objects.filter(pk=letter.refs["request"]).first()
    if request is None or request.state != ContactState.OPEN:
        return letters.Cancel("answered already")
    return {}


CONTACT_REQUEST_SENT = letters.kind(
    "contact_request_sent", purpose=letters.ESSENTIAL, decide=_contact_request_sent
)
