"""Letters kept as .eml files in a folder, with an index of their headers in memory."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

ENVELOPE_FROM, ENVELOPE_TO, RECEIVED = "X-Envelope-From", "X-Envelope-To", "X-Received-At"


@dataclass(frozen=True)
class Entry:
    """What the list of letters shows."""

    id: str
    message_id: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    received_at: str


@dataclass(frozen=True)
class Bodies:
    """A letter's two readings."""

    text: str
    html: str


class Mailbox:
    """All letters in the order they came. Every letter is on the disk before it is acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._entries: dict[str, Entry] = {}
        for path in sorted(folder.glob("*.eml")):
            with path.open("rb") as file:
                self._entries[path.stem] = _entry(path.stem, _head(file))

    def store(self, sender: str, recipients: Iterable[str], content: bytes) -> str:
        """Keep one letter; when this returns, it survives a power cut."""
        now = datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="microseconds")
        envelope = {ENVELOPE_FROM: sender, ENVELOPE_TO: ", ".join(recipients), RECEIVED: now}
        head = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in envelope.items())
        letter_id = f"{now[:26].translate(_DIGITS)}-{secrets.token_hex(4)}"
        draft, path = self.folder / f"{letter_id}.part", self._path(letter_id)
        with draft.open("wb") as file:
            file.write(head.encode() + content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        entry = _entry(letter_id, (head.encode() + content).partition(b"\r\n\r\n")[0])
        with self._lock:
            self._entries[letter_id] = entry
        return letter_id

    def find(
        self, *, to: str = "", message_id: str = "", subject: str = "", limit: int = 200
    ) -> tuple[int, list[Entry]]:
        """How many letters match, and the newest of them first."""
        with self._lock:
            newest_first = list(reversed(self._entries.values()))
        wanted = [
            entry
            for entry in newest_first
            if (not to or to.lower() in (address.lower() for address in entry.recipients))
            and (not message_id or entry.message_id == bare(message_id))
            and (not subject or subject.lower() in entry.subject.lower())
        ]
        return len(wanted), wanted[:limit]

    def entry(self, letter_id: str) -> Entry | None:
        """One letter's line in the list."""
        with self._lock:
            return self._entries.get(letter_id)

    def raw(self, entry: Entry) -> bytes:
        """The letter as it came, below three lines about its envelope."""
        return self._path(entry.id).read_bytes()

    def bodies(self, entry: Entry) -> Bodies:
        """The letter's plain and HTML text; a part that is not there is empty."""
        letter = message_from_bytes(self.raw(entry), policy=policy.default)
        return Bodies(text=_body(letter, "plain"), html=_body(letter, "html"))

    def delete(self, letter_id: str) -> bool:
        """Throw one letter away."""
        with self._lock:
            if self._entries.pop(letter_id, None) is None:
                return False
        self._path(letter_id).unlink(missing_ok=True)
        return True

    def clear(self) -> int:
        """Throw all letters away."""
        with self._lock:
            letter_ids = list(self._entries)
        return sum(self.delete(letter_id) for letter_id in letter_ids)

    def _path(self, letter_id: str) -> Path:
        return self.folder / f"{letter_id}.eml"


_DIGITS = str.maketrans("", "", "-:.T")


def bare(message_id: str) -> str:
    """A Message-ID without its angle brackets."""
    return message_id.strip().removeprefix("<").removesuffix(">")


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _head(lines: Iterable[bytes]) -> bytes:
    head = b""
    for line in lines:
        if not line.strip():
            break
        head += line
    return head


def _entry(letter_id: str, head: bytes) -> Entry:
    letter = message_from_bytes(head, policy=policy.default)
    return Entry(
        id=letter_id,
        message_id=bare(_header(letter, "Message-ID")),
        sender=_header(letter, "From") or _header(letter, ENVELOPE_FROM),
        recipients=tuple(a.strip() for a in _header(letter, ENVELOPE_TO).split(",") if a.strip()),
        subject=_header(letter, "Subject"),
        received_at=_header(letter, RECEIVED),
    )


def _header(letter: EmailMessage, name: str) -> str:
    """A header's text; one that breaks the rules of mail shows as empty and hides nothing else."""
    try:
        return _one_line(str(letter.get(name, "")))
    except (ValueError, LookupError, IndexError, AttributeError):
        return ""


def _body(letter: EmailMessage, kind: str) -> str:
    part = letter.get_body((kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        raw = part.get_payload(decode=True)
        return raw.decode(errors="replace") if isinstance(raw, bytes) else ""
