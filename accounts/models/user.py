"""The account of one person: address, name, place, time zone and roles."""

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts import addresses
from accounts.names import MAX_LENGTH
from accounts.roles import PRIVILEGED, Role
from rareshare.lib import clock, ids


class UserQuerySet(models.QuerySet["User"]):
    """Sets of people."""

    def active(self) -> "UserQuerySet":
        """People whose account is open."""
        return self.filter(is_active=True)

    def holding(self, *roles: Role) -> "UserQuerySet":
        """Active people who hold at least one of the roles."""
        return self.active().filter(role_names__overlap=list(roles))

    def get_by_natural_key(self, address: str) -> "User":
        """The account behind an address, however it is spelled."""
        return self.get(email=addresses.normalized(address))


class User(AbstractBaseUser):
    """A person. Rights come from roles and from what they belong to, never from Django's own
    permission tables."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id, editable=False)
    email = models.CharField(max_length=addresses.MAX_LENGTH, unique=True)
    display_name = models.CharField(max_length=MAX_LENGTH)
    display_skeleton = models.CharField(max_length=200, unique=True, editable=False)
    # False until the person chose a name: sign-up itself must not tell which names are taken.
    name_chosen = models.BooleanField(default=False)
    country = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=60, blank=True)
    time_zone = models.CharField(max_length=40, default="UTC")
    role_names = ArrayField(
        models.CharField(max_length=20, choices=Role.choices), default=list, blank=True
    )
    is_active = models.BooleanField(default=True)
    # Part of every session's fingerprint: raising it signs the person out everywhere.
    session_epoch = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    joined_at = models.DateTimeField(default=clock.now, editable=False)

    objects = UserQuerySet.as_manager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role_names__contained_by=Role.values), name="user_roles_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["joined_at"], condition=~Q(role_names=[]), name="user_holding_roles"
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def roles(self) -> frozenset[str]:
        """The roles this person holds now."""
        return frozenset(self.role_names)

    def has_role(self, *roles: Role) -> bool:
        """True where the person holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_privileged(self) -> bool:
        """True for those who must use a second factor."""
        return not self.roles.isdisjoint(PRIVILEGED)

    @property
    def lacks_second_factor(self) -> bool:
        """A privileged person without authenticator app or passkey. Members cost no query."""
        return self.is_privileged and not self.has_second_factor

    @property
    def has_second_factor(self) -> bool:
        """True where an authenticator app or a passkey is set up; recovery codes alone are none."""
        factors: Any = getattr(self, "authenticator_set")  # noqa: B009 - allauth's reverse relation
        return bool(factors.filter(type__in=["totp", "webauthn"]).exists())

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def is_staff(self) -> bool:
        """Django's admin opens for administrators only."""
        return self.is_active and self.has_role(Role.ADMIN)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Inside Django's admin an administrator may do what a page offers."""
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        """Inside Django's admin an administrator sees every room."""
        return self.is_staff

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end when the password changes or the epoch is raised."""
        made = super()._get_session_auth_hash(secret)  # type: ignore[misc]  # not in the stubs
        return f"{made}{self.session_epoch}"

    def get_full_name(self) -> str:
        """The name that others see; there is no other."""
        return self.display_name

    def get_short_name(self) -> str:
        """The name that others see; there is no other."""
        return self.display_name
