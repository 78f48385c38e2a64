"""Dead links: a task asks, reaches nothing private, tells after three days and never removes."""

from datetime import date, timedelta

import pytest
from django.db import connection

from communities.library import operations
from communities.library.models import NewsLink, Resource
from communities.library.operations import checking
from communities.library.states import State
from communities.library.tasks import check_links
from rareshare.lib import clock, fetch
from tests.website import Website, answer, endless, redirect


def shelve(community, by, url, *, state=State.APPROVED, title="How to keep warm"):
    """A resource at an address that no person could give."""
    made = operations.suggest_resource(
        community,
        by=by,
        kind="guide",
        title=title,
        description="Ten pages.",
        url=f"https://warm.example.org/{title.replace(' ', '-')}",
    )
    Resource.objects.filter(pk=made.pk).update(url=url, state=state)
    made.refresh_from_db()
    return made


def run(wait=lambda seconds: None) -> int:
    return operations.check_links(wait=wait)


def day(number: int):
    """The hour of a check, so many days from now."""
    return clock.frozen(clock.now() + timedelta(days=number, minutes=number))


def page(anonymous, community) -> str:
    return anonymous.get(f"/c/{community.public_id}/resources/").content.decode()


def test_a_link_that_works_is_asked_once_a_week(cast, community, site):
    site.pages["/ok"] = answer(b"hello")
    link = shelve(community, cast.dora, f"{site.base}/ok")
    assert run() == 1
    assert [one.method for one in site.asked] == ["HEAD"]
    link.refresh_from_db()
    assert (link.failures, link.last_ok_at is not None) == (0, True)
    with day(6):
        assert run() == 0
    with day(8):
        assert run() == 1


def test_three_failures_on_three_days_are_told_and_one_success_ends_it(
    cast, client_for, api_for, anonymous, community, site
):
    link = shelve(community, cast.dora, f"{site.base}/gone")
    for number in range(3):
        with day(number):
            assert run() == 1
            assert run() == 0, "a day counts once"
            away = clock.today()
            assert ("We could not reach this" in page(anonymous, community)) == (number == 2)
    link.refresh_from_db()
    assert (link.failures, link.last_failed_on, link.state) == (3, away, State.APPROVED)
    assert f"We could not reach this on {away:%-d %b}" in page(anonymous, community)
    told = anonymous.get(f"/c/{community.slug}/").content.decode()
    assert f"We could not reach this on {away:%-d %b}" in told
    queue = client_for(cast.dora).get(f"/c/{community.public_id}/resources/waiting/")
    assert "Links that do not work" in queue.content.decode()
    api = f"/api/v1/communities/{community.public_id}/resources/"
    [row] = anonymous.get(f"{api}?unreachable=true").json()["results"]
    assert row["could_not_reach_on"] == str(away)
    assert anonymous.get(f"{api}?unreachable=false").json()["results"] == []
    site.pages["/gone"] = answer(b"back")
    with day(3):
        assert run() == 1
    link.refresh_from_db()
    assert (link.failures, link.last_failed_on) == (0, None)
    assert "We could not reach this" not in page(anonymous, community)


def test_a_site_that_dislikes_head_is_asked_again(cast, community, site):
    site.pages["/a"] = lambda asked: answer(status=404 if asked.method == "HEAD" else 200)
    link = shelve(community, cast.dora, f"{site.base}/a")
    run()
    link.refresh_from_db()
    assert link.failures == 0
    assert [one.method for one in site.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("told", "failures"),
    [
        (answer(status=401), 0),
        (answer(status=403), 0),
        (answer(status=429), 0),
        (answer(status=404), 1),
        (answer(status=410), 1),
        (answer(status=500), 1),
        (b"garbage", 1),
        (b"", 1),
        (redirect("/next"), 1),
        (redirect("http://169.254.169.254/latest/meta-data/"), 1),
    ],
)
def test_what_counts_as_an_answer(cast, community, site, told, failures):
    site.pages["/a"] = told
    link = shelve(community, cast.dora, f"{site.base}/a")
    run()
    link.refresh_from_db()
    assert link.failures == failures


def test_a_long_film_is_there(cast, community, site):
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    site.pages["/film"] = lambda asked: (
        answer(status=405) if asked.method == "HEAD" else endless(head, b"x" * 9999)
    )
    site.pages["/film2"] = lambda asked: (
        answer(status=500) if asked.method == "HEAD" else endless(head, b"x" * 9999)
    )
    for name in ("film", "film2"):
        link = shelve(community, cast.dora, f"{site.base}/{name}", title=name)
        run()
        link.refresh_from_db()
        assert link.failures == 0


