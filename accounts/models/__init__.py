"""Who a person is: the account and its history. What a person does lives in the other wings."""

from accounts.models.history import UserEvent
from accounts.models.secrets import FactorSecret, SealedNote, UsedCode
from accounts.models.user import User, UserQuerySet

__all__ = ["FactorSecret", "SealedNote", "UsedCode", "User", "UserEvent", "UserQuerySet"]
