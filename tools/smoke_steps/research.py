"""Research: a count, an application, the board's votes, a message, and each person's own answer."""

import time
from datetime import UTC, datetime, timedelta

from . import accounts
from .base import Site, must

BASE = "/api/v1/research"
SLUG = "calciphylaxis"


def day(days: int) -> str:
    """A date that many days from today."""
    return f"{datetime.fromtimestamp(time.time(), UTC) + timedelta(days=days):%Y-%m-%d}"


def asks_for_a_count(site: Site) -> None:
    """A researcher asks whether there are participants and gets a protected count"""
    public = site.person("visitor").get(f"{BASE}/counts/?condition={SLUG}").json
    must(public["exact"] is None and public["range"] is None, "the public learns a number")
    gita = accounts.cast(site, "gita")
    profile = gita.call("GET", f"{BASE}/profile/").json
    accepted = {"institution": "Institute of the demo", "sha256": profile["rules_sha256"]}
    gita.call("PUT", f"{BASE}/profile/", accepted)
    inquiry = gita.call("POST", f"{BASE}/inquiries/", {"condition": SLUG}, 201).json
    must("exact" not in inquiry, "a researcher learns an exact number")
    site.known["inquiry"] = inquiry["id"]


def board_decides(site: Site) -> None:
    """The researcher applies, three board members vote, the chair records the decision"""
    gita = accounts.cast(site, "gita")
    draft = {
        "inquiry": site.known["inquiry"],
        "title": "Pain at night",
        "institution": "Institute of the demo",
        "ask": "recruitment_contact",
        "lay_summary": "We want to learn how pain changes sleep.",
        "purpose": "DUO:0000007",
        "data_asked": "An answer to our message, to invite people to a talk by phone.",
        "what_you_do": "One talk by phone, about 30 minutes.",
        "cost_and_pay": "none",
        "risks": "Talking about pain can be hard. You can stop at any time.",
        "ethics_number": "DEMO-1",
        "ethics_expires_on": day(300),
        "ends_on": day(200),
    }
    study = gita.call("POST", f"{BASE}/applications/", draft, 201).json["id"]
    site.known["study"] = study
    address = f"{BASE}/applications/{study}"
    gita.call("POST", f"{address}/agreement/", {"printed_name": "G", "sha256": "0" * 64}, 409)
    gita.call("POST", f"{address}/submission/")
    vote = {"choice": "approve", "reason": "Useful, and gentle on people."}
    for member in ("hugo", "jon", "kofi"):
        accounts.cast(site, member).call("POST", f"{address}/votes/", vote, 201)
    accounts.cast(site, "kofi").call("POST", f"{address}/votes/", vote, 409)
    note = {"note": "The board says yes."}
    accounts.cast(site, "hugo").call("POST", f"{address}/decision/", note, 201)
    text = gita.call("GET", f"{address}/agreement/").json
    signature = {"printed_name": "Gita Demo", "sha256": text["sha256"]}
    gita.call("POST", f"{address}/agreement/", signature, 201)
    must(gita.call("GET", f"{address}/").json["state"] == "active", "the study is not active")


def participants_decide(site: Site) -> None:
    """Staff write to those who allow it; only who says yes becomes known to the researcher"""
    emil, gita = accounts.cast(site, "emil"), accounts.cast(site, "gita")
    message = {"application": site.known["study"], "answer_by": day(30)}
    campaign = emil.call("POST", f"{BASE}/campaigns/", message, 201).json["id"]
    emil.call("POST", f"{BASE}/campaigns/{campaign}/cohort/")
    emil.call("POST", f"{BASE}/campaigns/{campaign}/sending/")
    releases = f"{BASE}/applications/{site.known['study']}/releases/"
    for name, answer in (("willing", "yes_now"), ("unwilling", "no")):
        person = site.person(name)
        site.wait_for_letter(to=person.address, subject="message from us")
        invitation = person.call("GET", f"{BASE}/invitations/").json["results"][0]["id"]
        must(not _known(gita.call("GET", releases).text, person.address), "known before a yes")
        person.call("POST", f"{BASE}/invitations/{invitation}/answer/", {"answer": answer})
    told = gita.call("GET", releases).text
    must(_known(told, site.person("willing").address), "the yes did not reach the researcher")
    must(not _known(told, site.person("unwilling").address), "the no reached the researcher")
    other = {"willing": "unwilling", "unwilling": "willing"}
    for name in other:
        site.person(name).call("GET", releases, expect=403)


def _known(text: str, address: str) -> bool:
    return address.lower() in text.lower()


STEPS = (asks_for_a_count, board_decides, participants_decide)
