"""Who may do what with an account. `None` stands for the house itself: sign-up and commands."""

from accounts.models import User
from accounts.roles import Role


def can_register_user(by: User | None) -> bool:
    """Everybody may open an account for themselves; an administrator may open one for others."""
    return by is None or by.has_role(Role.ADMIN)


def can_open_unconfirmed(by: User | None) -> bool:
    """Everybody may start an account; it opens nothing before its address is confirmed."""
    return by is None or by.has_role(Role.ADMIN)


def can_settle_password(by: User | None) -> bool:
    """Only the house settles the first password, when its browser is about to confirm the code."""
    return by is None


def can_change_profile(by: User, user: User) -> bool:
    """A profile is changed by its own person only."""
    return by.is_active and by.pk == user.pk


def can_grant_role(by: User | None, user: User) -> bool:
    """Roles come from an administrator or the command line, never from oneself."""
    return by is None or (by.is_active and by.has_role(Role.ADMIN) and by.pk != user.pk)


def can_revoke_role(by: User | None, user: User) -> bool:
    """Roles are taken back by those who can grant them, or laid down by the person."""
    return can_grant_role(by, user) or by == user


def can_issue_token(by: User, user: User) -> bool:
    """A token is issued to its own person, who has every factor that the account needs."""
    return by.is_active and by.pk == user.pk and not user.lacks_second_factor


def can_revoke_token(by: User, user: User) -> bool:
    """A token is revoked by its own person."""
    return by.pk == user.pk


def can_sign_out_everywhere(by: User | None, user: User) -> bool:
    """A person ends their own sessions; the house ends them when a password or factor changes."""
    return by is None or by.pk == user.pk


def can_close_account(by: User | None, user: User) -> bool:
    """An account is closed by its person, an administrator, or the command line."""
    return by is None or by.pk == user.pk or by.has_role(Role.ADMIN)


def can_choose_letters(by: User, user: User) -> bool:
    """Letter choices belong to their own person."""
    return by.pk == user.pk


def can_spend_code(by: User | None, user: User) -> bool:
    """A code is spent by its own person, or at the door before anybody is signed in."""
    return by is None or by.pk == user.pk


def can_spend_step(by: User | None, user: User) -> bool:
    """As for any code: its own person, or the door."""
    return can_spend_code(by, user)


def can_release_address(by: User | None) -> bool:
    """Only the house frees an address, when its true owner is about to confirm it."""
    return by is None


def can_renew_password(by: User | None, user: User) -> bool:
    """A password is set by its own person, or at the door after a code that went to their mail."""
    return by is None or by.pk == user.pk


def can_block_person(by: User, person: User) -> bool:
    """Everybody with an open account keeps away from whom they like, except from themselves."""
    return by.is_active and by.pk != person.pk


def can_unblock_person(by: User, person: User) -> bool:
    """Only the person who keeps away ends it; whom it is about never learns of it."""
    return by.is_active and by.pk != person.pk
