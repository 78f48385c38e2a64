"""The people of the demo, by first name."""

from accounts.cast import DOMAIN, PASSWORD, address
from accounts.models import User

__all__ = ["DOMAIN", "PASSWORD", "Cast"]


class Cast:
    """`cast.alma` is the demo's Alma; the accounts loader has made her before others ask."""

    def __getattr__(self, name: str) -> User:
        user = User.objects.filter(email=address(name)).first()
        if user is None:
            raise AttributeError(name)
        return user
