"""The registry: two newcomers join in three steps; a year later one of them gets one letter."""

import re
import secrets
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from . import accounts
from .base import Person, Site, must, wait_until

SCREENING = {
    "subject": "self",
    "affected_status": "diagnosed_clinical",
    "country": "US",
    "region": "Texas",
    "channel": "email",
}
ALLOWED = {"discovery", "contact_study"}
UPDATE_LETTER = re.compile(r"https?://\S+/check/\S+/")


def own(reference: str, *parts: str) -> str:
    """An address below one's own enrollment in the API."""
    return "/".join(["/api/v1/registry/enrollments", reference, *parts, ""])


def enroll(site: Site, name: str) -> Person:
    """Screening, consent, sharing; out of order is refused; the reference is kept."""
    person = accounts.newcomer(site, name)
    condition = person.call("GET", "/api/v1/communities/?q=calciphylaxis").json["results"][0]
    # Another name and birthday in each run: the registry knows the same person again.
    printed = f"{name.title()} {''.join(secrets.choice('aeioklmnrst') for _ in range(9)).title()}"
    born = f"{1940 + secrets.randbelow(50)}-{1 + secrets.randbelow(12):02}-15"
    answers = SCREENING | {"name": printed, "date_of_birth": born}
    answers["condition"] = condition["condition"]["key"]
    screening = person.call("POST", "/api/v1/registry/screenings/", answers, 201).json["id"]
    done = person.call("POST", f"/api/v1/registry/screenings/{screening}/submission/").json
    reference = site.known[name] = str(done["enrollment"])
    must(re.fullmatch(r"RS-\w{4}-\w{4}", reference), f"no enrollment: {done}")
    sharing = person.call("GET", own(reference, "permissions")).json["permissions"]
    choices = {one["code"]: "yes" if one["code"] in ALLOWED else "no" for one in sharing}
    person.call("POST", own(reference, "permissions"), {"permissions": choices}, 409)
    person.call("POST", own(reference, "consents"), _signature(person, printed), 201)
    person.call("POST", own(reference, "permissions"), {"permissions": choices})
    again = person.call("POST", "/api/v1/registry/screenings/", answers, 201).json["id"]
    twice = person.call("POST", f"/api/v1/registry/screenings/{again}/submission/", expect=0)
    must("RS-" not in twice.text or reference in twice.text, "the same person enrolled twice")
    state = person.call("GET", own(reference)).json["state"]
    must(state == "enrolled", f"{name} is {state}, not enrolled")
    return person


def _signature(person: Person, printed: str) -> dict[str, Any]:
    """A signature under the text for an adult, whose bytes have the hash that it names."""
    texts = person.call("GET", "/api/v1/registry/consent-documents/").json["results"]
    text = next(t for t in texts if t["audience"] == "adult" and t["jurisdiction"] == "*")
    must(sha256(text["text"].encode()).hexdigest() == text["sha256"], "the text's hash differs")
    return {
        "decision": "given",
        "sha256": text["sha256"],
        "printed_name": printed,
        "statements": [statement["key"] for statement in text["statements"]],
        "password": accounts.PASSWORD,
    }


def joins_in_three_steps(site: Site) -> None:
    """Two patients join the registry: screening, consent bound to its text, sharing answers"""
    enroll(site, "willing")
    enroll(site, "unwilling")
    other = site.known["unwilling"]
    stranger = site.person("willing").call("GET", own(other), expect=404)
    nobody = site.person("willing").call("GET", own("RS-0000-0000"), expect=404)
    must(stranger.text == nobody.text, "a stranger's enrollment differs from none")


def a_year_passes(site: Site) -> None:
    """A year later one letter asks who did not update; "Nothing has changed" ends it"""
    forgetful, diligent = site.person("willing"), site.person("unwilling")
    try:
        _travel(site, 350)
        diligent.token = accounts.token(site, diligent.address, "")  # the old one lived 30 days
        standing = diligent.call("GET", _updates(site, "unwilling", "updates")).json
        must(standing["is_due"] is False, "asked before the year is over")
        address = _updates(site, "unwilling", "confirmations")
        diligent.call("POST", address, {"cycle": standing["cycle"]}, expect=201)
        _travel(site, 372)
        text = wait_until(lambda: _asked(site, forgetful), "the yearly letter", 180)
        link = UPDATE_LETTER.search(text)
        must(link and "alciphylaxis" not in text, "the letter names the illness or has no link")
        path = urlsplit(link[0]).path if link else ""
        site.person("reader").submit(path, {})
        _travel(site, 440)
        time.sleep(5)
        site.manage("find_due_updates")
        time.sleep(25)
        must(len(_letters(site, forgetful)) == 1, "more than one letter in a year")
        must(not _letters(site, diligent), "who had updated got a letter")
    finally:
        site.manage("set_clock", "now")


def _updates(site: Site, name: str, what: str) -> str:
    return own(str(site.known[name]), what)


def _asked(site: Site, person: Person) -> str:
    letters = _letters(site, person)
    return letters[0] if letters else ""


def _letters(site: Site, person: Person) -> list[str]:
    texts = [site.letter_text(letter) for letter in site.letters(to=person.address)]
    return [text for text in texts if UPDATE_LETTER.search(text)]


def _travel(site: Site, days: int) -> None:
    """A Wednesday that many days from today, in the middle of a day in Texas."""
    day = datetime.fromtimestamp(time.time(), UTC) + timedelta(days=days)
    day += timedelta(days=(2 - day.weekday()) % 7)
    site.manage("set_clock", f"{day:%Y-%m-%d}T16:00Z")
    time.sleep(1.5)


STEPS = (joins_in_three_steps,)
LAST_STEPS = (a_year_passes,)
