"""review_section: by experts verified today, on exactly the text that stands, never their own."""

from datetime import date, timedelta

import pytest
from django.utils.formats import date_format

from communities.groups import operations as groups
from communities.groups.models import Community
from communities.pages import operations, queries, reviewers
from communities.pages.models import PageEvent, Review
from communities.pages.states import Verdict
from forum.experts import operations as experts
from forum.experts.models import ExpertVerification
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed, Stale
from tests.communities.pages.conftest import INTEREST
from tests.communities.pages.test_suggest_text import suggest, write

APPROVE = {"verdict": "approved", "number": "1"}


def page(community: Community, kind: str = "signs") -> str:
    return f"/c/{community.public_id}/sections/{kind}/review/"


def api(community: Community, kind: str = "signs") -> str:
    return f"/api/v1/communities/{community.public_id}/sections/{kind}/reviews/"


def approve(version, by, **more):
    return operations.review_section(version, by=by, verdict=Verdict.APPROVED, **more)


@pytest.fixture
def signs(cast, community):
    return write(community, cast.dora, "It is cold.")


def test_page_approves_for_a_year(cast, client_for, api_for, community, signs, expert):
    client = client_for(expert)
    assert "Signs: Northern fever" in client.get("/me/reviews/").content.decode()
    text = client.get(page(community)).content.decode()
    assert "It is cold." in text and INTEREST in text
    done = client.post(page(community), APPROVE, follow=True)
    assert done.redirect_chain == [("/me/reviews/", 302)]
    assert "No text waits for you." in done.content.decode()
    shown = queries.section_of(cast.fay, community, "signs")
    assert shown.reviewer == expert
    assert shown.next_review_due == clock.today() + timedelta(days=365)
    assert (shown.reviewer_profession, shown.reviewer_interest) == (
        "Doctor for cold feet",
        INTEREST,
    )
    assert shown.review_note == ""
    event = PageEvent.objects.latest("pk")
    assert (event.verb, event.version, event.by) == ("section_approved", 1, expert)
    history = f"/c/{community.public_id}/sections/signs/history/"
    assert INTEREST in client_for(cast.chidi).get(history).content.decode()
    json = api_for(cast.chidi).get(f"/api/v1/communities/{community.public_id}/sections/signs/")
    assert json.json()["conflict_of_interest"] == INTEREST


def test_api_reviews_what_if_match_names(cast, api_for, community, signs, expert):
    client = api_for(expert)
    due = str(clock.today() + timedelta(days=90))
    body = {"verdict": "approved", "next_review_due": due}
    assert client.post(api(community), body).status_code == 428
    assert client.post(api(community), body, headers={"If-Match": '"7"'}).status_code == 412
    made = client.post(api(community), body, headers={"If-Match": '"1"'})
    assert (made.status_code, made.json()["next_review_due"]) == (201, due)
    listed = api_for(cast.chidi).get(api(community)).json()["results"]
    assert [row["reviewer"] for row in listed] == ["Dr Eze"]
    assert client.get(f"{api(community)}?verdict=needs_change").json()["results"] == []
    assert client.get(f"{api(community)}?verdict=no").status_code == 400


def test_needs_change_goes_to_the_leaders(cast, client_for, api_for, community, signs, expert):
    approve(signs, expert)
    data = {"verdict": "needs_change", "note": "The <i>feet</i> are missing.", "number": "1"}
    nothing = client_for(expert).post(page(community), {**data, "note": ""})
    assert nothing.status_code == 400
    assert client_for(expert).post(page(community), data).status_code == 302
    shown = queries.section_of(cast.fay, community, "signs")
    day = date_format(clock.now(), "j F Y")
    assert shown.review_note == f"An expert found that this needs a change ({day})"
    assert shown.next_review_due is None
    public = client_for(cast.fay).get(f"/c/{community.slug}/").content.decode()
    assert f"<strong>{shown.review_note}.</strong>" in public
    assert "An expert found that parts of this page need a change." in public
    desk = client_for(cast.dora).get(f"/c/{community.public_id}/manage/").content.decode()
    assert '<span class="tag t-wait">An expert asked for a change</span>' in desk
    [asked] = queries.work_of(cast.dora, community).to_change
    assert asked.note == "The <i>feet</i> are missing."
    section = f"/c/{community.public_id}/manage/sections/signs/"
    assert (
        "The &lt;i&gt;feet&lt;/i&gt; are missing."
        in client_for(cast.dora).get(section).content.decode()
    )
    leader, member = api_for(cast.dora).get(api(community)), api_for(cast.chidi).get(api(community))
    assert [row["verdict"] for row in leader.json()["results"]] == ["needs_change", "approved"]
    assert [row["verdict"] for row in member.json()["results"]] == ["approved"]
    approve(queries.section_of(expert, community, "signs"), expert)  # minds may change
    assert queries.work_of(cast.dora, community).to_change == []
    assert queries.section_of(cast.fay, community, "signs").review_note == ""


def test_a_text_that_was_replaced_is_reviewed_by_nobody(cast, client_for, community, signs, expert):
    write(community, cast.dora, "It is very cold.", version=1)
    with pytest.raises(Stale):
        approve(signs, expert)
    answer = client_for(expert).post(page(community), APPROVE)
    assert answer.status_code == 412
    assert 'name="number" value="2"' in answer.content.decode()
    assert not Review.objects.exists()


def test_a_new_text_has_no_review(cast, community, signs, expert):
    approve(signs, expert)
    write(community, cast.dora, "It is very cold.", version=1)
    assert not queries.section_of(cast.fay, community, "signs").is_reviewed
    back = operations.revert_section(
        community, "signs", by=cast.dora, number=1, version=2, why="Truer"
    )
    assert not back.is_reviewed


