"""accept_suggestion and decline_suggestion: by leaders, once, on the text that stands."""

import threading
import time

import pytest
from django.db import connections, transaction

from communities.groups import operations as groups
from communities.groups.models import Community
from communities.pages import operations, queries
from communities.pages.models import PageEvent, SectionVersion, Suggestion
from communities.pages.states import SuggestionState
from rareshare.lib import letters
from rareshare.lib.errors import DomainError, Invalid, NotAllowed, Stale, WrongState
from tests.communities.pages.test_suggest_text import api, suggest, write


def desk(community: Community, made: Suggestion, tail: str = "") -> str:
    return f"/c/{community.public_id}/manage/suggestions/{made.pk}/{tail}"


def test_page_accepts_as_it_is(cast, client_for, anonymous, community, outbox):
    write(community, cast.dora, "It is cold.")
    made = suggest(community, cast.chidi, "It is very cold.", version=1)
    leader = client_for(cast.dora)
    text = leader.get(desk(community, made)).content.decode()
    assert '<ins><span class="vh">added: </span>very</ins>' in text
    data = {"text": made.text, "version": "1"}
    done = leader.post(desk(community, made), data, follow=True)
    assert "Accepted." in done.content.decode()
    shown = anonymous.get(f"/c/{community.slug}/").content.decode()
    assert "It is very cold." in shown
    assert "Chidi" not in shown  # that somebody belongs here is theirs to tell
    made.refresh_from_db()
    assert (made.state, made.decided_by, made.version.author) == (
        SuggestionState.ACCEPTED,
        cast.dora,
        cast.dora,
    )
    assert PageEvent.objects.latest("pk").verb == "suggestion_accepted"
    letter = outbox.text("suggestion_decided", to=cast.chidi)
    assert "/me/suggestions/" in letter
    assert "cold" not in letter and "fever" not in letter
    answered = client_for(cast.chidi).get("/me/suggestions/").content.decode()
    assert "Accepted" in answered


def test_api_accepts_edited(cast, api_for, anonymous, community):
    made = suggest(community, cast.chidi)
    address = f"{api(community)}{made.pk}/decision/"
    leader = api_for(cast.dora)
    body = {"state": "accepted", "text": "Edited.", "tell": True}
    assert leader.post(address, body).status_code == 428
    answer = leader.post(address, body, headers={"If-Match": '"0"'})
    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")
    assert answer.json()["version"] == 1
    section = f"/api/v1/communities/{community.public_id}/sections/signs/"
    assert anonymous.get(section).json()["text"] == "Edited."
    assert SectionVersion.objects.get().announcement.told_at is None
    again = leader.post(address, body, headers={"If-Match": '"1"'})
    assert again.status_code == 409


def test_page_declines_with_a_reason_that_the_member_reads(cast, client_for, community, outbox):
    made = suggest(community, cast.chidi)
    leader = client_for(cast.dora)
    refused = leader.post(desk(community, made, "decline/"), {"reason": " "})
    assert refused.status_code == 400
    assert "Say why" in refused.content.decode()
    done = leader.post(desk(community, made, "decline/"), {"reason": "No <b>source</b>."})
    assert done.status_code == 302
    text = client_for(cast.chidi).get("/me/suggestions/").content.decode()
    assert "No &lt;b&gt;source&lt;/b&gt;." in text
    assert outbox.rows("suggestion_decided", to=cast.chidi)
    again = leader.post(desk(community, made, "decline/"), {"reason": "Again"})
    assert again.status_code == 409
    assert leader.get(desk(community, made, "decline/")).status_code == 404
    assert not SectionVersion.objects.exists()


def test_api_declines(cast, api_for, community):
    made = suggest(community, cast.chidi)
    address = f"{api(community)}{made.pk}/decision/"
    assert api_for(cast.dora).post(address, {"state": "declined"}).status_code == 400
    body = {"state": "declined", "reason": "No source."}
    assert api_for(cast.chidi).post(address, body).status_code == 403
    assert api_for(cast.fay).post(address, body).status_code == 404
    assert api_for(cast.dora).post(address, body).json()["reason"] == "No source."
    mine = api_for(cast.chidi).get(f"{api(community)}{made.pk}/").json()
    assert mine["reason"] == "No source."


