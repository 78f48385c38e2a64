"""Where a library is: at a community, or (None) the shelf of the whole site."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import User
from communities.groups import permissions as belonging
from communities.groups import queries as groups
from communities.groups.models import Community
from communities.library import permissions
from rareshare.lib.errors import NotAllowed


def address(name: str, community: Community | None, *args: object) -> str:
    """The address of a page; the same names serve both kinds of library."""
    if community is None:
        return reverse(f"library:shelf-{name}", args=args)
    return reverse(f"library:{name}", args=[community.public_id, *args])


class InLibrary:
    """What the pages of one library share. Addresses without a community are the site's shelf."""

    request: Any  # of Django or of the REST framework
    kwargs: dict[str, Any]

    @cached_property
    def community(self) -> Community | None:
        """The community, as far as the visitor may know of it."""
        public_id = self.kwargs.get("public_id")
        if public_id is None:
            return None
        return groups.community_by_public_id(self.request.user, public_id)

    @property
    def person(self) -> User:
        """Whoever is signed in."""
        return belonging.person(self.request.user)

    @cached_property
    def decides(self) -> bool:
        """Whether the visitor decides what is shown here."""
        return permissions.can_decide(self.request.user, self.community)

    def must_decide(self) -> None:
        """Refuse everybody who does not decide what is shown here."""
        if not self.decides:
            raise NotAllowed("Only those who look after this list can do this.")

    def url(self, name: str, *args: object) -> str:
        """The address of another page of this library."""
        return address(name, self.community, *args)
