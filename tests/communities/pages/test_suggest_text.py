"""suggest_text and withdraw_suggestion: by members, with why, on the text that they read."""

import pytest

from communities.groups import operations as groups
from communities.groups.models import Community
from communities.pages import operations, queries
from communities.pages.models import PageEvent, Suggestion
from communities.pages.states import SUGGESTION_MOVES, SuggestionState
from rareshare.home.display import COOKIE
from rareshare.lib.errors import Invalid, NotAllowed, Stale, TooMany, WrongState

WORK = {"title": "On cold", "authors": "Snow J", "year": 2018}


def page(community: Community, kind: str = "signs") -> str:
    return f"/c/{community.public_id}/suggest/{kind}/"


def api(community: Community, kind: str = "signs") -> str:
    return f"/api/v1/communities/{community.public_id}/sections/{kind}/suggestions/"


def write(community, by, text, version=0, kind="signs"):
    return operations.write_section(
        community, kind, by=by, text=text, version=version, why="Said better"
    )


def suggest(community, by, text="Mine.", version=0, kind="signs", **more):
    more.setdefault("why", "It is clearer.")
    return operations.suggest_text(community, kind, by=by, text=text, version=version, **more)


def test_page_sends_it_to_the_leaders(cast, client_for, anonymous, community):
    work = operations.add_reference(community, by=cast.dora, work=WORK)
    write(community, cast.dora, "It is cold.")
    client = client_for(cast.chidi)
    text = client.get(page(community)).content.decode()
    assert "It is cold.</textarea>" in text
    data = {
        "text": "It is **very** cold.",
        "why": "I know it",
        "version": "1",
        "sources": [work.pk],
        "other_sources": "PMID 29719190",
    }
    checked = client.post(page(community), {**data, "check": "1"}).content.decode()
    assert "<strong>very</strong>" in checked
    assert "too short to tell" in checked
    assert not Suggestion.objects.exists()
    done = client.post(page(community), data, follow=True)
    assert done.redirect_chain == [("/me/suggestions/", 302)]
    assert "Take it back" in done.content.decode()
    made = Suggestion.objects.get()
    assert (made.author, made.based_on, made.state) == (cast.chidi, 1, SuggestionState.SUGGESTED)
    assert list(made.sources.all()) == [work]
    assert PageEvent.objects.latest("pk").verb == "text_suggested"
    assert "<strong>very" not in anonymous.get(f"/c/{community.slug}/").content.decode()
    desk = client_for(cast.dora).get(f"/c/{community.public_id}/manage/suggestions/")
    assert "Chidi" in desk.content.decode()
    assert "very" not in desk.content.decode()  # a list shows no text


def test_api_suggests_and_lists(cast, api_for, community, django_assert_num_queries):
    client = api_for(cast.chidi)
    body = {"text": "Mine.", "why": "Clearer"}
    assert client.post(api(community), body).status_code == 428
    made = client.post(api(community), body, headers={"If-Match": '"0"'})
    assert made.status_code == 201
    assert client.get(made["Location"]).json()["why"] == "Clearer"
    groups.join_community(community, by=cast.alma, role="patient")
    for n in range(3):
        suggest(community, cast.alma, f"Hers {n}.")
    assert [row["author"] for row in client.get(api(community)).json()["results"]] == ["Chidi"]
    leader = api_for(cast.dora)
    with django_assert_num_queries(5):  # token, community, standing, rows, sources
        found = leader.get(f"{api(community)}?ordering=made").json()["results"]
    assert [row["text"] for row in found] == ["Mine.", "Hers 0.", "Hers 1.", "Hers 2."]
    for n in range(3, 6):
        suggest(community, cast.alma, f"Hers {n}.")
    with django_assert_num_queries(5):
        assert len(leader.get(api(community)).json()["results"]) == 7
    assert leader.get(f"{api(community)}?state=accepted").json()["results"] == []
    assert leader.get(f"{api(community)}?state=nice").status_code == 400
    assert leader.get(f"{api(community)}?page_size=2").json()["next"]


def test_a_text_that_was_replaced_meanwhile(cast, client_for, api_for, community):
    write(community, cast.dora, "One.")
    write(community, cast.dora, "Two.", version=1)
    with pytest.raises(Stale):
        suggest(community, cast.chidi, version=1)
    body = {"text": "Mine.", "why": "Clearer"}
    answer = api_for(cast.chidi).post(api(community), body, headers={"If-Match": '"1"'})
    assert answer.status_code == 412
    response = client_for(cast.chidi).post(page(community), {**body, "version": "1"})
    text = response.content.decode()
    assert response.status_code == 412
    assert "What readers see now" in text and "Two." in text
    assert "Mine.</textarea>" in text
    assert 'name="version" value="2"' in text
    assert not Suggestion.objects.exists()


