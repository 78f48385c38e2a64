"""Who may review medical facts. A room above knows who is a verified expert and registers the rule
when Django starts; until then nobody is one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from communities.groups.models import Community


@dataclass(frozen=True)
class Credentials:
    """What was verified about a reviewer, and the interest that readers should know of."""

    profession: str
    conflict_of_interest: str = ""


Rule = Callable[[Any, Community], Credentials | None]
Reach = Callable[[Any], list[int]]


def _nobody(user: Any, community: Community) -> Credentials | None:
    return None


def _nowhere(user: Any) -> list[int]:
    return []


_rule: Rule = _nobody
_reach: Reach = _nowhere


def register(rule: Rule, reach: Reach) -> None:
    """Let `rule` say who reviews in a community, and `reach` in which communities a person does,
    by their ids."""
    global _rule, _reach
    _rule, _reach = rule, reach


def credentials_of(user: Any, community: Community) -> Credentials | None:
    """What was verified about this person for this community, where it holds today."""
    return _rule(user, community)


def is_reviewer(user: Any, community: Community) -> bool:
    """True for people who may review the medical facts of this community today."""
    return credentials_of(user, community) is not None


def communities_reviewed_by(user: Any) -> list[int]:
    """The ids of the communities in which this person may review today."""
    return _reach(user)
