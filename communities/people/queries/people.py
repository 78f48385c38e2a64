"""A person as somebody else may see them. This is the only place where parts of a profile leave."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts import places
from accounts import queries as accounts
from accounts.models import User
from communities.groups import queries as groups
from communities.groups.models import Membership, Visibility
from communities.groups.permissions import Viewer
from communities.groups.states import State
from communities.people import permissions
from communities.people.models import FIELDS, Profile
from communities.people.permissions import Relation
from rareshare.lib.errors import NotFound

_MEMBERSHIPS = {
    Visibility.PUBLIC: Relation.STRANGER,
    Visibility.ALL_MEMBERS: Relation.ACCOUNT,
    Visibility.MEMBERS: Relation.FELLOW,
    Visibility.NOBODY: Relation.SELF,
}


@dataclass(frozen=True)
class PersonView:
    """What one viewer sees of one person. An empty part was not told, or not to this viewer."""

    person: str
    display_name: str
    about: str = ""
    country: str = ""
    languages: str = ""
    link: str = ""
    memberships: list[Membership] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True where there is nothing but the name."""
        return not (any(getattr(self, name) for name in FIELDS) or self.memberships)


def own_profile(viewer: User) -> Profile:
    """The viewer's own profile with everything in it; an empty one where none was written yet."""
    found = Profile.objects.filter(user=viewer.pk).first()
    return found or Profile(user_id=viewer.pk)


def relation(viewer: Viewer, person: User) -> Relation:
    """What the viewer is to the person now: sharing an open community makes a fellow, unless the
    person shows nobody that they belong to it. A part that appears would tell it."""
    if not isinstance(viewer, User):
        return Relation.STRANGER
    if viewer.pk == person.pk:
        return Relation.SELF
    mine = groups.communities_of(viewer).order_by().values("community")
    shared = _fellowships(person).filter(community__in=mine)
    return Relation.FELLOW if shared.exists() else Relation.ACCOUNT


def person_for(viewer: Viewer, public_id: str) -> PersonView:
    """The page of a person as the viewer may see it. Somebody who does not exist or who closed
    their account is not there; signed out, neither is whoever shows nothing to everyone. Whoever
    blocked the viewer looks like somebody who shows nothing."""
    person = User.objects.active().filter(public_id=public_id).first()
    if person is None:
        raise NotFound
    if accounts.is_hidden_from(viewer, person):
        return PersonView(person=person.public_id, display_name=person.display_name)
    memberships = list(groups.memberships_visible_to(viewer, person).order_by("community__name"))
    view = _view(person, relation(viewer, person), memberships)
    if view.is_empty and not isinstance(viewer, User):
        raise NotFound
    return view


def preview(viewer: User, as_seen_by: Relation) -> PersonView:
    """The viewer's own page as a stranger, somebody with an account, or a fellow member of all
    their communities sees it. Whoever is unseen in each of them has no fellows."""
    if as_seen_by is Relation.FELLOW and not _fellowships(viewer).exists():
        as_seen_by = Relation.ACCOUNT
    own = groups.memberships_visible_to(viewer, viewer).order_by("community__name")
    seen = [one for one in own if as_seen_by >= _MEMBERSHIPS[Visibility(one.visibility)]]
    return _view(viewer, as_seen_by, seen)


def _fellowships(person: User) -> QuerySet[Membership]:
    """The memberships in open communities that the person shows to anybody at all."""
    rows = groups.communities_of(person).filter(community__state=State.OPEN)
    return rows.exclude(visibility=Visibility.NOBODY)


def _view(person: User, seen_by: Relation, memberships: list[Membership]) -> PersonView:
    profile = own_profile(person)
    told = {
        "about": profile.about,
        "country": places.countries().get(person.country, ""),
        "languages": profile.languages,
        "link": profile.link,
    }
    shown = {
        name: text
        for name, text in told.items()
        if permissions.can_see(profile.audience(name), seen_by)
    }
    return PersonView(
        person=person.public_id,
        display_name=person.display_name,
        memberships=memberships,
        **shown,
    )
