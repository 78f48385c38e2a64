"""Who may add to a library and who decides. Everybody may read what is approved."""

from accounts.models import User
from accounts.roles import Role
from communities.groups.models import Community
from communities.groups.permissions import Viewer, can_manage_community, is_member
from communities.library.models import Feed, NewsLink, Resource


def can_decide(user: Viewer, community: Community | None) -> bool:
    """Leaders decide for their own open community, moderators for the shelf of the whole site."""
    if community is not None:
        return can_manage_community(user, community)
    return isinstance(user, User) and user.has_role(Role.MODERATOR)


def can_suggest(user: Viewer, community: Community | None) -> bool:
    """Members suggest to their open community; everybody with an account to the whole site."""
    if community is None:
        return bool(user.is_authenticated)
    return community.is_open and is_member(user, community)


def can_suggest_news_link(user: Viewer, community: Community | None) -> bool:
    """Whoever may suggest; what those who decide suggest is approved with it."""
    return can_suggest(user, community)


def can_approve_news_link(user: Viewer, link: NewsLink) -> bool:
    """Whoever decides for the place where the link hangs."""
    return can_decide(user, link.community)


def can_decline_news_link(user: Viewer, link: NewsLink) -> bool:
    """Whoever may approve may also decline, or take an approved link away again."""
    return can_approve_news_link(user, link)


def can_change_news_link(user: Viewer, link: NewsLink) -> bool:
    """Whoever may approve may also correct the words and the address."""
    return can_approve_news_link(user, link)


def can_suggest_resource(user: Viewer, community: Community | None) -> bool:
    """Whoever may suggest; what those who decide suggest is approved with it."""
    return can_suggest(user, community)


def can_approve_resource(user: Viewer, resource: Resource) -> bool:
    """Whoever decides for the place where the resource hangs."""
    return can_decide(user, resource.community)


def can_decline_resource(user: Viewer, resource: Resource) -> bool:
    """Whoever may approve may also decline, or take an approved resource away again."""
    return can_approve_resource(user, resource)


def can_change_resource(user: Viewer, resource: Resource) -> bool:
    """Whoever may approve may also correct the words and the address."""
    return can_approve_resource(user, resource)


def can_add_feed(user: Viewer, community: Community | None) -> bool:
    """Whoever decides what is shown chooses where news comes from."""
    return can_decide(user, community)


def can_stop_feed(user: Viewer, feed: Feed) -> bool:
    """Whoever decides what is shown also stops a feed, whoever added it."""
    return can_decide(user, feed.community)
