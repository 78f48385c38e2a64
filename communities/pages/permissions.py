"""Who may write, suggest and review the page of a community. Everybody may read it."""

from accounts.models import User
from communities.groups.models import Community
from communities.groups.permissions import Viewer, can_manage_community, is_member
from communities.pages import reviewers
from communities.pages.models import Reference, SectionVersion, Suggestion
from communities.pages.states import State


def can_write_section(user: Viewer, community: Community) -> bool:
    """Leaders write the sections of their own open community."""
    return can_manage_community(user, community)


def can_revert_section(user: Viewer, community: Community) -> bool:
    """Whoever may write a text may bring an earlier one back."""
    return can_write_section(user, community)


def can_see_history(user: Viewer, community: Community) -> bool:
    """Members and the community's experts read how the page came about. Strangers read the page
    itself: whose words changed when is nothing that the whole web needs."""
    return isinstance(user, User) and (
        is_member(user, community) or reviewers.is_reviewer(user, community)
    )


def can_see_removed_texts(user: Viewer, community: Community) -> bool:
    """A section may have been emptied because of what it told, so the texts before that moment
    are for leaders only."""
    return can_write_section(user, community)


def can_suggest_text(user: Viewer, community: Community) -> bool:
    """Every member of an open community may suggest a text, from the first minute."""
    return community.is_open and is_member(user, community)


def can_withdraw_suggestion(user: Viewer, suggestion: Suggestion) -> bool:
    """Only the person who suggested a text takes it back, also after leaving."""
    return user.is_authenticated and user.pk == suggestion.author_id


def can_accept_suggestion(user: Viewer, suggestion: Suggestion) -> bool:
    """Leaders decide on the suggestions to their own community."""
    return can_write_section(user, suggestion.section.community)


def can_decline_suggestion(user: Viewer, suggestion: Suggestion) -> bool:
    """Whoever may accept may also decline."""
    return can_accept_suggestion(user, suggestion)


def can_review_section(user: Viewer, version: SectionVersion) -> bool:
    """Experts verified for this community today review medical texts that others wrote, while the
    community is open."""
    if not isinstance(user, User) or not version.section.community.is_open:
        return False
    if version.state != State.PUBLISHED or not version.is_medical:
        return False
    own = (
        version.author_id == user.pk
        or Suggestion.objects.filter(version=version, author=user).exists()
    )
    return not own and reviewers.is_reviewer(user, version.section.community)


def can_add_reference(user: Viewer, community: Community) -> bool:
    """Leaders add the works that their page rests on."""
    return can_manage_community(user, community)


def can_change_reference(user: Viewer, reference: Reference) -> bool:
    """Leaders correct what stands about a work on their own page."""
    return can_manage_community(user, reference.community)


def can_remove_reference(user: Viewer, reference: Reference) -> bool:
    """Leaders take a work off their own page again."""
    return can_manage_community(user, reference.community)
