"""The mail catcher: keeps each letter as it came, shows it, finds it by Message-ID."""

import json
import smtplib
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.system.helpers import PROJECT, soon


class Catcher:
    """A running mail catcher whose sockets survive it, as the supervisor's do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.smtp = socket.create_server(("127.0.0.1", 0))
        self.http = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.http.getsockname()[1]}"
        self.start()

    def start(self) -> None:
        fds = (self.smtp.fileno(), self.http.fileno())
        argv = [sys.executable, "-m", "rareshare.embedded.mailcatcher", "--folder", self.folder]
        argv += ["--smtp", str(fds[0]), "--http", str(fds[1])]
        self.process = subprocess.Popen(argv, pass_fds=fds, cwd=PROJECT)
        assert soon(lambda: self.status("/livez") == 200)

    def stop(self) -> None:
        self.process.terminate()
        assert self.process.wait(10) == 0

    def send(self, letter: EmailMessage, *to: str) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp.getsockname()[1], timeout=10) as line:
            line.send_message(letter, to_addrs=to)

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def status(self, path: str) -> int:
        return self.ask(path)[0]

    def json(self, path: str) -> Any:
        return json.loads(self.ask(path)[1])


@pytest.fixture(scope="module")
def catcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catcher]:
    running = Catcher(tmp_path_factory.mktemp("mail"))
    yield running
    running.stop()


def letter(message_id: str, subject: str = "Time to look") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = "hello@rareshare.example", "alma@demo.example"
    made["Subject"], made["Message-ID"] = subject, f"<{message_id}>"
    made.set_content("Answer here: http://127.0.0.1:8000/check/abc/?a=1&b=2\n")
    made.add_alternative("<p>Answer <b>here</b></p>", subtype="html")
    return made


def test_finds_letters_by_reader_subject_and_message_id(catcher: Catcher) -> None:
    catcher.send(letter("one@rs", "Grüße"), "Alma@demo.example", "ben@demo.example")
    found = catcher.json("/api/messages?to=alma@demo.example&subject=gr%C3%BC")
    assert [entry["message_id"] for entry in found["messages"]] == ["one@rs"]
    whole = catcher.json(f"/api/messages/{found['messages'][0]['id']}")
    assert whole["recipients"] == ["Alma@demo.example", "ben@demo.example"]
    assert "check/abc" in whole["text"]
    assert "<b>here</b>" in whole["html"]
    assert catcher.status("/api/lookup?message_id=%3Cone@rs%3E") == 200
    assert catcher.status("/api/lookup?message_id=two@rs") == 404
    assert catcher.status("/api/lookup") == 404
    assert catcher.json("/api/messages?to=nobody@demo.example")["total"] == 0


def test_shows_letters_without_running_what_they_bring(catcher: Catcher) -> None:
    catcher.send(letter("three@rs", "<script>alert(1)</script>"), "alma@demo.example")
    status, inbox = catcher.ask("/")
    assert status == 200
    assert "<script>" not in inbox
    newest = catcher.json("/api/messages?limit=1")["messages"][0]["id"]
    page = catcher.ask(f"/messages/{newest}/")[1]
    assert 'href="http://127.0.0.1:8000/check/abc/?a=1&amp;b=2"' in page
    assert "<iframe sandbox" in page
    assert "Message-ID: <three@rs>" in catcher.ask(f"/messages/{newest}/raw")[1]


def test_throws_letters_away_but_not_for_another_site(catcher: Catcher) -> None:
    catcher.send(letter("four@rs"), "chidi@demo.example")
    (kept,) = catcher.json("/api/messages?to=chidi@demo.example")["messages"]
    assert catcher.ask("/clear", "POST", Origin="http://elsewhere.example")[0] == 403
    assert catcher.ask(f"/api/messages/{kept['id']}", "DELETE")[0] == 200
    assert catcher.ask(f"/api/messages/{kept['id']}", "DELETE")[0] == 404
    assert catcher.status(f"/messages/{kept['id']}/") == 404
    assert catcher.status("/messages/../secrets/") == 404


def test_keeps_broken_letters_and_survives_a_restart(catcher: Catcher) -> None:
    raw = b"Subject: =?x?q?a?=\r\nContent-Type: text/plain; charset=none\r\n\r\n\xff\xfe"
    with smtplib.SMTP("127.0.0.1", catcher.smtp.getsockname()[1], timeout=10) as line:
        line.sendmail("a@demo.example", ["kofi@demo.example"], raw)
    catcher.stop()
    catcher.start()
    (kept,) = catcher.json("/api/messages?to=kofi@demo.example")["messages"]
    assert catcher.json(f"/api/messages/{kept['id']}")["text"]
    assert catcher.ask(f"/messages/{kept['id']}/")[0] == 200
