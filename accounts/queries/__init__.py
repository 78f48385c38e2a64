"""What can be asked about accounts."""

from accounts.queries.demo import demo_accounts, demo_code
from accounts.queries.people import (
    confirmed_user_by_address,
    factor_secret,
    letter_choices,
    optional_purposes,
    own_profile,
    own_tokens,
    people_holding,
    person,
    user_by_address,
    user_by_public_id,
)

__all__ = [
    "confirmed_user_by_address",
    "demo_accounts",
    "demo_code",
    "factor_secret",
    "letter_choices",
    "optional_purposes",
    "own_profile",
    "own_tokens",
    "people_holding",
    "person",
    "user_by_address",
    "user_by_public_id",
]
