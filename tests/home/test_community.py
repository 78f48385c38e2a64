"""The public page of a community: what it shows to whom, and what it costs."""

import re
from datetime import timedelta

import pytest

from communities.conditions.models import ConditionName, NameKind, Source
from communities.library import operations as library
from communities.pages import operations as pages
from communities.pages.models import SectionVersion
from forum.experts import operations as experts
from rareshare.home.display import COOKIE
from rareshare.lib import clock
from tests.communities.conftest import community, other

__all__ = ["community", "other"]


@pytest.fixture
def full(cast, community):
    """A page with something in every panel."""
    texts = {
        "what": "It comes **from the north**.",
        "causes": "Nobody knows.\n\n#### Cold\n\nCold may add to it.",
        "outlook": "Nine of ten people get well.",
        "tips": "Wear a hat.",
        "acknowledgment": "Thank you all.",
    }
    for kind, text in texts.items():
        pages.write_section(community, kind, by=cast.dora, text=text, version=0)
    pages.add_reference(
        community,
        by=cast.dora,
        work={"title": "Cold", "authors": "Snow J", "year": 1999, "doi": "10.1000/cold"},
    )
    library.suggest_news_link(
        community,
        by=cast.dora,
        title="A warm winter",
        url="https://news.example.org/warm",
        source="Daily",
        published_on=clock.today(),
    )
    for text, kind, source in [
        ("Northern fever", NameKind.PREFERRED, Source.MONDO),
        ("polar fever", NameKind.SYNONYM, Source.MONDO),
        ("Polar fever", NameKind.SYNONYM, Source.ORPHANET),
        ("the shivers", NameKind.COMMUNITY, Source.COMMUNITY),
    ]:
        ConditionName.objects.create(
            condition=community.condition, text=text, kind=kind, source=source, normalized=text
        )
    return community


