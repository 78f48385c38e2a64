"""A real SMTP server on loopback that can misbehave at any step and be asked what it took."""

import socketserver
import threading
import time
from collections import Counter
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class MailServer:
    """`mode`: "" (all well), refuse, hang, reject, later, cut_before, cut_after, …"""

    def __init__(self) -> None:
        self.mode = ""
        self.delay = 0.0  # seconds of thought before and after a message is taken
        self.messages: list[Message] = []
        self.release = threading.Event()
        self._smtp = _Threading(("127.0.0.1", 0), _Conversation)
        self._smtp.owner = self
        self._ask = ThreadingHTTPServer(("127.0.0.1", 0), _Lookup)
        self._ask.owner = self  # type: ignore[attr-defined]
        for server in (self._smtp, self._ask):
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._smtp.server_address[1])

    @property
    def lookup_url(self) -> str:
        return f"http://127.0.0.1:{self._ask.server_address[1]}/taken"

    def taken(self) -> Counter[str]:
        """How often each Message-ID was taken."""
        return Counter(str(message["Message-ID"]) for message in self.messages)

    def close(self) -> None:
        self.release.set()
        for server in (self._smtp, self._ask):
            server.shutdown()
            server.server_close()


class _Threading(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    owner: MailServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Senders that are killed cut their line: that is what the tests want."""


class _Conversation(socketserver.StreamRequestHandler):
    server: _Threading

    def handle(self) -> None:
        owner = self.server.owner
        if owner.mode == "refuse":
            return
        if owner.mode == "hang":
            owner.release.wait(30)
            return
        self._say("220 test")
        while line := self.rfile.readline():
            verb = line.split()[0].upper().decode() if line.split() else ""
            if verb == "DATA":
                if not self._data(owner):
                    return
            elif verb == "RCPT" and owner.mode in {"reject", "later"}:
                self._say("550 nobody here" if owner.mode == "reject" else "451 later")
            else:
                self._say("221 bye" if verb == "QUIT" else "250 ok")
                if verb == "QUIT":
                    return

    def _data(self, owner: MailServer) -> bool:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b".") else line)
        if owner.mode == "cut_before":
            return False
        time.sleep(owner.delay)
        owner.messages.append(message_from_bytes(b"".join(lines)))
        time.sleep(owner.delay)
        if owner.mode == "cut_after_taking":
            return False
        self._say("250 taken")
        return owner.mode != "cut_after"

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Lookup(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        wanted = parse_qs(urlsplit(self.path).query).get("message_id", [""])[0]
        owner: MailServer = self.server.owner  # type: ignore[attr-defined]
        self.send_response(200 if owner.taken()[wanted] else 404)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Silence."""
