"""The cast: fifteen people and an administrator, made when a test first names them."""

import time
from typing import Any

from django.test import Client
from rest_framework.test import APIClient

from accounts import operations
from accounts.cast import PEOPLE
from accounts.models import User
from rareshare.home.demo.accounts import introduce

_METHODS = "account_authentication_methods"
_METHODS_OF = "account_authentication_methods_user"


class Cast:
    """`cast.alma` is Alma. Who holds a role has a second factor already."""

    def __init__(self) -> None:
        self._made: dict[str, User] = {}

    def __getattr__(self, key: str) -> User:
        if key.startswith("_") or key not in PEOPLE:
            raise AttributeError(key)
        if key not in self._made:
            self._made[key] = introduce(key)
        return self._made[key]

    @property
    def admin(self) -> User:
        """Ada, the administrator."""
        return self.ada


def client_for(user: User) -> Client:
    """A browser in which the person has just signed in, second factor included."""
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    session = client.session
    proof = {"method": "password", "at": time.time(), "email": user.email, "reauthenticated": True}
    session[_METHODS], session[_METHODS_OF] = [proof], str(user.pk)
    session.save()
    return client


def api_for(user: User) -> APIClient:
    """A script that holds a token of the person."""
    client = APIClient()
    token, _ = operations.issue_token(user, by=user)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def second_factor(user: User) -> Any:
    """The authenticator app of one of the cast."""
    return user.authenticator_set.get(type="totp")
