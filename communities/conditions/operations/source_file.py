"""What all files of sources share: a digest, faults that name their line, and what was left out."""

import hashlib
from collections import Counter
from pathlib import Path
from typing import ClassVar

from rareshare.lib.errors import Invalid
from rareshare.lib.text import check_characters

MOST_BYTES = 400_000_000
MOST_EXAMPLES = 50
_UTF_16 = {b"\xff\xfe", b"\xfe\xff", b"{\0", b"\0{", b"<\0", b"\0<"}


class SourceFile:
    """A file on this machine that is read as a stream, once or more, and never changed."""

    most_bytes: ClassVar[int] = MOST_BYTES

    def __init__(self, path: Path) -> None:
        self.path = path
        self.release = ""
        self.language = "en"
        self.left_out: Counter[str] = Counter()
        self.examples: list[str] = []
        try:
            if path.stat().st_size > self.most_bytes:
                raise Invalid(f"{path.name} is larger than any file of this kind.")
            with path.open("rb") as file:
                begin = file.read(2)
                file.seek(0)
                self.digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise Invalid(f"{path} cannot be read: {error.strerror}.") from error
        if begin in _UTF_16:
            raise fault(1, "the file is in UTF-16; save it as UTF-8")

    def leave_out(self, what: str, example: str) -> None:
        """Count a value that is not taken up; the first few are kept for the report."""
        self.left_out[what] += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(f"{what.replace('_', ' ')}: {example[:80]}")


def fault(number: int, what: str) -> Invalid:
    """A file is refused as a whole."""
    return Invalid(f"Line {number}: {what}. Nothing was changed.")


def line_of_text(text: str | None, number: int, *, limit: int) -> str:
    """Text of a file as one line without outer spaces; what cannot be shown honestly is refused."""
    line = " ".join((text or "").split())
    if len(line) > limit:
        raise fault(number, f"a text is longer than {limit:,} characters")
    try:
        return check_characters(line)
    except Invalid as error:
        raise fault(number, "there is a character that cannot be shown") from error
