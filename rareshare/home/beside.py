"""What stands beside a condition on its page and comes from rooms above the catalogue."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from communities.conditions.models import Condition
from communities.groups import queries as groups


def beside_condition(request: HttpRequest, condition: Condition) -> dict[str, Any]:
    """The condition's community, where there is one that this person may see, or the way to start
    one: its address names the illness by its key alone."""
    community = groups.communities_on(request.user, [condition.pk]).get(condition.pk)
    address = community.get_absolute_url() if community else ""
    start = f"{reverse('proposals:start')}?condition={condition.key}"
    studies = reverse("trials:trials", args=[condition.slug])
    return {
        "community": community,
        "community_url": address,
        "start_url": start,
        "studies_url": studies,
    }
