"""The front page: the search box first, and what is new for everybody."""

from datetime import date

import pytest
from django.utils import timezone

from communities.groups.models import Community
from communities.pages import operations as pages
from rareshare.lib import clock
from tests.communities.conftest import community, other

__all__ = ["community", "other"]


def front(client):
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_search_box_comes_before_everything_else(anonymous, community):
    text = front(anonymous)
    assert text.index('type="search"') < text.index("Three ways to start") < text.index('id="new"')
    assert 'data-suggest="/conditions/suggest/"' in text
    assert "conditions/suggest.js" in text


def test_what_is_new_shows_new_communities_and_new_words(cast, anonymous, community, other):
    with clock.frozen(clock.now()):
        for kind in ("signs", "causes"):
            pages.write_section(community, kind, by=cast.dora, text="It shivers.", version=0)
    text = front(anonymous)
    assert text.count("New on its page") == 1  # one page written in one go is one piece of news
    assert "New on its page: Causes" in text
    assert text.count("A new community") == 1  # the other community, each is told of once
    today = timezone.localdate(clock.now())
    assert f'datetime="{today:%Y-%m-%d}"' in text


def test_what_is_closed_is_no_news(cast, anonymous, community):
    pages.write_section(community, "signs", by=cast.dora, text="It shivers.", version=0)
    Community.objects.filter(pk=community.pk).update(state="archived")
    assert community.name not in front(anonymous)


def test_an_empty_house_has_no_news(anonymous, db):
    assert "What is new" not in front(anonymous)


def test_the_low_energy_view_leaves_news_out(anonymous, community):
    anonymous.cookies["display"] = "energy:low"
    text = front(anonymous)
    assert 'data-energy="low"' in text
    assert '<section class="extra" aria-labelledby="new">' in text


@pytest.mark.parametrize("many", [1, 12])
def test_sql_of_the_front_page(cast, anonymous, django_assert_num_queries, many):
    for number in range(many):
        Community.objects.create(name=f"No {number}", slug=f"no-{number}", kind="undiagnosed")
    # the door for people without a diagnosis, new communities, new words, news of the site
    with django_assert_num_queries(4):
        front(anonymous)


def test_old_words_stand_behind_new_ones(cast, anonymous, community, other):
    Community.objects.update(created_at=clock.now().replace(year=2020))
    pages.write_section(community, "signs", by=cast.dora, text="It shivers.", version=0)
    text = front(anonymous)
    assert text.index("New on its page") < text.index("A new community")
    assert str(date(2020, 1, 1).year) in text
