"""What a verification says to the room of pages: who may review the medical facts of whom."""

from typing import Any

from communities.groups.models import Community
from communities.pages.reviewers import Credentials
from forum.experts import permissions
from forum.experts.models import ExpertVerification
from rareshare.lib import clock


def credentials_of(user: Any, community: Community) -> Credentials | None:
    """What was verified about the person for this community, where it holds today."""
    if not permissions.is_expert(user, community):
        return None
    found = permissions.verification_of(user, community)
    return Credentials(found.profession, found.conflict_of_interest) if found else None


def communities_of(user: Any) -> list[int]:
    """The ids of the communities for which the person is verified today."""
    current = ExpertVerification.objects.current(clock.today()).filter(user=user.pk)
    return list(current.values_list("community", flat=True))
