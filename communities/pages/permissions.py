"""Who may write the page of a community. Everybody may read it."""

from communities.groups.models import Community
from communities.groups.permissions import Viewer, can_manage_community
from communities.pages.models import Reference


def can_write_section(user: Viewer, community: Community) -> bool:
    """Leaders write the sections of their own open community."""
    return can_manage_community(user, community)


def can_add_reference(user: Viewer, community: Community) -> bool:
    """Leaders add the works that their page rests on."""
    return can_manage_community(user, community)


def can_remove_reference(user: Viewer, reference: Reference) -> bool:
    """Leaders take a work off their own page again."""
    return can_manage_community(user, reference.community)
