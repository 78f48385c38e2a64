"""Applying, voting, deciding, signing: the whole way, out of order, twice, in parallel."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import DatabaseError, connections, transaction

from accounts import operations as accounts
from accounts.roles import Role
from rareshare.home.demo.accounts import totp_secret
from rareshare.lib import clock, ledger
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Stale, WrongState
from rareshare.lib.models import LedgerEntry
from registry.research import operations, queries, texts
from registry.research.models import Application, Decision, Vote
from registry.research.states import ApplicationState
from registry.research.tally import tally
from tests.registry.research.conftest import complete

API = "/api/v1/research/applications/"


def vote(application, by, choice="approve", reason="Useful."):
    return operations.vote_on_application(application, by=by, choice=choice, reason=reason)


def test_the_whole_way_through_the_api(condition, gita, board, cast, api_for, outbox):
    mine = api_for(gita)
    assert cast.emil.is_active  # the coordinator, made now
    dates = {name: str(value) for name, value in complete().items()}
    made = mine.post(API, {**dates, "condition": condition.key})
    assert made.status_code == 201, made.content
    url = API + made.json()["id"] + "/"
    assert mine.post(f"{url}submission/").json()["state"] == "board_review"
    assert len(outbox.rows("board_asked")) == 3
    for member in (cast.hugo, cast.jon, cast.kofi):
        done = api_for(member).post(
            f"{url}votes/", {"choice": "approve_with_conditions", "reason": "Only adults."}
        )
        assert done.status_code == 201
    decided = api_for(cast.hugo).post(f"{url}decision/", {"note": "Adults only."})
    assert decided.json()["outcome"] == "approved_with_conditions"
    assert (decided.json()["yes"], decided.json()["no"]) == (3, 0)
    text = mine.get(f"{url}agreement/").json()
    signed = mine.post(f"{url}agreement/", {"printed_name": "Gita Rao", "sha256": text["sha256"]})
    assert signed.status_code == 201
    assert mine.get(url).json()["state"] == "active"
    assert len(outbox.rows("application_decided", to=gita)) == 1
    assert len(outbox.rows("study_ready", to=cast.emil)) == 1
    assert ledger.verify().bad_seq is None
    assert LedgerEntry.objects.filter(kind="research_decision").count() == 1


def test_the_whole_way_through_the_pages(condition, gita, board, cast, client_for):
    mine = client_for(gita)
    inquiry = operations.ask_inquiry(queries.Question(condition), by=gita)
    started = mine.post(
        f"/research/inquiries/{inquiry.public_id}/application/", {"title": "Sleep", "ask": "both"}
    )
    assert started.status_code == 302
    application = Application.objects.get()
    url = f"/research/applications/{application.public_id}/"
    early = mine.post(url, {"submit": "1"})
    assert early.status_code == 400
    assert "Describe the study in plain words." in early.content.decode()
    form = {key: str(value) for key, value in complete().items() if "_on" not in key}
    for name in ("ethics_expires_on", "ends_on"):
        day = complete()[name]
        form |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    saved = mine.post(f"{url}edit/", {**form, "version": str(application.version)})
    assert saved.status_code == 302, saved.content.decode()
    assert mine.post(f"{url}edit/", {**form, "version": "1"}).status_code == 412
    assert mine.post(url, {"submit": "1"}).status_code == 302
    board_url = f"/board/{application.public_id}/"
    for member in (cast.hugo, cast.jon, cast.kofi):
        desk = client_for(member)
        assert "Sleep and pain" in desk.get("/board/").content.decode()
        done = desk.post(board_url, {"choice": "approve", "reason": "Kind and useful."})
        assert done.status_code == 302
        assert "A vote cannot be changed" in desk.get(board_url).content.decode()
    chair = client_for(cast.hugo)
    assert "Approved" in chair.get(f"{board_url}decision/").content.decode()
    assert chair.post(f"{board_url}decision/", {"note": "Good."}).status_code == 302
    assert "Kind and useful." in mine.get(url).content.decode()
    sha256 = texts.agreement().sha256
    body = {"sha256": sha256, "printed_name": "Gita Rao", "accepted": "on"}
    assert mine.post(f"{url}agreement/", {**body, "accepted": ""}).status_code == 400
    assert mine.post(f"{url}agreement/", body).status_code == 302
    application.refresh_from_db()
    assert application.state == ApplicationState.ACTIVE


def test_a_draft_is_seen_by_nobody_else(draft, cast, api_for):
    url = f"{API}{draft.public_id}/"
    for other in (cast.hugo, cast.emil, cast.alma, cast.admin):
        hidden, nothing = api_for(other).get(url), api_for(other).get(f"{API}z9z9z9z9z9/")
        assert hidden.status_code == 404
        assert hidden.content == nothing.content


def test_another_researcher_sees_nothing(sent, cast, api_for, client_for):
    accounts.grant_role(cast.fay, Role.RESEARCHER, by=cast.admin)
    cast.fay.refresh_from_db()
    TOTP.activate(cast.fay, totp_secret("fay"))
    for path in ("", "agreement/", "releases/", "decision/"):
        response = api_for(cast.fay).get(f"{API}{sent.public_id}/{path}")
        assert response.status_code == 404
        assert "Sleep" not in response.content.decode()
    with pytest.raises(NotFound):
        queries.application_for(cast.fay, sent.public_id)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"lay_summary": ""}, "lay_summary"),
        ({"purpose": ""}, "purpose"),
        ({"risks": ""}, "risks"),
        ({"ethics_expires_on": None}, "ethics_expires_on"),
        ({"ethics_expires_on": clock.today() - timedelta(days=1)}, "ethics_expires_on"),
        ({"ends_on": clock.today()}, "ends_on"),
        ({"ends_on": clock.today() + timedelta(days=3000)}, "ends_on"),
    ],
)
def test_what_is_missing_or_wrong_is_named_before_it_is_sent(draft, gita, change, field):
    operations.edit_application(draft, by=gita, values=change, version=1)
    with pytest.raises(Invalid) as refused:
        operations.submit_application(draft, by=gita)
    assert field in refused.value.fields
    draft.refresh_from_db()
    assert draft.state == ApplicationState.DRAFT


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"title": ""},
        {"title": "x" * 201, "condition": "T1"},
        {"title": "A\x00B", "condition": "T1"},
        {"title": "A", "condition": "nothing"},
        {"title": "A", "condition": "T1", "ask": "everything"},
        {"title": "A", "condition": "T1", "ends_on": "31 February"},
        {"title": "A", "inquiry": "z9z9z9z9z9"},
    ],
)
def test_the_api_refuses_bad_drafts(gita, condition, api_for, body):
    assert api_for(gita).post(API, body).status_code == 400
    assert not Application.objects.exists()


def test_steps_out_of_order_are_refused_with_what_is_possible(draft, gita, cast):
    with pytest.raises(WrongState):
        operations.sign_agreement(
            draft, by=gita, printed_name="Gita", sha256=texts.agreement().sha256
        )
    with pytest.raises(WrongState):
        operations.open_contacts(draft, by=gita)
    with pytest.raises(WrongState):
        vote(draft, cast.kofi)
    with pytest.raises(WrongState):
        operations.decide_application(draft, by=cast.hugo, note="No.")
    with pytest.raises(WrongState):
        operations.draft_campaign(draft, by=cast.emil, answer_by=clock.today())


def test_what_was_sent_cannot_be_changed_or_sent_again(sent, gita):
    with pytest.raises(WrongState):
        operations.edit_application(sent, by=gita, values={"title": "Other"}, version=sent.version)
    with pytest.raises(WrongState):
        operations.submit_application(sent, by=gita)


def test_an_edit_needs_the_version_that_was_read(draft, gita, api_for):
    url, client = f"{API}{draft.public_id}/", api_for(gita)
    etag = client.get(url)["ETag"]
    assert client.patch(url, {"title": "New"}).status_code == 428
    good = client.patch(url, {"title": "New"}, headers={"If-Match": etag})
    assert good.json()["title"] == "New"
    assert client.patch(url, {"title": "Old"}, headers={"If-Match": etag}).status_code == 412
    with pytest.raises(Stale):
        operations.edit_application(draft, by=gita, values={}, version=1)


def test_a_member_votes_once(sent, cast):
    vote(sent, cast.kofi)
    with pytest.raises(Conflict):
        vote(sent, cast.kofi, "reject")
    assert Vote.objects.get().choice == "approve"


def test_votes_and_decisions_can_never_be_changed(approved):
    for row in (Vote.objects.first(), Decision.objects.first()):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(round=9)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()


@pytest.mark.parametrize(
    ("choice", "reason"), [("maybe", "Good."), ("", "Good."), ("approve", ""), ("approve", " ")]
)
def test_a_vote_needs_a_choice_and_a_reason(sent, cast, client_for, choice, reason):
    with pytest.raises(Invalid):
        vote(sent, cast.kofi, choice, reason)
    page = client_for(cast.kofi).post(
        f"/board/{sent.public_id}/", {"choice": choice, "reason": reason}
    )
    assert page.status_code == 400
    assert not Vote.objects.exists()


def test_a_member_of_the_applicants_institution_sees_nothing(sent, cast, client_for, api_for):
    assert sent not in queries.board_queue(cast.ines)
    hidden = client_for(cast.ines).get(f"/board/{sent.public_id}/")
    nothing = client_for(cast.ines).get("/board/z9z9z9z9z9/")
    assert hidden.status_code == nothing.status_code == 404
    assert api_for(cast.ines).get(f"{API}{sent.public_id}/").status_code == 404
    answer = api_for(cast.ines).post(
        f"{API}{sent.public_id}/votes/", {"choice": "reject", "reason": "No."}
    )
    assert answer.status_code == 404
    with pytest.raises(NotAllowed):
        vote(sent, cast.ines)


def test_the_institution_is_the_stated_one_so_that_conflicts_cannot_be_dodged(
    draft, gita, cast, api_for
):
    with pytest.raises(Invalid):
        operations.edit_application(
            draft, by=gita, values={"institution": "Elsewhere"}, version=draft.version
        )
    url = f"{API}{draft.public_id}/"
    body, headers = {"institution": "Elsewhere", "title": "New"}, {"If-Match": '"1"'}
    changed = api_for(gita).patch(url, body, headers=headers)
    assert changed.json()["institution"] == "University of Tests"


@pytest.mark.parametrize("name", ["UNIVERSITY OF TESTS", " The University  of Tests. "])
def test_a_member_seated_later_is_in_conflict_too(sent, cast, name):
    assert sent in queries.board_queue(cast.kofi)
    operations.seat_member(cast.kofi, by=cast.admin, institution=name)
    assert sent not in queries.board_queue(cast.kofi)
    assert cast.kofi not in queries.free_members(sent)
    with pytest.raises(NotFound):
        queries.application_for(cast.kofi, sent.public_id)
    with pytest.raises(NotAllowed):
        vote(sent, cast.kofi)


def test_the_profile_of_the_researcher_counts_beside_the_application(sent, gita, cast):
    operations.seat_member(cast.kofi, by=cast.admin, institution="New Institute")
    assert sent in queries.board_queue(cast.kofi)
    operations.accept_rules(by=gita, institution="New Institute", sha256=texts.rules().sha256)
    with pytest.raises(NotAllowed):
        vote(sent, cast.kofi)
    with pytest.raises(NotAllowed):
        vote(sent, cast.ines)


def test_where_the_chair_stepped_out_a_deputy_records_the_decision(sent, cast, client_for):
    accounts.grant_role(cast.dora, Role.BOARD_MEMBER, by=cast.admin)
    cast.dora.refresh_from_db()
    operations.seat_member(cast.dora, by=cast.admin)
    operations.declare_conflict(sent, by=cast.hugo)
    for member in (cast.dora, cast.jon, cast.kofi):
        vote(sent, member)
    for stranger in (cast.hugo, cast.ines, cast.emil):
        with pytest.raises(NotAllowed):
            operations.decide_application(sent, by=stranger, note="Me.")
    done = client_for(cast.kofi).post(f"/board/{sent.public_id}/decision/", {"note": "Good."})
    assert done.status_code == 302
    assert Decision.objects.get().by == cast.kofi


def test_stepping_out_hides_the_application_and_ends_the_letters(sent, cast, client_for, outbox):
    desk = client_for(cast.kofi)
    done = desk.post(f"/board/{sent.public_id}/conflict/", {"reason": "We publish together."})
    assert done.status_code == 302
    assert desk.get(f"/board/{sent.public_id}/").status_code == 404
    [letter] = outbox.rows("board_asked", to=cast.kofi)
    with pytest.raises(AssertionError, match="not for this member"):
        outbox.read(letter)
    with pytest.raises(NotFound):
        operations.declare_conflict(sent, by=cast.kofi)
    vote(sent, cast.jon)
    with pytest.raises(Conflict):
        operations.declare_conflict(sent, by=cast.jon)


def test_the_chair_needs_the_quorum_and_cannot_change_the_outcome(sent, cast):
    def decide():
        return operations.decide_application(sent, by=cast.hugo, note="So it is.")

    with pytest.raises(WrongState, match="3 votes"):
        decide()
    for member in (cast.hugo, cast.kofi):
        vote(sent, member, "reject")
    with pytest.raises(WrongState, match="3 votes"):
        decide()
    vote(sent, cast.jon)
    with pytest.raises(NotAllowed):
        operations.decide_application(sent, by=cast.kofi, note="Me.")
    with pytest.raises(Invalid):
        operations.decide_application(sent, by=cast.hugo, note=" ")
    assert decide().outcome == ApplicationState.REJECTED
    with pytest.raises(WrongState):
        decide()


@pytest.mark.parametrize(
    ("choices", "seats", "lacks", "outcome"),
    [
        ("aa", 4, True, "approved"),
        ("aaA", 6, True, "approved"),
        ("aaA", 5, False, "approved"),
        ("aaa", 4, True, "approved"),
        ("arA", 4, False, "approved"),
        ("arR", 4, False, "rejected"),
        ("arXA", 5, False, "approved"),
        ("arAR", 5, False, "rejected"),
        ("cCa", 4, False, "approved_with_conditions"),
        ("aaC", 4, False, "approved"),
        ("xxX", 4, False, "rejected"),
    ],
)
def test_quorum_and_majority(choices, seats, lacks, outcome):
    names = {"a": "approve", "c": "approve_with_conditions", "r": "reject", "x": "abstain"}
    votes = [(names[letter.casefold()], letter.isupper()) for letter in choices]
    found = tally(votes, seats)
    assert bool(found.lacks) is lacks
    assert found.outcome == outcome


def test_sent_back_changed_and_sent_again_is_a_new_round(sent, gita, cast, outbox, client_for):
    vote(sent, cast.kofi, "reject")
    with pytest.raises(NotAllowed):
        operations.return_application(sent, by=cast.kofi, note="Explain.")
    with pytest.raises(Invalid):
        operations.return_application(sent, by=cast.emil, note="")
    returned = client_for(cast.hugo).post(
        f"/board/{sent.public_id}/return/", {"note": "Explain the calls."}
    )
    assert returned.status_code == 302
    assert len(outbox.rows("application_returned", to=gita)) == 1
    page = client_for(gita).get(f"/research/applications/{sent.public_id}/")
    assert "Explain the calls." in page.content.decode()
    sent.refresh_from_db()
    operations.edit_application(
        sent, by=gita, values={"what_you_do": "Two short calls."}, version=sent.version
    )
    operations.submit_application(sent, by=gita)
    vote(sent, cast.kofi)
    assert list(Vote.objects.values_list("round", flat=True)) == [1, 2]
    assert len(outbox.rows("board_asked", to=cast.kofi)) == 2


def test_taking_it_back(sent, gita, cast, api_for):
    with pytest.raises(NotAllowed):
        operations.withdraw_application(sent, by=cast.emil)
    url = f"{API}{sent.public_id}/withdrawal/"
    assert api_for(gita).post(url).json()["state"] == "withdrawn_by_applicant"
    assert api_for(gita).post(url).status_code == 409
    assert sent not in queries.board_queue(cast.kofi)


def test_the_agreement_is_signed_once_and_for_the_text_that_was_shown(approved, gita, cast):
    good = texts.agreement().sha256
    with pytest.raises(Conflict):
        operations.sign_agreement(approved, by=gita, printed_name="Gita", sha256="0" * 64)
    with pytest.raises(Invalid):
        operations.sign_agreement(approved, by=gita, printed_name=" ", sha256=good)
    with pytest.raises(NotAllowed):
        operations.sign_agreement(approved, by=cast.hugo, printed_name="Hugo", sha256=good)
    operations.sign_agreement(approved, by=gita, printed_name="Gita Rao", sha256=good)
    with pytest.raises(WrongState):
        operations.sign_agreement(approved, by=gita, printed_name="Gita Rao", sha256=good)


def test_only_administrators_give_seats_and_only_seats_vote(sent, cast):
    with pytest.raises(NotAllowed):
        operations.seat_member(cast.kofi, by=cast.hugo)
    accounts.grant_role(cast.dora, Role.BOARD_MEMBER, by=cast.admin)
    cast.dora.refresh_from_db()
    with pytest.raises(NotAllowed):
        vote(sent, cast.dora)


def test_letters_say_nothing_about_the_study(approved, gita, cast, outbox):
    for kind in ("application_sent", "application_decided", "board_asked", "board_decided"):
        message = outbox.read(outbox.rows(kind)[0])
        whole = message.as_string()
        for word in ("Sleep", "pain", "Calciphylaxis", "Rao"):
            assert word not in whole
        assert len(str(message["Subject"])) <= 45


@pytest.mark.django_db(transaction=True)
def test_parallel_votes_of_one_member_count_once_and_decisions_once(cast, sent):
    def try_all(act):
        def once(_: int) -> str:
            try:
                act()
                return "done"
            except (Conflict, WrongState) as error:
                return type(error).__name__
            finally:
                connections.close_all()

        with ThreadPoolExecutor(5) as pool:
            return sorted(pool.map(once, range(5)))

    assert try_all(lambda: vote(sent, cast.kofi)).count("done") == 1
    for member in (cast.hugo, cast.jon):
        vote(sent, member)
    decide = lambda: operations.decide_application(sent, by=cast.hugo, note="Good.")  # noqa: E731
    assert try_all(decide).count("done") == 1
    assert Vote.objects.filter(member=cast.kofi).count() == 1
    assert Decision.objects.count() == 1
