"""The people of the demo, by first name."""

from accounts.models import User

DOMAIN = "demo.example"
PASSWORD = "a calm blue river"  # noqa: S105 - shown on purpose, and only in the demo


class Cast:
    """`cast.alma` is the demo's Alma; the accounts loader has made her before others ask."""

    def __getattr__(self, name: str) -> User:
        user = User.objects.filter(email=f"{name}@{DOMAIN}").first()
        if user is None:
            raise AttributeError(name)
        return user
