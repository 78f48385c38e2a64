"""mark_told: which changes wait to be told, and that they wait no longer once they were."""

from datetime import timedelta

from communities.pages import operations, queries
from communities.pages.models import Announcement
from rareshare.lib import clock
from tests.communities.pages.test_suggest_text import suggest, write


def test_changes_wait_an_hour_from_the_first(cast, community, other):
    assert queries.communities_to_tell() == []
    operations.write_section(community, "signs", by=cast.dora, text="One.", version=0, tell=True)
    with clock.frozen(clock.now() + timedelta(minutes=59)):
        operations.write_section(
            community, "signs", by=cast.dora, text="Two.", version=1, why="Truer", tell=True
        )
        assert queries.communities_to_tell() == []
    with clock.frozen(clock.now() + timedelta(minutes=61)):
        assert queries.communities_to_tell() == [community.pk]
        waiting = list(queries.announcements_waiting(community))
        assert [one.version.number for one in waiting] == [1, 2]
        assert {one.community for one in waiting} == {community}
        operations.mark_told(waiting)
        assert queries.communities_to_tell() == []
    assert not queries.announcements_waiting(other).exists()


def test_what_was_told_keeps_its_first_moment(cast, community):
    operations.write_section(community, "signs", by=cast.dora, text="One.", version=0, tell=True)
    [one] = Announcement.objects.all()
    operations.mark_told([one])
    first = Announcement.objects.get().told_at
    with clock.frozen(clock.now() + timedelta(days=1)):
        operations.mark_told([one])
    assert Announcement.objects.get().told_at == first


def test_what_counts_as_a_change_that_matters(cast, community):
    write(community, cast.dora, "One.")
    write(community, cast.dora, "Two.", version=1)
    assert not Announcement.objects.exists()  # nobody asked to tell a small fix
    made = suggest(community, cast.chidi, "Three.", version=2)
    operations.accept_suggestion(made, by=cast.dora, version=2, tell=True)
    operations.revert_section(community, "signs", by=cast.dora, number=1, version=3, why="Truer")
    write(community, cast.dora, "", version=4)
    told = Announcement.objects.values_list("version__number", flat=True)
    assert list(told) == [3, 4, 5]