def test_it_cannot_be_made_to_reach_a_private_address(cast, community, site, settings):
    """A link that leads inside, by itself or by a turn: nothing inside is ever asked."""
    inside = Website({"/": answer(b"secret")})
    settings.OTHER_SITES_TRUSTED = site.base
    site.pages["/turn"] = redirect(f"{inside.base}/")
    for number, url in enumerate([f"{inside.base}/", f"{site.base}/turn"]):
        shelve(community, cast.dora, url, title=f"Link {number}")
    assert run() == 2
    assert inside.connections == 0
    assert list(Resource.objects.values_list("failures", flat=True)) == [1, 1]
    inside.close()


def test_only_what_is_shown_is_asked(cast, community, site):
    for number, state in enumerate(State):
        shelve(
            community, cast.dora, f"{site.base}/{state}", state=state, title=f"In state {number}"
        )
    run()
    assert set(site.paths()) == {"/approved"}


def test_news_are_asked_too(cast, community, site):
    link = operations.suggest_news_link(
        community,
        by=cast.dora,
        title="A warm winter",
        url="https://news.example.org/",
        source="The Daily",
        published_on=date(2024, 3, 27),
    )
    NewsLink.objects.update(url=f"{site.base}/away")
    check_links()
    link.refresh_from_db()
    assert link.failures == 1


def test_one_site_is_asked_slowly(cast, community, site):
    waits: list[float] = []
    for number in range(3):
        shelve(community, cast.dora, f"{site.base}/{number}", title=f"Guide {number}")
    assert run(waits.append) == 3
    assert len(waits) == 2
    assert all(0 < wait <= 1 for wait in waits)


def test_a_claim_that_was_never_settled_is_due_again(cast, community, site, monkeypatch):
    """A worker that is killed between claim and note loses nothing."""
    site.pages["/ok"] = answer(b"ok")
    shelve(community, cast.dora, f"{site.base}/ok")
    [claimed] = checking._claim(Resource)
    assert checking._claim(Resource) == [], "a second worker leaves it alone"
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert run() == 1
    claimed.refresh_from_db()
    assert claimed.last_ok_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_row_that_another_worker_holds_is_skipped(cast, community, site):
    link = shelve(community, cast.dora, f"{site.base}/ok")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT 1 FROM library_resource WHERE id = %s FOR UPDATE", [link.pk])
        assert checking._claim(Resource) == []
        cursor.execute("ROLLBACK")
    other.close()
    assert checking._claim(Resource) == [link]


def test_a_new_address_is_not_blamed_for_the_old_one(cast, community, site):
    link = shelve(community, cast.dora, f"{site.base}/gone")

    def correct(seconds: float) -> None:
        Resource.objects.filter(pk=link.pk).update(url=f"{site.base}/new")

    first = shelve(community, cast.dora, f"{site.base}/other", title="First")
    Resource.objects.filter(pk=first.pk).update(next_check_at=clock.now() - timedelta(days=1))
    run(correct)
    link.refresh_from_db()
    assert link.failures == 0


def test_a_corrected_address_starts_anew(cast, community):
    link = shelve(community, cast.dora, "https://warm.example.org/old")
    Resource.objects.filter(pk=link.pk).update(failures=3, last_failed_on=clock.today())
    words = {"kind": "guide", "title": "Warm", "description": "Ten pages."}
    changed = operations.change_resource(
        link, by=cast.dora, url="https://warm.example.org/new", **words
    )
    assert (changed.failures, changed.is_unreachable) == (0, False)


def test_an_outage_of_our_own_is_held_against_no_link(cast, community, site):
    for number in range(6):
        shelve(community, cast.dora, f"{site.base}/{number}", title=f"Guide {number}")
    assert run() == 6
    assert set(Resource.objects.values_list("failures", flat=True)) == {0}
    site.pages["/5"] = answer(b"one that answers is enough")
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert run() == 6
    assert sorted(Resource.objects.values_list("failures", flat=True)) == [0, 1, 1, 1, 1, 1]


def test_nothing_is_asked_unless_it_is_switched_on(cast, community, site, settings):
    settings.CHECK_LINKS = False
    shelve(community, cast.dora, f"{site.base}/a")
    assert (run(), site.connections) == (0, 0)


def test_the_naive_way_would_reach_inside(cast, community, site, monkeypatch):
    """The control: with a fetch that trusts every address, the same test sees a connection."""
    inside = Website({"/": answer(b"secret")})
    real = fetch.head
    monkeypatch.setattr(
        fetch, "head", lambda url, seconds, trusted: real(url, seconds=seconds, trusted=url)
    )
    shelve(community, cast.dora, f"{inside.base}/")
    run()
    assert inside.connections == 1
    inside.close()
