"""Accounts: a newcomer opens one with a code from a letter; the demo's people take tokens."""

import re
import secrets
import time
from html import unescape

from .base import Person, Site, must, wait_until

PASSWORD = "a calm blue river"  # noqa: S105 - the demo shows it
CODE = re.compile(r"^\s*([0-9A-Z]{3,4}-?[0-9A-Z]{3,4}|\d{6})\s*$", re.MULTILINE)


def newcomer(site: Site, name: str) -> Person:
    """Sign up with an address of one's own, type the code of the letter in, be signed in."""
    person = site.person(name)
    address = f"{name}-{secrets.token_hex(4)}@smoke.example"
    page = person.submit("/account/signup/", {"email": address, "password1": PASSWORD})
    found = CODE.search(site.wait_for_letter(to=address))
    if found is None:
        must(False, f"the letter to {address} holds no code")
    else:
        person.send_form(page, {"code": found[1]})
    person.address = address
    person.token = token(site, address, "")
    return person


def cast(site: Site, key: str) -> Person:
    """One of the demo's people with a token, the second factor from the demo's page."""
    person = site.person(key)
    if not person.token:
        person.address = f"{key}@demo.example"
        person.token = wait_until(lambda: _try(site, person.address), f"a token for {key}", 70)
    return person


def token(site: Site, address: str, code: str, expect: int = 201) -> str:
    """A token of the API for an address, its password and a code."""
    body = {"email": address, "password": PASSWORD, "code": code}
    answer = site.person("visitor").call("POST", "/api/v1/tokens/", body, expect)
    return str(answer.json["token"]) if expect == 201 else ""


def _try(site: Site, address: str) -> str:
    """A code works once: where the present one was spent a moment ago, wait for the next."""
    code = current_code(site, address)
    body = {"email": address, "password": PASSWORD, "code": code}
    answer = site.person("visitor").call("POST", "/api/v1/tokens/", body, expect=0)
    if answer.status == 201:
        return str(answer.json["token"])
    must(answer.status in {400, 401}, f"a token for {address}: {answer.status} {answer.text}")
    time.sleep(5)
    return ""


def current_code(site: Site, address: str) -> str:
    """The second factor's code of the moment; empty for those who have none."""
    page = unescape(site.person("visitor").get("/demo/").text)
    row = next(row for row in page.split("<tr>") if address in row)
    found = re.search(r"<code>(\d{6})</code>", row)
    return found[1] if found else ""


def opens_an_account(site: Site) -> None:
    """A newcomer opens an account with the code of a letter, and nobody else can sign in"""
    person = newcomer(site, "newcomer")
    me = person.call("GET", "/api/v1/me/").json
    must(me, "the new account has no profile")
    wrong = {"email": person.address, "password": "not the password", "code": ""}
    known = site.person("visitor").call("POST", "/api/v1/tokens/", wrong, 401)
    wrong["email"] = "nobody-at-all@smoke.example"
    unknown = site.person("visitor").call("POST", "/api/v1/tokens/", wrong, 401)
    must(known.text == unknown.text, "a wrong password tells whether the address is known")


STEPS = (opens_an_account,)
