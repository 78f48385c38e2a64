"""What can be done to an account: opened, named, given roles, closed, signed in by token."""

from accounts.operations.blocks import block_person, unblock_person
from accounts.operations.codes import (
    forget_old_secrets,
    seal_factor_secret,
    spend_code,
    spend_step,
)
from accounts.operations.letters import choose_letters, queue_security_letter
from accounts.operations.people import (
    change_profile,
    close_account,
    open_unconfirmed,
    register_user,
    renew_password,
    settle_password,
    sign_out_everywhere,
)
from accounts.operations.roles import grant_role, revoke_role
from accounts.operations.team import team_account
from accounts.operations.tokens import issue_token, revoke_token
from accounts.operations.unconfirmed import forget_unconfirmed, release_address

__all__ = [
    "block_person",
    "change_profile",
    "choose_letters",
    "close_account",
    "forget_old_secrets",
    "forget_unconfirmed",
    "grant_role",
    "issue_token",
    "open_unconfirmed",
    "queue_security_letter",
    "register_user",
    "release_address",
    "renew_password",
    "revoke_role",
    "revoke_token",
    "seal_factor_secret",
    "settle_password",
    "sign_out_everywhere",
    "spend_code",
    "spend_step",
    "team_account",
    "unblock_person",
]
