"""tell_page_updates: each change of a page is told once, in the forum and to its followers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from accounts.operations import team_account
from communities.groups import operations as groups
from communities.groups.models import Community, CommunityFollow, FollowLevel, Role
from communities.pages import operations as pages
from communities.pages.models import Announcement
from forum.talk import emails, operations
from forum.talk.models import PageUpdate, Post, Topic
from forum.talk.operations import announcing
from forum.talk.tasks import tell_page_updates
from rareshare.lib import clock, letters
from rareshare.lib.models import Letter
from tests.cast import Cast

HOUR = timedelta(hours=1, minutes=1)


def write(community, by, text, version=0, kind="signs", tell=True):
    return pages.write_section(
        community, kind, by=by, text=text, version=version, why="Truer", tell=tell
    )


def later(by=HOUR, run=tell_page_updates):
    with clock.frozen(clock.now() + by):
        return run()


def follow(community, user, level):
    CommunityFollow.objects.create(community=community, user=user, level=level)


def test_changes_of_one_hour_are_one_post_by_the_team(cast, client_for, api_for, community):
    write(community, cast.dora, "It is <b>secretly</b> cold.")
    write(community, cast.dora, "It is very cold.", version=1)
    write(community, cast.dora, "Half of them live.", kind="outlook")
    tell_page_updates()
    assert not Topic.objects.exists()  # the hour is not over
    later()
    topic = Topic.objects.get()
    assert (topic.title, topic.author, topic.post_count) == (
        "Community page updated",
        team_account(),
        1,
    )
    client = client_for(cast.chidi)
    listed = client.get(f"/c/{community.public_id}/talk/").content.decode()
    assert "Community page updated" in listed and "RareShare team" in listed
    shown = client.get(f"/c/{community.public_id}/talk/{topic.pk}/").content.decode()
    assert f"/c/{community.public_id}/sections/signs/history/" in shown
    assert "Outlook" in shown
    assert "cold" not in shown and "live" not in shown  # none of the words themselves
    found = api_for(cast.chidi).get(f"/api/v1/topics/{topic.pk}/").json()
    assert found["author"] == "RareShare team"
    community.refresh_from_db()
    assert community.topic_count == 1


def test_the_next_change_is_a_reply_unless_the_topic_is_closed(cast, community):
    write(community, cast.dora, "One.")
    later()
    write(community, cast.dora, "", version=1, tell=False)  # taking away is always told
    later()
    topic = Topic.objects.get()
    assert topic.post_count == 2
    assert "taken off the page" in Post.objects.latest("pk").text
    operations.lock_topic(topic, by=cast.lena)
    write(community, cast.dora, "Three.", version=2)
    later()
    assert Topic.objects.count() == 2


def test_small_fixes_are_not_told(cast, community):
    write(community, cast.dora, "One.", tell=False)
    assert not Announcement.objects.exists()
    later()
    assert not Topic.objects.exists()


def test_run_twice_it_tells_once(cast, community, outbox):
    write(community, cast.dora, "One.")
    for _ in range(3):
        later()
    assert Post.objects.count() == PageUpdate.objects.count() == 1
    assert len(outbox.rows("page_updated", to=cast.chidi)) == 1
    row = PageUpdate.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PageUpdate.objects.create(announcement=row.announcement, post=row.post)


def test_killed_in_between_it_starts_over(cast, community, outbox, monkeypatch):
    write(community, cast.dora, "One.")

    def killed(*args, **kwargs):
        raise SystemExit("the worker is gone")

    with monkeypatch.context() as broken:
        broken.setattr(announcing.pages, "mark_told", killed)
        with pytest.raises(SystemExit):
            later()
    assert not Topic.objects.exists() and not outbox.rows("page_updated")
    later()
    assert Post.objects.count() == 1
    assert Announcement.objects.filter(told_at=None).count() == 0


def test_letters_go_to_those_who_want_them(cast, community, outbox):
    for name in ("ben", "mio", "nia"):
        groups.join_community(community, by=getattr(cast, name), role=Role.PATIENT)
    follow(community, cast.alma, FollowLevel.ALL)
    follow(community, cast.ben, FollowLevel.WEEKLY)
    follow(community, cast.mio, FollowLevel.NOTHING)
    groups.leave_community(community, by=cast.nia)
    write(community, cast.dora, "One.")
    later()
    told = {row.recipient_id for row in outbox.rows("page_updated")}
    assert told == {cast.alma.pk, cast.chidi.pk}  # Dora wrote it herself
    letter = outbox.read(outbox.rows("page_updated", to=cast.alma)[0])
    text = f"{letter['Subject']} {outbox.text('page_updated', to=cast.alma)}"
    assert "Test condition" not in text and community.public_id not in text
    assert "Signs" not in text and "One." not in text


@pytest.mark.parametrize("change", ["level", "left", "read", "removed", "closed", "account"])
def test_the_letter_is_decided_when_it_is_sent(cast, community, outbox, change):
    write(community, cast.dora, "One.")
    later()
    [row] = outbox.rows("page_updated", to=cast.chidi)
    post = Post.objects.get()
    if change == "level":
        follow(community, cast.chidi, FollowLevel.NOTHING)
    elif change == "left":
        groups.leave_community(community, by=cast.chidi)
    elif change == "read":
        operations.mark_read(post.topic, by=cast.chidi, number=1)
    elif change == "removed":
        operations.remove_post(post, by=cast.lena, reason="Wrong")
    elif change == "closed":
        Community.objects.filter(pk=community.pk).update(state="archived")
    else:
        type(cast.chidi).objects.filter(pk=cast.chidi.pk).update(is_active=False)
    assert isinstance(letters.kinds()[row.kind].decide(row), letters.Cancel)


def test_in_a_closed_community_nobody_is_told(cast, community, outbox):
    write(community, cast.dora, "One.")
    Community.objects.filter(pk=community.pk).update(state="archived")
    later()
    assert not Topic.objects.exists() and not outbox.rows("page_updated")
    assert Announcement.objects.get().told_at is not None
    assert emails.PAGE_UPDATED.purpose == "page_updates"


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_tell_once():
    cast = Cast()
    community = groups.open_community("Busy place", by=cast.lena)
    for user in (cast.dora, cast.chidi):
        groups.join_community(community, by=user, role=Role.PATIENT)
    groups.appoint_leader(community, by=cast.lena, user=cast.dora)
    with clock.frozen(clock.now() - HOUR):
        for n in range(5):
            write(community, cast.dora, f"Text {n}.", version=n)

    def run(_):
        try:
            return operations.tell_page_updates()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        told = list(pool.map(run, range(5)))
    assert sorted(told) == [0, 0, 0, 0, 5]
    assert Post.objects.count() == Topic.objects.count() == 1
    assert PageUpdate.objects.count() == 5
    assert Letter.objects.filter(kind="page_updated").count() == 1


def test_one_community_that_fails_stops_no_other(cast, community, monkeypatch):
    other = groups.open_community("Another condition", by=cast.lena)
    groups.join_community(other, by=cast.dora, role="other")
    groups.appoint_leader(other, by=cast.lena, user=cast.dora)
    for one in (community, other):
        write(one, cast.dora, "It is very cold.")
    say = announcing._text

    def broken(place, waiting):
        if place == min(community, other, key=lambda one: one.pk):
            raise ValueError
        return say(place, waiting)

    with monkeypatch.context() as broke:
        broke.setattr(announcing, "_text", broken)
        later()
    assert Topic.objects.count() == 1
    assert Announcement.objects.filter(told_at=None).count() == 1
    later()
    assert Topic.objects.count() == 2
