"""Reads docker-compose.yml as far as the proof needs it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).resolve().parents[2]
FILE = PROJECT / "docker-compose.yml"
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::(?P<kind>[-?])(?P<word>[^}]*))?\}")


@dataclass(frozen=True)
class Service:
    """What the Compose file says about one service."""

    name: str
    command: list[str]
    environment: dict[str, str]
    user: str
    read_only: bool
    init: bool
    tmpfs: list[str]
    secrets: list[str]
    cap_drop: list[str]
    security_opt: list[str]
    health: list[str]
    grace_seconds: int


def services(variables: dict[str, str]) -> dict[str, Service]:
    """The project's own services, with `${…}` replaced as Compose would."""
    told = yaml.safe_load(FILE.read_text())
    own = {name: facts for name, facts in told["services"].items() if "build" in facts}
    return {name: _service(name, _filled(facts, variables)) for name, facts in own.items()}


def _service(name: str, facts: dict[str, Any]) -> Service:
    grace = str(facts.get("stop_grace_period", "10s"))
    return Service(
        name=name,
        command=facts["command"],
        environment={key: _text(value) for key, value in facts["environment"].items()},
        user=facts["user"],
        read_only=bool(facts["read_only"]),
        init=bool(facts["init"]),
        tmpfs=facts.get("tmpfs", []),
        secrets=facts["secrets"],
        cap_drop=facts["cap_drop"],
        security_opt=facts["security_opt"],
        health=_health(facts),
        grace_seconds=int(grace.removesuffix("s")),
    )


def _health(facts: dict[str, Any]) -> list[str]:
    test = facts.get("healthcheck", {}).get("test", [])
    if not test:
        return []
    if test[0] != "CMD":
        raise ValueError(f"only CMD health checks are known, not {test[0]}")
    return list(test[1:])


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _filled(facts: Any, variables: dict[str, str]) -> Any:
    if isinstance(facts, dict):
        return {key: _filled(value, variables) for key, value in facts.items()}
    if isinstance(facts, list):
        return [_filled(value, variables) for value in facts]
    if isinstance(facts, str):
        return VARIABLE.sub(lambda found: _value(found, variables), facts)
    return facts


def _value(found: re.Match[str], variables: dict[str, str]) -> str:
    name, kind, word = found["name"], found["kind"], found["word"]
    value = variables.get(name) or os.environ.get(f"COMPOSE_{name}", "")
    if not value and kind == "?":
        raise KeyError(f"{name}: {word}")
    return value or word or ""
