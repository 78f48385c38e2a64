"""A small browser and API client on the standard library: cookies, forms, tokens, letters."""

import http.cookiejar
import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

TIMEOUT = 20
PROJECT = Path(__file__).resolve().parents[2]


def must(truth: object, why: str) -> None:
    """End the run with a reason unless something holds."""
    if not truth:
        sys.exit(f"FAILED: {why}")


@dataclass
class Answer:
    """What came back: status, address after redirects, text."""

    status: int
    url: str
    text: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Person:
    """One visitor with cookies of their own; signed in or not; perhaps with a token."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.cookies = http.cookiejar.CookieJar()
        self.token = self.address = ""
        handler = urllib.request.HTTPCookieProcessor(self.cookies)
        self._opener = urllib.request.build_opener(handler)

    def get(self, path: str, expect: int = 200) -> Answer:
        """Read a page or an API resource."""
        return self._send("GET", path, None, {}, expect)

    def submit(self, path: str, fields: dict[str, str], expect: int = 200) -> Answer:
        """Load the page, fill its form in as a person would, and send it."""
        page = self.get(path)
        return self.send_form(page, fields, expect)

    def send_form(self, page: Answer, fields: dict[str, str], expect: int = 200) -> Answer:
        """Send the form of a page that was loaded before: the one that knows all the fields."""
        form = pick_form(page.text, fields)
        filled = urllib.parse.urlencode({**form.values, **fields}).encode()
        target = urllib.parse.urljoin(page.url, form.action or page.url)
        headers = {"Content-Type": "application/x-www-form-urlencoded", **self._as_browser(page)}
        return self._send("POST", target, filled, headers, expect)

    def _as_browser(self, page: Answer) -> dict[str, str]:
        """Where a browser says that it comes from; it says `null` from a page that hides it."""
        hides = "no-referrer" in page.headers.get("Referrer-Policy", "")
        parts = urllib.parse.urlsplit(page.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        return {"Origin": "null"} if hides else {"Origin": origin, "Referer": page.url}

    def call(
        self, method: str, path: str, body: object = None, expect: int = 200, **headers: str
    ) -> Answer:
        """Call the API with JSON and this person's token."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given["Content-Type"] = "application/json"
        if self.token:
            given["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        return self._send(method, path, data, given, expect)

    def _send(
        self, method: str, path: str, data: bytes | None, headers: dict[str, str], expect: int
    ) -> Answer:
        url = urllib.parse.urljoin(self.base_url + "/", path)
        request = urllib.request.Request(url, data=data, headers=headers, method=method)
        try:
            with self._opener.open(request, timeout=TIMEOUT) as reply:
                answer = _answer(reply)
        except urllib.error.HTTPError as reply:
            answer = _answer(reply)
        if not expect:
            return answer
        told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))[:600]
        must(answer.status == expect, f"{method} {path}: {answer.status}, not {expect}: {told}")
        return answer


class Site:
    """The running RareShare, the inbox of its letters, and the people who use it."""

    def __init__(self, base_url: str, mail_url: str, manage: list[str]) -> None:
        self.base_url = base_url.rstrip("/")
        self._manage = manage
        self.mail_url = mail_url.rstrip("/")
        self.people: dict[str, Person] = {}
        self.known: dict[str, Any] = {}

    def person(self, name: str) -> Person:
        """The same browser every time that a name is said."""
        return self.people.setdefault(name, Person(self.base_url))

    def manage(self, *command: str) -> str:
        """Run a management command on the same data: the clock is set this way, never by HTTP."""
        done = subprocess.run(
            [*self._manage, *command], capture_output=True, text=True, cwd=PROJECT
        )
        must(done.returncode == 0, f"manage {' '.join(command)}: {done.stdout}{done.stderr}")
        return done.stdout

    def letters(self, **filters: str) -> list[dict[str, Any]]:
        """Letters that arrived, the newest first: to=…, subject=…."""
        query = urllib.parse.urlencode(filters)
        url = f"{self.mail_url}/api/messages?{query}"
        with urllib.request.urlopen(url, timeout=TIMEOUT) as reply:
            found: list[dict[str, Any]] = json.load(reply)["messages"]
        return found

    def letter_text(self, letter: dict[str, Any]) -> str:
        """The plain text of a letter."""
        url = f"{self.mail_url}/api/messages/{letter['id']}"
        with urllib.request.urlopen(url, timeout=TIMEOUT) as reply:
            return str(json.load(reply)["text"])

    def wait_for_letter(self, seconds: float = 90, **filters: str) -> str:
        """The text of the newest letter that matches, as soon as there is one."""
        letters = wait_until(lambda: self.letters(**filters), f"a letter {filters}", seconds)
        return self.letter_text(letters[0])


def wait_until(ask: Callable[[], Any], what: str, seconds: float = 30) -> Any:
    """Ask until the answer is true; the answer."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer := ask():
            return answer
        time.sleep(0.25)
    return must(False, f"waited {seconds:g} s for {what}")


@dataclass
class Form:
    """A form's address and what is filled in already."""

    action: str = ""
    method: str = "get"
    names: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get").lower()))
        if not self.forms or not given.get("name"):
            return
        form, name = self.forms[-1], given["name"]
        if tag in {"input", "select", "textarea", "button"}:
            form.names.add(name)
        if tag == "textarea":
            self._area = name
        elif tag == "input" and given.get("type") not in {"radio", "checkbox", "submit"}:
            form.values[name] = given.get("value", "")
        elif tag == "input" and "checked" in given:
            form.values[name] = given.get("value", "on")

    def handle_data(self, data: str) -> None:
        if self._area:
            form = self.forms[-1]
            form.values[self._area] = form.values.get(self._area, "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def pick_form(page: str, fields: dict[str, str]) -> Form:
    """The posting form of a page that has all the named fields."""
    parser = _Forms()
    parser.feed(page)
    posting = [form for form in parser.forms if form.method == "post"]
    fitting = [form for form in posting if set(fields) <= form.names]
    must(fitting, f"no form with {sorted(fields)}; there are {[sorted(f.names) for f in posting]}")
    return fitting[0]


def _answer(reply: Any) -> Answer:
    text = reply.read().decode("utf-8", "replace")
    return Answer(reply.status, reply.geturl(), text, dict(reply.headers.items()))
