"""The pages of leading."""

from communities.groups.models import Leadership
from communities.leaders import operations
from communities.leaders.operations.words import Offer
from tests.access import World
from tests.browser.pages import Shown

AT = "/c/{community.public_id}/leaders/"
ASKED = "/me/leading/{leader_asked.public_id}/"
DECISION = "/desk/leaders/{leader_offer.public_id}/"


def build(world: World) -> None:
    """Mio's offer for the community without a leader was declined; Dora has a story."""
    leadership = Leadership.objects.get(pk=world.leadership.pk)
    leadership.story, leadership.helps_with = "I care for my son.\nAsk me.", "First questions"
    leadership.save()
    offer = Offer("I can.", "Diet", 2, public=True)
    declined = operations.apply_to_lead(world.empty, by=world.cast.mio, offer=offer)
    operations.decline_application(declined, by=world.cast.lena, reason="Not yet.\n\nLater.")


PAGES = [
    Shown(AT, who="chidi"),
    Shown(AT, who="dora", state="leader"),
    Shown(AT, who="lena", state="staff"),
    Shown("/c/{empty.public_id}/leaders/", who="fay", state="nobody leads"),
    Shown("/c/{empty.public_id}/leaders/apply/", who="mio"),
    Shown(
        "/c/{empty.public_id}/leaders/apply/",
        who="mio",
        state="with errors",
        press="Send to our team",
        status=400,
    ),
    Shown(AT + "apply/", who="fay", state="join first"),
    Shown(AT + "ask/", who="dora"),
    Shown(AT + "ask/", who="lena", state="with errors", press="Ask", status=400),
    Shown(AT + "mine/", who="dora"),
    Shown(AT + "mine/handover/", who="dora"),
    Shown(AT + "{leadership.pk}/end/", who="lena"),
    Shown(AT + "{leadership.pk}/end/", who="lena", state="errors", press="End it", status=400),
    Shown("/me/leading/", who="dora", state="leader"),
    Shown("/me/leading/", who="alma", state="asked"),
    Shown("/me/leading/", who="mio", state="declined"),
    Shown("/me/leading/", who="fay", state="empty"),
    Shown(ASKED, who="alma"),
    Shown(ASKED, who="alma", state="errors", press="Yes, I want to help", status=400),
    Shown("/desk/leaders/", who="lena"),
    Shown(DECISION, who="lena"),
    Shown(DECISION, who="lena", state="errors", press="Decline", status=400),
]
