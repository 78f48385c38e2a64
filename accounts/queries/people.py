"""What can be asked about accounts."""

from typing import Any

from django.db.models import QuerySet

from accounts import addresses
from accounts.models import FactorSecret, User
from accounts.roles import Role
from rareshare.lib import letters
from rareshare.lib.errors import NotFound
from rareshare.lib.models import Unsubscription


def person(viewer: Any) -> User:
    """Whoever acts has an account; doors behind a sign-in never see anybody else."""
    if not isinstance(viewer, User):
        raise NotFound
    return viewer


def own_profile(viewer: User) -> User:
    """The viewer's own account as the database has it now."""
    return User.objects.get(pk=viewer.pk)


def user_by_address(address: str) -> User | None:
    """The open account behind an address, for sign-in only; never shown to anybody."""
    return User.objects.active().filter(email=addresses.normalized(address)).first()


def confirmed_user_by_address(address: str) -> User | None:
    """As above, where the address was confirmed: only such an account opens by an e-mailed code,
    so that nobody can prepare an account for somebody else's address and keep its password."""
    addresses_of = {
        "emailaddress__verified": True,
        "emailaddress__email": addresses.normalized(address),
    }
    return User.objects.active().filter(**addresses_of).first()


def user_by_public_id(viewer: User, public_id: str) -> User:
    """An open account by its public id; signed-in people only."""
    if not viewer.is_authenticated:
        raise NotFound
    user = User.objects.active().filter(public_id=public_id).first()
    if user is None:
        raise NotFound
    return user


def people_holding(*roles: Role) -> QuerySet[User]:
    """Active people who hold at least one of the roles, for letters and desks."""
    return User.objects.holding(*roles).order_by("pk")


def own_tokens(viewer: User) -> QuerySet[Any]:
    """The viewer's tokens, newest first; the secret itself is nowhere."""
    return viewer.auth_token_set.order_by("-created", "-digest")


def optional_purposes() -> list[str]:
    """All purposes that a person can switch off, from the letters that the rooms declared."""
    return sorted({kind.purpose for kind in letters.kinds().values()} - {letters.ESSENTIAL})


def letter_choices(viewer: User) -> dict[str, bool]:
    """Each purpose that can be switched off, and whether its letters come."""
    stopped = set(
        Unsubscription.objects.filter(recipient_id=viewer.pk).values_list("purpose", flat=True)
    )
    return {purpose: purpose not in stopped for purpose in optional_purposes()}


def factor_secret(key: str) -> str:
    """The secret of a factor, for the moment of comparing; it never leaves the server."""
    return str(FactorSecret.objects.get(row_key=key).body)