def read(client, community):
    response = client.get(f"/c/{community.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_signed_out_people_read_everything_public(anonymous, full):
    text = read(anonymous, full)
    for shown in (
        "<strong>from the north</strong>",
        "<h4>Cold</h4>",
        "Wear a hat.",
        "Thank you all.",
        "https://doi.org/10.1000/cold",
        "A warm winter",
        "Dora",
        "Join this community",
        "not yet reviewed by a medical expert",
    ):
        assert shown in text, shown
    assert "the shivers, polar fever" in text
    assert 'name="robots"' not in text


def test_outlook_is_the_readers_choice(anonymous, full):
    def outlook(cookie):
        anonymous.cookies["display"] = cookie
        text = read(anonymous, full)
        fold = text[: text.find("Nine of ten")].rpartition("<details")[2].partition(">")[0]
        return "Nine of ten" in text, fold.endswith(" open")

    assert outlook("") == (True, False)
    assert outlook("outlook:open") == (True, True)
    assert outlook("outlook:hidden") == (False, False)


def test_empty_sections_vanish_for_readers_and_invite_leaders(cast, client_for, anonymous, full):
    address = f"/c/{full.public_id}/manage/sections/signs/"
    assert address not in read(anonymous, full)
    assert address not in read(client_for(cast.chidi), full)
    assert address in read(client_for(cast.dora), full)


def test_a_page_without_any_content_is_whole(anonymous, other):
    text = read(anonymous, other)
    assert "Could it be you?" in text
    assert "Nothing yet." in text
    assert '<h2 id="about"' not in text
    assert "References" not in text


def test_members_find_their_way_in(cast, client_for, full):
    assert "Join this community" in read(client_for(cast.fay), full)
    text = read(client_for(cast.chidi), full)
    assert "Join this community" not in text
    assert f"/c/{full.public_id}/members/" in text


def test_talk_is_for_members_until_it_is_opened(anonymous, full):
    assert "What they write is not public" in read(anonymous, full)
    full.talk_open = True
    full.save()
    assert "What they write is not public" not in read(anonymous, full)


def test_questions_to_experts_are_for_members(cast, client_for, anonymous, full):
    assert "Questions and answers are for members only" in read(anonymous, full)
    assert "Nobody has asked yet" in read(client_for(cast.chidi), full)


def test_the_registry_panel_says_nothing_about_few_people(anonymous, full):
    text = read(anonymous, full)
    assert f'href="/registry/?c={full.public_id}"' in text
    assert "take part so far" not in text


def test_the_opaque_id_leads_to_the_page_for_signed_in_people_only(
    cast, anonymous, client_for, full
):
    response = client_for(cast.fay).get(f"/c/{full.public_id}/")
    assert (response.status_code, response["Location"]) == (302, f"/c/{full.slug}/")
    for made_up in (full.public_id, "zzzzz9"):
        response = anonymous.get(f"/c/{made_up}/")
        assert response.status_code == 404 and full.slug not in response.content.decode()


def test_the_registry_panel_says_how_researchers_reach_people(anonymous, full):
    text = read(anonymous, full)
    for words in ("A researcher asks us", "applies", "A board decides", "our staff write to you"):
        assert words in text


def test_the_desk_is_for_leaders(cast, client_for, anonymous, full):
    address = f"/c/{full.public_id}/manage/"
    assert anonymous.get(address).status_code == 302
    for person in (cast.fay, cast.chidi, cast.emil):
        assert client_for(person).get(address).status_code == 403
    text = client_for(cast.dora).get(address).content.decode()
    assert "Not written yet" in text


def fold(text, kind):
    """One closed part of the page."""
    return text[text.index(f' id="{kind}"') :].partition("</details>")[0]


def test_a_link_to_a_part_opens_it_but_the_outlook_stays_as_chosen(anonymous, full):
    text = read(anonymous, full)
    assert re.search(r'</summary>\s*<div id="causes">', text)  # browsers open what holds a target
    assert '<details id="outlook" class="hard"><summary>' in text


def test_the_low_energy_view_folds_what_can_wait(anonymous, full):
    parts = ("about", "research", "trials", "news", "people")
    usual = read(anonymous, full)
    anonymous.cookies[COOKIE] = "energy:low"
    low = read(anonymous, full)
    for part in parts:
        assert f'<summary><h2 id="{part}">' not in usual
        assert f'<details><summary><h2 id="{part}">' in low
    assert low.count("<details") == low.count("</details>")
    questions = anonymous.get("/help/").content.decode()
    assert "Reach a person" not in questions and '<nav class="toc extra"' in questions


def test_each_part_says_who_wrote_it_and_that_nobody_checked_it_yet(anonymous, full):
    causes = fold(read(anonymous, full), "causes")
    assert "<strong>Not yet reviewed by a medical expert.</strong> Written by Dora on" in causes
    assert "Reviewed by" not in causes


def test_a_reviewed_part_names_the_expert_and_the_next_review(cast, anonymous, full):
    day = clock.today()
    causes = SectionVersion.objects.filter(section__kind="causes")
    causes.update(
        reviewer=cast.eze,
        reviewer_profession="kidney doctor",
        reviewed_at=clock.now(),
        next_review_due=day + timedelta(days=1),
    )
    text = fold(read(anonymous, full), "causes")
    assert f"Reviewed by {cast.eze.display_name}, kidney doctor, on" in text
    assert "Next review due" in text and "Not yet reviewed" not in text
    causes.update(next_review_due=day - timedelta(days=1))
    assert "<strong>The review is overdue.</strong>" in fold(read(anonymous, full), "causes")


def test_a_part_leads_to_the_works_that_it_rests_on(cast, anonymous, full):
    work = full.references.get()
    SectionVersion.objects.get(section__kind="causes").sources.add(work)
    text = read(anonymous, full)
    assert 'Source: <a href="#work-1">' in fold(text, "causes")
    assert '<li id="work-1">Snow J.' in text
    assert "Source" not in fold(text, "outlook")


def test_members_suggest_leaders_edit_and_strangers_only_read(cast, client_for, anonymous, full):
    suggest = f"/c/{full.public_id}/suggest/causes/"
    edit = f"/c/{full.public_id}/manage/sections/causes/"
    history = f"/c/{full.public_id}/sections/causes/history/"

    def offered(client):
        text = read(client, full)
        return [address in text for address in (suggest, edit, history)]

    assert offered(anonymous) == [False, False, False]
    assert offered(client_for(cast.fay)) == [False, False, False]
    assert offered(client_for(cast.chidi)) == [True, False, True]
    assert offered(client_for(cast.dora)) == [False, True, True]


def test_experts_are_led_to_the_review(cast, client_for, full):
    review = f"/c/{full.public_id}/sections/causes/review/"
    assert review not in read(client_for(cast.eze), full)
    experts.verify_expert(
        cast.eze,
        by=cast.lena,
        community=full,
        profession="Kidney doctor",
        proof="seen",
        conflict_of_interest="",
        expires_on=clock.today() + timedelta(days=99),
    )
    assert review in read(client_for(cast.eze), full)


def test_members_read_what_they_hear_about(cast, client_for, anonymous, full):
    assert "You hear about: replies to me" in read(client_for(cast.chidi), full)
    assert "You hear about" not in read(client_for(cast.fay), full)


def test_the_page_leads_to_its_news_feed(anonymous, full):
    text = read(anonymous, full)
    assert (
        f'<link rel="alternate" type="application/atom+xml" title="News about {full.name}"' in text
    )
    assert text.count(f'href="/c/{full.slug}/news.xml"') == 2


def test_the_page_shows_studies_and_the_way_to_all_of_them(anonymous, full, other):
    text = read(anonymous, full)
    assert "We found no study yet" in text
    assert f'href="/conditions/{full.condition.slug}/trials/"' in text
    assert 'id="trials"' not in read(anonymous, other)


def test_a_community_without_a_leader_says_so(cast, anonymous, full, other):
    assert "Nobody leads it now" in read(anonymous, other)
    text = read(anonymous, full)
    assert "Dora" in text and "Nobody leads it now" not in text


def test_who_has_another_illness_finds_a_way_on(anonymous, full):
    text = read(anonymous, full)
    assert 'href="/communities/start/"' in text and 'href="/help/"' in text


def test_sql_of_the_page(cast, anonymous, client_for, full, django_assert_num_queries):
    read(anonymous, full)
    # community, names, what is also here, sections, their sources, library, leaders, whether they
    # are there, studies, references, nearby, and two of the registry's
    with django_assert_num_queries(13):
        read(anonymous, full)
    client = client_for(cast.chidi)
    # session, user, standing, what they hear, whether they review, topics, questions besides, and
    # which leader keeps them away
    with django_assert_num_queries(21):
        read(client, full)


def test_members_can_suggest_thanks_as_well(cast, client_for, community):
    pages.write_section(
        community, "acknowledgment", by=cast.dora, text="Thank you, Rosa.", version=0
    )
    address = f"/c/{community.public_id}/suggest/acknowledgment/"
    assert (
        f'href="{address}"' in client_for(cast.chidi).get(f"/c/{community.slug}/").content.decode()
    )
    assert client_for(cast.chidi).get(address).status_code == 200


def test_a_page_that_nobody_wrote_says_for_whom_it_is(anonymous, community):
    text = read(anonymous, community)
    assert f"This is a place for people who live with {community.name}" in text
    assert "You could suggest the first article." not in text
