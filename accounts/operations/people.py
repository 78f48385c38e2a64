"""Opening, changing and closing an account."""

from collections.abc import Mapping

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts import addresses, names, permissions, places
from accounts.models import User
from accounts.operations.history import record
from accounts.operations.unconfirmed import is_confirmed
from rareshare.lib import ids
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, Stale, WrongState
from rareshare.lib.locks import locked

NAME_TAKEN = "Somebody has this name, or one that looks like it. Choose another name."


def register_user(
    email: str,
    password: str | None,
    display_name: str = "",
    *,
    by: User | None = None,
    country: str = "",
    state: str = "",
) -> User:
    """Open an account with a confirmed address. Without a name the person gets a plain one and is
    asked later; without a password they sign in by e-mailed codes."""
    if not permissions.can_register_user(by):
        raise NotAllowed
    user = User(email=addresses.checked(email), country=places.checked_country(country))
    user.state = places.checked_state(state)
    user.time_zone = places.time_zone(user.country, user.state)
    set_name(user, display_name) if display_name else give_plain_name(user)
    _set_password(user, password)
    with transaction.atomic():
        _save_new(user)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        record(user, "registered", by=by)
    return user


def open_unconfirmed(address: str, *, by: User | None = None) -> User | None:
    """Open an account whose address is still to be confirmed, without a password: whoever confirms
    it settles that. One that waits already is used again. For a confirmed one nothing changes and
    the answer is None, after the same work, so that time does not tell either."""
    if not permissions.can_open_unconfirmed(by):
        raise NotAllowed
    with transaction.atomic():
        found = User.objects.select_for_update().filter(email=address).first()
        if found is None:
            try:
                return _open(address, by)
            except Conflict:  # somebody was a moment faster with the same address
                found = User.objects.select_for_update().get(email=address)
        if is_confirmed(found):
            _rehearse(by)
            return None
        record(found, "opened_again", by=by)
        return found


def settle_password(user: User, address: str, hashed: str, *, by: User | None) -> User:
    """Give a waiting account the password of the browser that is about to confirm it, so that no
    other sign-up with the same address can choose it; a confirmed account keeps its own."""
    if not permissions.can_settle_password(by):
        raise NotAllowed
    with transaction.atomic():
        user = locked(user)
        if user.email != address or not user.is_active or is_confirmed(user):
            raise WrongState("This code is out of date. Start again.")
        user.password = hashed
        user.session_epoch += 1
        user.save(update_fields=["password", "session_epoch"])
        record(user, "password_settled", by=by)
    return user


def change_profile(
    user: User, *, by: User, changes: Mapping[str, str], version: int | None = None
) -> User:
    """Change one's own display_name, country, state or time_zone. A new place moves the time zone
    with it unless the zone is given as well; a version that is not the latest changes nothing."""
    with transaction.atomic():
        user = locked(user)
        if not permissions.can_change_profile(by, user):
            raise NotAllowed
        if version is not None and version != user.version:
            raise Stale("Your profile changed since you read it. Read it again.")
        changed = _change_place(user, changes)
        name = changes.get("display_name", user.display_name)
        if name != user.display_name or ("display_name" in changes and not user.name_chosen):
            set_name(user, name)
            changed.append("display_name")
        if changed:
            user.version += 1
            _save_named(user)
            record(user, "profile_changed", by=by, note=", ".join(changed))
    return user


def sign_out_everywhere(user: User, *, by: User | None) -> User:
    """End every session and token of a person, as after a new password or second factor."""
    with transaction.atomic():
        user = locked(user)
        if not permissions.can_sign_out_everywhere(by, user):
            raise NotAllowed
        user.session_epoch += 1
        user.save(update_fields=["session_epoch"])
        user.auth_token_set.all().delete()
        record(user, "signed_out_everywhere", by=by)
    return user


def close_account(user: User, *, by: User | None, reason: str = "") -> User:
    """Close an account: nobody can sign in with it, and its sessions and tokens end now."""
    with transaction.atomic():
        user = locked(user)
        if not permissions.can_close_account(by, user):
            raise NotAllowed
        user.is_active = False
        user.session_epoch += 1
        user.save(update_fields=["is_active", "session_epoch"])
        user.auth_token_set.all().delete()
        record(user, "closed", by=by, note=reason)
    return user


def renew_password(user: User, password: str, *, by: User | None) -> User:
    """Set a new password. It ends all other sessions and all tokens (ASVS 7.4.3)."""
    if not permissions.can_renew_password(by, user):
        raise NotAllowed
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        user.auth_token_set.all().delete()
        record(user, "password_renewed", by=by)
    return user


def set_name(user: User, display_name: str) -> None:
    """Put a checked name and its skeleton on an account that is not saved yet."""
    user.display_name = names.checked(display_name)
    user.display_skeleton = names.skeleton(user.display_name)
    user.name_chosen = True


def give_plain_name(user: User) -> None:
    """A name that says nothing, for those who have not chosen one."""
    user.display_name = f"Member {ids.short_id(7)}"
    user.display_skeleton = names.skeleton(user.display_name)
    user.name_chosen = False


def _open(address: str, by: User | None) -> User:
    user = User(email=address)
    user.set_unusable_password()
    give_plain_name(user)
    _save_new(user)
    EmailAddress.objects.create(user=user, email=address, verified=False, primary=True)
    record(user, "opened", by=by)
    return user


def _rehearse(by: User | None) -> None:
    """Open an account that never was: the same work, rolled back."""
    with transaction.atomic():
        _open(f"{ids.short_id(12)}@rehearsal.invalid", by)
        transaction.set_rollback(True)


def _change_place(user: User, changes: Mapping[str, str]) -> list[str]:
    before = (user.country, user.state, user.time_zone)
    user.country = places.checked_country(changes.get("country", user.country))
    user.state = places.checked_state(changes.get("state", user.state))
    if (user.country, user.state) != before[:2]:
        user.time_zone = places.time_zone(user.country, user.state)
    if zone := changes.get("time_zone"):
        user.time_zone = places.checked_zone(zone)
    after = (user.country, user.state, user.time_zone)
    fields = ("country", "state", "time_zone")
    return [name for name, old, new in zip(fields, before, after, strict=True) if old != new]


def _set_password(user: User, password: str | None) -> None:
    if password is None:
        user.set_unusable_password()
        return
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages), field="password") from error
    user.set_password(password)


def _save_new(user: User) -> None:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        if "email" in str(error):
            raise Conflict("This address has an account.", field="email") from error
        raise Conflict(NAME_TAKEN, field="display_name") from error


def _save_named(user: User) -> None:
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:
        raise Conflict(NAME_TAKEN, field="display_name") from error
