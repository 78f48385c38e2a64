"""The whole error vocabulary of the house. Doors translate it; nothing below knows HTTP."""

from collections.abc import Mapping


class DomainError(Exception):
    """Something that was asked cannot be done; `fields` says which input must change."""

    status = 400
    title = "There is a problem"

    def __init__(self, detail: str | Mapping[str, str] = "", *, field: str = "") -> None:
        if isinstance(detail, Mapping):
            self.fields = dict(detail)
            self.detail = " ".join(self.fields.values())
        else:
            self.detail = detail or self.title
            self.fields = {field: self.detail} if field else {}
        super().__init__(self.detail)


class Invalid(DomainError):
    """An input breaks a rule; the person can correct it."""


class NotAllowed(DomainError):
    """The person may see this thing but may not do that with it."""

    status = 403
    title = "You cannot do this"


class NotFound(DomainError):
    """It does not exist, or this person may not know that it exists: the same answer for both."""

    status = 404
    title = "Not found"

    def __init__(self) -> None:
        super().__init__("There is nothing at this address.")


class WrongState(DomainError):
    """The step is not possible now; the text says what is possible instead."""

    status = 409
    title = "This step is not possible now"


class Conflict(DomainError):
    """Somebody or something got there first."""

    status = 409
    title = "This was done already"


class Moved(DomainError):
    """It lives elsewhere for good: `old` and `new` are the part of the address that changed."""

    status = 410
    title = "This has moved"
    landing = "You followed the address of a community that is now part of this one."

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        super().__init__("This is part of another community now. Everything went there with it.")

    def address(self, path: str) -> str:
        """Where to find what was asked for at `path`."""
        before, _, after = path.rpartition(f"/{self.old}/")
        return f"{before}/{self.new}/{after}"


class Stale(DomainError):
    """The thing changed since it was read; nothing was overwritten (RFC 9110 section 13.1.1)."""

    status = 412
    title = "Someone changed this before you"


class TooMany(DomainError):
    """A limit was reached; `wait` is in seconds."""

    status = 429
    title = "Too many tries"

    def __init__(self, detail: str = "", *, wait: int = 60) -> None:
        self.wait = wait
        super().__init__(detail or "You tried this many times. Wait a while, then try again.")