def test_members_only(cast, client_for, api_for, anonymous, community, other):
    body = {"text": "Mine.", "why": "Clearer", "version": "0"}
    for person in (cast.fay, cast.lena, cast.mio):
        assert client_for(person).get(page(community)).status_code == 403
        assert client_for(person).post(page(community), body).status_code == 403
        sent = api_for(person).post(api(community), body, headers={"If-Match": '"0"'})
        assert sent.status_code == 403
        assert api_for(person).get(api(community)).json()["results"] == []
        with pytest.raises(NotAllowed):
            suggest(community, person)
    assert anonymous.get(page(community)).status_code == 302
    assert anonymous.get(api(community)).status_code == 401
    assert client_for(cast.chidi).get(page(other)).status_code == 403
    assert client_for(cast.chidi).get(page(community, "spells")).status_code == 404
    assert api_for(cast.chidi).get(api(community, "spells")).status_code == 404
    Community.objects.filter(pk=community.pk).update(state="archived")
    assert client_for(cast.chidi).get(page(community)).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", "nul\0"),
        ("text", "turn \u202e back"),
        ("text", "x" * 20_001),
        ("why", ""),
        ("why", "x" * 501),
        ("other_sources", "x" * 1_001),
    ],
)
def test_bad_input(cast, client_for, api_for, community, field, value):
    body = {"text": "Mine.", "why": "Clearer", field: value}
    with pytest.raises(Invalid) as error:
        suggest(community, cast.chidi, **{"text": "Mine.", field: value})
    assert field in error.value.fields
    answer = api_for(cast.chidi).post(api(community), body, headers={"If-Match": '"0"'})
    assert answer.status_code == 400
    sent = client_for(cast.chidi).post(page(community), {**body, "version": "0"})
    assert sent.status_code == 400
    assert not Suggestion.objects.exists()


def test_the_same_text_and_foreign_works_are_refused(cast, community):
    write(community, cast.dora, "One.")
    with pytest.raises(Invalid):
        suggest(community, cast.chidi, "One.", version=1)
    with pytest.raises(Invalid):
        suggest(community, cast.chidi, version=1, sources=[999_999])


def test_ten_wait_at_most(cast, community):
    made = [suggest(community, cast.chidi, f"Text {n}.") for n in range(10)]
    with pytest.raises(TooMany):
        suggest(community, cast.chidi, "One more.")
    operations.withdraw_suggestion(made[0], by=cast.chidi)
    suggest(community, cast.chidi, "One more.")


def test_only_its_writer_takes_it_back(cast, client_for, api_for, community):
    made = suggest(community, cast.chidi)
    page_of = f"/c/{community.public_id}/suggestions/{made.pk}/withdrawal/"
    api_of = f"{api(community)}{made.pk}/withdrawal/"
    assert client_for(cast.fay).post(page_of).status_code == 404
    assert api_for(cast.fay).post(api_of).status_code == 404
    assert client_for(cast.dora).post(page_of).status_code == 403
    assert api_for(cast.dora).post(api_of).status_code == 403
    groups.leave_community(community, by=cast.chidi)  # one's own words stay one's own
    assert client_for(cast.chidi).post(page_of).status_code == 302
    made.refresh_from_db()
    assert made.state == SuggestionState.WITHDRAWN
    assert api_for(cast.chidi).post(api_of).status_code == 409
    with pytest.raises(WrongState):
        operations.withdraw_suggestion(made, by=cast.chidi)
    assert not queries.suggestions_to(cast.dora, community).exists()


def test_strangers_cannot_tell_that_it_exists(cast, client_for, api_for, community, other):
    made = suggest(community, cast.chidi)
    here, there = (f"/c/{one.public_id}/manage/suggestions/" for one in (community, other))
    assert client_for(cast.fay).get(f"{here}{made.pk}/").status_code == 403
    assert client_for(cast.chidi).get(f"{here}{made.pk}/").status_code == 403
    assert client_for(cast.dora).get(f"{here}999999/").status_code == 404
    assert client_for(cast.dora).get(f"{there}{made.pk}/").status_code == 403
    assert api_for(cast.fay).get(f"{api(community)}{made.pk}/").status_code == 404
    assert api_for(cast.mio).get(f"{api(other)}{made.pk}/").status_code == 404
    assert api_for(cast.chidi).get(f"{api(community, 'causes')}{made.pk}/").status_code == 404


def test_my_list_keeps_the_outlook_closed(cast, client_for, community):
    suggest(community, cast.chidi, "Half of them live on.", kind="outlook")
    client = client_for(cast.chidi)
    assert '<details class="hard"><summary>' in client.get("/me/suggestions/").content.decode()
    client.cookies[COOKIE] = "outlook:hidden"
    hidden = client.get("/me/suggestions/").content.decode()
    assert "You chose to leave out the outlook." in hidden
    assert "live on" not in hidden


def test_what_is_decided_stays_decided():
    ends = [SuggestionState.ACCEPTED, SuggestionState.DECLINED, SuggestionState.WITHDRAWN]
    assert set(ends) == SUGGESTION_MOVES[SuggestionState.SUGGESTED]
    assert all(not SUGGESTION_MOVES[state] for state in ends)
