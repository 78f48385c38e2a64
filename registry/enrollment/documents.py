"""The consent texts that ship with RareShare, as files that an ethics board can read."""

import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data" / "consent"


def shipped() -> list[dict[str, Any]]:
    """What the files say, in the order of their names."""
    return [
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.toml"))
    ]
