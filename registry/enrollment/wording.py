"""The twelve sharing questions as they are shown, read from data/permissions.toml."""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rareshare.lib.crypto import digest
from rareshare.lib.errors import Invalid
from registry.enrollment.states import Answer, Choice, Permission

_FILE = Path(__file__).parent / "data" / "permissions.toml"


@dataclass(frozen=True)
class Question:
    """One question, why it is asked, and what each answer does."""

    code: Permission
    question: str
    why: str
    yes: str
    no: str
    options: tuple[tuple[str, str], ...]
    sha256: str

    def read(self, given: str) -> tuple[Answer, str]:
        """What was answered: yes, no or nothing, and for two of the questions the finer choice."""
        if given in {Answer.NO, Answer.UNANSWERED}:
            return Answer(given), ""
        if self.options and given in dict(self.options):
            return Answer.YES, str(Choice(given))
        if not self.options and given == Answer.YES:
            return Answer.YES, ""
        allowed = [name for name, _ in self.options] or [str(Answer.YES)]
        raise Invalid(f"Answer with one of: {', '.join([*allowed, 'no'])}.", field=self.code)


@cache
def questions() -> dict[str, Question]:
    """All twelve, in the order in which they are asked."""
    return {code: _question(code, raw) for code, raw in tomllib.loads(_FILE.read_text()).items()}


def question(code: str) -> Question:
    """One of the twelve; anything else is refused."""
    if code not in questions():
        raise Invalid("There is no such sharing question.", field=code[:40])
    return questions()[code]


def _question(code: str, raw: dict[str, Any]) -> Question:
    options = tuple((str(name), str(text)) for name, text in raw.get("options", []))
    sha256 = digest(json.dumps({"code": code, **raw}, sort_keys=True, ensure_ascii=False))
    texts = {name: str(raw.get(name, "")) for name in ("question", "why", "yes", "no")}
    return Question(Permission(code), options=options, sha256=sha256, **texts)
