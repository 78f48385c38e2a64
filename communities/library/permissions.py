"""Who may add to the library of a community. Everybody may read what is approved."""

from communities.groups.models import Community
from communities.groups.permissions import Viewer, can_manage_community, is_member
from communities.library.models import NewsLink


def can_suggest_news_link(user: Viewer, community: Community) -> bool:
    """Members of an open community suggest; what a leader suggests is approved with it."""
    return community.is_open and is_member(user, community)


def can_approve_news_link(user: Viewer, link: NewsLink) -> bool:
    """Leaders decide on the suggestions to their own community."""
    return can_manage_community(user, link.community)


def can_decline_news_link(user: Viewer, link: NewsLink) -> bool:
    """Whoever may approve may also decline, or take an approved link away again."""
    return can_approve_news_link(user, link)


def can_add_resource(user: Viewer, community: Community) -> bool:
    """Leaders add resources to their own open community."""
    return can_manage_community(user, community)
