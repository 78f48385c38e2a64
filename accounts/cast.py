"""The people of the demo and of the tests: who they are, where they live, what they may do."""

import base64
import hashlib
from dataclasses import dataclass

from accounts.roles import Role

DOMAIN = "demo.example"
PASSWORD = "a calm blue river"  # noqa: S105 - shown on purpose, and only in the demo


@dataclass(frozen=True)
class Person:
    """One of the cast: what they are here for, and their roles."""

    name: str
    part: str
    roles: tuple[Role, ...] = ()
    country: str = "US"
    state: str = ""


PEOPLE = {
    "alma": Person("Alma", "Lives with an illness and takes part in the registry", state="Texas"),
    "ben": Person("Ben", "Cares for Alma's child", state="Texas"),
    "chidi": Person("Chidi", "Member of a community", country="NG"),
    "dora": Person("Dora", "Leads a community", country="GB"),
    "eze": Person("Dr Eze", "Verified expert", country="NG"),
    "emil": Person("Emil", "Registry coordinator", (Role.COORDINATOR,), "DE"),
    "gita": Person("Gita", "Researcher", (Role.RESEARCHER,), "IN"),
    "hugo": Person("Hugo", "Chair of the board", (Role.BOARD_CHAIR, Role.BOARD_MEMBER), "BE"),
    "ines": Person("Ines", "Board member with a conflict", (Role.BOARD_MEMBER,), "PT"),
    "jon": Person("Jon", "Board member for the patients", (Role.BOARD_MEMBER,), "IS"),
    "kofi": Person("Kofi", "Board member", (Role.BOARD_MEMBER,), "GH"),
    "lena": Person("Lena", "Moderator", (Role.MODERATOR,), "AT"),
    "mio": Person("Mio", "Second guardian of the child", country="JP"),
    "nia": Person("Nia", "Is 17 and soon 18", country="KE"),
    "fay": Person("Fay", "Somebody new", country="IE"),
    "ada": Person("Ada", "Administrator", (Role.ADMIN,), "FI"),
}


def address(key: str) -> str:
    """The e-mail address of one of the cast."""
    return f"{key}@{DOMAIN}"


def totp_secret(key: str) -> str:
    """The same secret on every machine, so that a demo can be set up again; demo and tests only."""
    digest = hashlib.sha256(f"demo:{key}".encode()).digest()[:20]
    return base64.b32encode(digest).decode()
