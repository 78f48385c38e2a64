"""What can be asked about accounts."""

from accounts.queries.blocks import (
    block_on,
    blocked_ids,
    blockers_of,
    blocks_of,
    hidden_from,
    is_hidden_from,
    keeps_away,
    person_to_block,
)
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
    "block_on",
    "blocked_ids",
    "blockers_of",
    "blocks_of",
    "confirmed_user_by_address",
    "demo_accounts",
    "demo_code",
    "factor_secret",
    "hidden_from",
    "is_hidden_from",
    "keeps_away",
    "letter_choices",
    "optional_purposes",
    "own_profile",
    "own_tokens",
    "people_holding",
    "person",
    "person_to_block",
    "user_by_address",
    "user_by_public_id",
]
