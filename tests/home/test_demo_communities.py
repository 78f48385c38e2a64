"""The demo's communities: in plain words, complete, and loaded twice without doubles."""

import re

import pytest

from communities.groups.models import Community, Membership
from communities.leaders.models import LeaderApplication
from communities.library.models import NewsLink
from communities.pages.models import Reference, SectionKind, SectionVersion, Suggestion
from communities.pages.queries import contents_of
from rareshare.home.demo import (
    accounts,
    communities,
    experts,
    leaders,
    library,
    pages,
    reviews,
    talk,
)
from rareshare.home.demo.cast import Cast
from rareshare.lib import clock
from tests.communities.conftest import make_condition
from tests.reading import grade, sentences

HARDEST = 8.0
LONGEST_MEAN = 15
NAMES = [plan.name for plan in communities.PLANS]
WRITTEN = [plan.slug for plan in communities.PLANS if plan.led]


def spoken(text):
    """Sentences as a reader meets them; a small heading is one by itself."""
    return sentences(re.sub(r"^#### (.*)$", r"\1.", text, flags=re.MULTILINE), NAMES)


@pytest.fixture
def demo(db):
    """All that these loaders need: people, and the conditions of the catalogue."""
    accounts.load(Cast())
    for plan in communities.PLANS:
        if plan.condition:
            condition = make_condition(plan.name)
            condition.slug = plan.condition
            condition.key = plan.condition[:16]
            condition.save()
    return load()


def load():
    for room in (communities, pages, library):
        room.load(Cast())


@pytest.mark.parametrize("slug", WRITTEN)
def test_every_section_is_in_plain_words(slug):
    for kind, text in pages.sections(slug).items():
        said = spoken(text)
        assert grade(said) <= HARDEST, kind
        assert sum(len(one.split()) for one in said) / len(said) <= LONGEST_MEAN, kind
        assert max(len(one.split()) for one in said) <= 20, kind


def test_the_first_community_holds_every_section():
    assert set(pages.sections("calciphylaxis")) == set(SectionKind)


def test_survival_numbers_stand_in_the_outlook_only():
    for kind, text in pages.sections("calciphylaxis").items():
        tells = re.search(r"surviv|death|live for", text, re.IGNORECASE)
        assert bool(tells) == (kind == SectionKind.OUTLOOK), kind


def test_the_doubtful_vitamin_is_left_out():
    assert "vitamin A" not in "".join(pages.sections("calciphylaxis").values())


def test_loading_twice_makes_nothing_twice(demo):
    def count():
        nouns = (Community, Membership, SectionVersion, Reference, NewsLink)
        return [noun.objects.count() for noun in nouns]

    before = count()
    load()
    assert count() == before
    assert before[0] == 4


def test_every_page_of_the_demo_opens(demo, anonymous):
    for community in Community.objects.all():
        assert anonymous.get(f"/c/{community.slug}/").status_code == 200
    text = anonymous.get("/c/calciphylaxis/").content.decode()
    assert "not yet reviewed by a medical expert" in text
    assert text.count("https://doi.org/") == 4
    assert text.count("Sources:") >= 8
    assert "Lexi Reed" in text


def test_the_page_is_reviewed_in_parts_and_told_once(demo, outbox):
    for _ in range(2):
        talk.load(Cast())
        experts.load(Cast())
        reviews.load(Cast())
    community = Community.objects.get(slug="calciphylaxis")
    contents = contents_of(Cast().fay, community)
    assert contents.get(SectionKind.SIGNS).review_note == ""
    assert contents.get(SectionKind.TESTS).review_note == "The review is overdue"
    assert contents.get(SectionKind.CAUSES).review_note == "Not yet reviewed by a medical expert"
    assert community.topics.filter(title="Community page updated").count() == 1
    assert community.topics.get(title="Community page updated").post_count == 1
    [waiting] = Suggestion.objects.all()
    assert waiting.author == Cast().chidi and not waiting.is_stale
    assert all(version.sources.exists() for version in contents.medical)
    assert all((version.reading_grade or 0) <= 8 for version in contents.sections.values())


def test_the_last_activity_is_that_of_the_last_words_and_leaders_came_before_their_page(demo):
    talk.load(Cast())
    experts.load(Cast())
    lively, begun, quiet = (Community.objects.get(slug=plan.slug) for plan in communities.PLANS[:3])
    said = lively.topics.latest("last_post_at").last_post_at
    assert said <= lively.last_activity_at <= clock.now()
    assert lively.last_activity_at > begun.last_activity_at > quiet.last_activity_at
    for community in (lively, begun):
        led = community.leaderships.get()
        written = SectionVersion.objects.filter(section__community=community)
        assert led.since < written.earliest("written_at").written_at


def test_works_say_where_they_stand_and_news_pretends_no_address(demo):
    works = Reference.objects.filter(community__slug="calciphylaxis")
    assert works.count() == 6
    for work in works:
        assert "pages" in work.journal or "article" in work.journal
    news = NewsLink.objects.get(title__startswith="Lexi Reed")
    assert news.url == "https://people.com/" and "no address" in news.source


def test_leading_is_shown_in_all_its_states(demo, outbox):
    for _ in range(2):
        leaders.load(Cast())
    assert LeaderApplication.objects.filter(state="waiting").count() == 1
    assert outbox.rows("leader_term_ends", to=Cast().jon)
    assert len(outbox.rows("leader_wanted")) == 1
    assert outbox.rows("leader_wanted", to=Cast().mio)