def test_a_verification_that_ended_reviews_nothing(
    cast, client_for, api_for, community, signs, expert
):
    verification = ExpertVerification.objects.get(user=expert)
    experts.end_verification(verification, by=cast.lena)
    community.__dict__.pop("verification_of", None)
    assert client_for(expert).get(page(community)).status_code == 403
    assert client_for(expert).post(page(community), APPROVE).status_code == 403
    body = {"verdict": "approved"}
    assert (
        api_for(expert).post(api(community), body, headers={"If-Match": '"1"'}).status_code == 403
    )
    with pytest.raises(NotAllowed):
        approve(signs, expert)
    assert list(queries.sections_to_review(expert)) == []


def test_an_expired_verification_reviews_nothing(cast, community, signs, expert):
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert reviewers.credentials_of(expert, Community.objects.get(pk=community.pk)) is None
        assert reviewers.communities_reviewed_by(expert) == []
        with pytest.raises(NotAllowed):
            approve(signs, expert)


def test_nobody_reviews_their_own_words(cast, client_for, community, expert):
    groups.join_community(community, by=expert, role="clinician")
    made = suggest(community, expert, "Written by an expert.")
    written = operations.accept_suggestion(made, by=cast.dora, version=0)
    with pytest.raises(NotAllowed, match="their own"):
        approve(written, expert)
    assert client_for(expert).post(page(community), APPROVE).status_code == 403
    assert "another expert" in client_for(expert).get(page(community)).content.decode()
    assert list(queries.sections_to_review(expert)) == []
    groups.appoint_leader(community, by=cast.lena, user=expert)
    own = write(community, expert, "Mine.", kind="causes")
    with pytest.raises(NotAllowed):
        approve(own, expert)


def test_only_medical_texts_that_stand(cast, client_for, community, signs, expert):
    tips = write(community, cast.dora, "Wear socks.", kind="tips")
    with pytest.raises(NotAllowed, match="no medical facts"):
        approve(tips, expert)
    assert client_for(expert).get(page(community, "tips")).status_code == 404
    assert client_for(expert).get(page(community, "causes")).status_code == 404
    assert client_for(expert).get(page(community, "spells")).status_code == 404
    assert tips.review_note == ""


@pytest.mark.usefixtures("signs")
def test_others_are_refused(cast, client_for, api_for, anonymous, community, expert):
    for person in (cast.fay, cast.chidi, cast.dora, cast.lena):
        assert client_for(person).get(page(community)).status_code == 403
        assert client_for(person).post(page(community), APPROVE).status_code == 403
        sent = api_for(person).post(
            api(community), {"verdict": "approved"}, headers={"If-Match": '"1"'}
        )
        assert sent.status_code == 403
        with pytest.raises(NotAllowed):
            approve(queries.section_of(person, community, "signs"), person)
    assert anonymous.get(page(community)).status_code == 302
    assert anonymous.get(api(community)).status_code == 401
    assert api_for(cast.fay).get(api(community)).status_code == 403
    assert not Review.objects.exists()


def test_an_expert_of_one_community_is_none_elsewhere(client_for, other, expert):
    assert client_for(expert).get(page(other)).status_code == 403


@pytest.mark.parametrize("due", [date(2020, 1, 1), date(2999, 1, 1)])
def test_the_next_review_is_due_within_three_years(client_for, community, signs, expert, due):
    with pytest.raises(Invalid):
        approve(signs, expert, next_review_due=due)
    parts = {"day": due.day, "month": due.month, "year": due.year}
    data = {f"next_review_due_{name}": str(value) for name, value in parts.items()}
    assert client_for(expert).post(page(community), {**APPROVE, **data}).status_code == 400


def test_bad_input(client_for, api_for, community, signs, expert):
    with pytest.raises(Invalid):
        operations.review_section(signs, by=expert, verdict="fine")
    for data in ({}, {"verdict": "fine", "number": "1"}, {**APPROVE, "note": "x" * 2_001}):
        assert client_for(expert).post(page(community), data).status_code == 400
    for body in ({}, {"verdict": "fine"}, {"verdict": "approved", "next_review_due": "soon"}):
        sent = api_for(expert).post(api(community), body, headers={"If-Match": '"1"'})
        assert sent.status_code == 400


def test_overdue_is_said_to_readers_and_asked_of_experts(cast, community, signs, expert):
    approve(signs, expert, next_review_due=clock.today() + timedelta(days=30))
    assert list(queries.sections_to_review(expert)) == []
    with clock.frozen(clock.now() + timedelta(days=31)):
        contents = queries.contents_of(cast.fay, community)
        assert contents.get("signs").review_note == "The review is overdue"
        assert contents.review_note == "The review of parts of this page is overdue."
        [waiting] = queries.sections_to_review(expert)
        approve(waiting, expert)
        assert queries.contents_of(cast.fay, community).review_note == ""


def test_sql_of_the_list(cast, api_for, community, signs, expert, django_assert_num_queries):
    client = api_for(cast.chidi)
    for days in (30, 60, 90):
        approve(signs, expert, next_review_due=clock.today() + timedelta(days=days))
        with django_assert_num_queries(6):  # token, community, standing, expert or not, rows
            client.get(api(community))
    assert len(client.get(f"{api(community)}?page_size=2").json()["results"]) == 2


def test_without_a_rule_nobody_reviews(cast, community, monkeypatch):
    monkeypatch.setattr(reviewers, "_rule", reviewers._nobody)
    monkeypatch.setattr(reviewers, "_reach", reviewers._nowhere)
    assert not reviewers.is_reviewer(cast.eze, community)
    assert reviewers.communities_reviewed_by(cast.eze) == []
