"""Who a person is: the account and its history. What a person does lives in the other wings."""

from accounts.models.blocks import Block, BlockKind
from accounts.models.history import UserEvent
from accounts.models.secrets import FactorSecret, SealedNote, UsedCode
from accounts.models.user import User, UserQuerySet

__all__ = [
    "Block",
    "BlockKind",
    "FactorSecret",
    "SealedNote",
    "UsedCode",
    "User",
    "UserEvent",
    "UserQuerySet",
]
