"""block_person and unblock_person: from the first minute, by page and API, unseen by the other."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from accounts import operations, queries
from accounts.models import Block, BlockKind, User, UserEvent
from rareshare.lib.errors import Invalid, NotAllowed

API = "/api/v1/blocks/"


def page(person, end: str = "") -> str:
    return f"/me/people/{person.public_id}/{end}"


def test_page_mutes_blocks_and_ends_it(cast, client_for):
    client = client_for(cast.fay)
    first = client.get(page(cast.chidi)).content.decode()
    assert "checked" not in first and "this person on" not in first and "Unblock" not in first
    told = client.post(page(cast.chidi), {"kind": "mute"}, follow=True).content.decode()
    assert "You muted Chidi" in told and "Unmute" in told
    assert queries.blocked_ids(cast.fay) == {cast.chidi.pk}
    assert queries.hidden_from(cast.chidi) == frozenset()
    again = client.get(page(cast.chidi)).content.decode()
    assert "checked" in again and "You muted this person on" in again and "Unmute Chidi" in again
    client.post(page(cast.chidi), {"kind": "block"})
    assert queries.hidden_from(cast.chidi) == {cast.fay.pk}
    assert Block.objects.count() == 1
    ended = client.post(page(cast.chidi, "end/"), follow=True).content.decode()
    assert "You have muted or blocked nobody" in ended
    assert not Block.objects.exists()


def test_api_does_the_same(cast, api_for):
    me = api_for(cast.fay)
    made = me.post(API, {"person": cast.chidi.public_id, "kind": "block"})
    assert made.status_code == 201
    one = made["Location"]
    assert one == f"{API}{cast.chidi.public_id}/"
    [row] = me.get(API).json()["results"]
    assert (row["person"], row["display_name"], row["kind"]) == (
        cast.chidi.public_id,
        "Chidi",
        "block",
    )
    assert me.put(one, {"kind": "mute"}).json()["kind"] == "mute"
    assert me.delete(one).status_code == me.delete(one).status_code == 204
    assert me.get(API).json()["results"] == []


@pytest.mark.parametrize("kind", ["", "ban", None, ["mute"], "x" * 900])
def test_another_word_is_refused_at_both_doors(cast, client_for, api_for, kind):
    form = {} if kind is None else {"kind": kind}
    if not isinstance(kind, list):
        assert client_for(cast.fay).post(page(cast.chidi), form).status_code == 400
    answer = api_for(cast.fay).post(API, {"person": cast.chidi.public_id, **form})
    assert answer.status_code == 400
    with pytest.raises(Invalid):
        operations.block_person(cast.chidi, by=cast.fay, kind="ban")
    assert not Block.objects.exists()


def test_nobody_blocks_themselves(cast, client_for, api_for):
    assert client_for(cast.fay).get(page(cast.fay)).status_code == 404
    mine = {"person": cast.fay.public_id, "kind": "mute"}
    assert api_for(cast.fay).post(API, mine).status_code == 404
    with pytest.raises(NotAllowed):
        operations.block_person(cast.fay, by=cast.fay)
    with pytest.raises(NotAllowed):
        operations.unblock_person(cast.fay, by=cast.fay)
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(blocker=cast.fay, blocked=cast.fay, kind="mute")


def test_signed_out_people_sign_in_first(cast, anonymous):
    for address in ("/me/people/", page(cast.chidi)):
        assert anonymous.get(address).status_code == 302
    assert anonymous.get(API).status_code == 401
    assert queries.blocked_ids(AnonymousUser()) == queries.hidden_from(AnonymousUser())


def test_a_list_is_its_owners_alone(cast, client_for, api_for):
    operations.block_person(cast.chidi, by=cast.fay)
    for other in (cast.chidi, cast.lena, cast.ada):
        assert api_for(other).get(API).json()["results"] == []
        assert "Chidi" not in client_for(other).get("/me/people/").content.decode().replace(
            cast.chidi.display_name if other == cast.chidi else "\0", ""
        )


def test_whom_it_is_about_learns_nothing_by_blocking_back(cast, api_for):
    """Blocked by Fay, or Fay's account closed, or neither: all answers are the same."""
    fay, chidi = cast.fay, cast.chidi
    me = api_for(chidi)
    asked = {"person": fay.public_id, "kind": "mute"}
    answers = []
    for state in ("nothing", "blocked", "closed"):
        if state == "blocked":
            operations.block_person(chidi, by=fay)
        if state == "closed":
            User.objects.filter(pk=fay.pk).update(is_active=False)
        answer = me.post(API, asked)
        answers.append((answer.status_code, {**answer.json(), "since": ""}))
        me.delete(f"{API}{fay.public_id}/")
    assert answers[0] == answers[1] == answers[2]


def test_it_leaves_no_trace_in_any_history(cast):
    people = {cast.fay.pk, cast.chidi.pk}
    before = UserEvent.objects.filter(user__in=people).count()
    operations.block_person(cast.chidi, by=cast.fay)
    operations.block_person(cast.fay, by=cast.chidi, kind=BlockKind.MUTE)
    assert UserEvent.objects.filter(user__in=people).count() == before
    assert {rule.kind for rule in queries.blocks_of(cast.fay)} == {"block"}
    assert queries.block_on(cast.chidi, cast.fay).kind == "mute"
    assert queries.keeps_away(cast.chidi.pk, cast.fay.pk)
    assert queries.is_hidden_from(cast.chidi, cast.fay)
    assert not queries.is_hidden_from(cast.fay, cast.chidi)


def test_sql_of_the_list_does_not_grow(cast, api_for, django_assert_num_queries):
    me = api_for(cast.fay)
    for other in (cast.chidi, cast.dora, cast.alma):
        operations.block_person(other, by=cast.fay)
        with django_assert_num_queries(2):  # token with its person, rows
            me.get(API)


def test_unknown_people_are_nowhere(cast, client_for, api_for):
    assert client_for(cast.fay).get("/me/people/zzzzzzzzzz/").status_code == 404
    assert api_for(cast.fay).post(API, {"person": "zzzzz", "kind": "mute"}).status_code == 404
    assert api_for(cast.fay).delete(f"{API}zzzzz/").status_code == 404