def test_a_stale_suggestion_shows_both_texts(cast, client_for, api_for, community):
    write(community, cast.dora, "One.")
    made = suggest(community, cast.chidi, "Mine.", version=1)
    write(community, cast.dora, "Two.", version=1)
    leader = client_for(cast.dora)
    text = leader.get(desk(community, made)).content.decode()
    assert "The section has changed since" in text
    assert "The text that stands now" in text and "Two." in text
    assert "The text that was suggested" in text
    with pytest.raises(Stale):
        operations.accept_suggestion(made, by=cast.dora, version=1)
    stale = leader.post(desk(community, made), {"text": "Mine.", "version": "1"})
    assert stale.status_code == 412
    assert 'name="version" value="2"' in stale.content.decode()
    address = f"{api(community)}{made.pk}/decision/"
    body = {"state": "accepted"}
    answer = api_for(cast.dora).post(address, body, headers={"If-Match": '"1"'})
    assert answer.status_code == 412
    assert api_for(cast.dora).get(f"{api(community)}{made.pk}/").json()["stale"]
    assert leader.post(desk(community, made), {"text": "Mine.", "version": "2"}).status_code == 302


def test_only_leaders_decide(cast, client_for, community, other):
    made = suggest(community, cast.chidi)
    for person in (cast.chidi, cast.fay, cast.lena, cast.mio):
        assert client_for(person).get(desk(community, made)).status_code == 403
        data = {"text": "Mine.", "version": "0"}
        assert client_for(person).post(desk(community, made), data).status_code == 403
        refusal = client_for(person).post(desk(community, made, "decline/"), {"reason": "No"})
        assert refusal.status_code == 403
        with pytest.raises(NotAllowed):
            operations.accept_suggestion(made, by=person, version=0)
        with pytest.raises(NotAllowed):
            operations.decline_suggestion(made, by=person, reason="No")
    assert not SectionVersion.objects.exists()


def test_an_accepted_text_is_checked_like_any_other(cast, community):
    made = suggest(community, cast.chidi)
    for text in ("", "nul\0", "x" * 20_001):
        with pytest.raises(Invalid):
            operations.accept_suggestion(made, by=cast.dora, version=0, text=text)
    hostile = suggest(community, cast.chidi, "<script>alert(1)</script> [x](javascript:alert(1))")
    written = operations.accept_suggestion(hostile, by=cast.dora, version=0)
    assert "<script" not in written.html and 'href="javascript' not in written.html


def test_no_letter_for_what_one_decides_oneself(cast, community, outbox):
    made = suggest(community, cast.dora)
    operations.accept_suggestion(made, by=cast.dora, version=0)
    assert not outbox.rows("suggestion_decided")


def test_a_letter_about_nothing_is_not_sent(cast, community, outbox):
    made = suggest(community, cast.chidi)
    operations.decline_suggestion(made, by=cast.dora, reason="No")
    [row] = outbox.rows("suggestion_decided")
    type(cast.chidi).objects.filter(pk=cast.chidi.pk).update(is_active=False)
    assert isinstance(letters.kinds()[row.kind].decide(row), letters.Cancel)


@pytest.mark.django_db(transaction=True)
def test_two_leaders_at_once_decide_once(cast, community):
    groups.join_community(community, by=cast.alma, role="patient")
    groups.appoint_leader(community, by=cast.lena, user=cast.alma)
    made = suggest(community, cast.chidi)
    results: list[str] = []

    def decide(leader, verb):
        try:
            verb(leader, Suggestion.objects.get(pk=made.pk))
            results.append("done")
        except DomainError as error:
            results.append(type(error).__name__)
        finally:
            connections.close_all()

    verbs = [
        (cast.dora, lambda who, one: operations.accept_suggestion(one, by=who, version=0)),
        (cast.alma, lambda who, one: operations.decline_suggestion(one, by=who, reason="No")),
    ]
    threads = [threading.Thread(target=decide, args=one) for one in verbs]
    with transaction.atomic():  # both have begun before either can go on
        Suggestion.objects.select_for_update().get(pk=made.pk)
        for thread in threads:
            thread.start()
        time.sleep(1)
    for thread in threads:
        thread.join(20)
    assert sorted(results) == ["WrongState", "done"]
    made.refresh_from_db()
    assert (made.state == SuggestionState.ACCEPTED) == (made.version is not None)
    with pytest.raises(WrongState):
        operations.accept_suggestion(made, by=cast.dora, version=SectionVersion.objects.count())


def test_what_waits_for_a_leader(cast, community):
    suggest(community, cast.chidi)
    suggest(community, cast.chidi, "Other.", kind="causes")
    assert queries.communities_with_suggestions(cast.dora) == [(community, 2)]
    assert queries.communities_with_suggestions(cast.chidi) == []
    assert queries.work_of(cast.dora, community).suggestions == 2
