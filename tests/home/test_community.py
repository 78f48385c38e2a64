"""The public page of a community: what it shows to whom, and what it costs."""

import pytest

from communities.conditions.models import ConditionName, NameKind, Source
from communities.library import operations as library
from communities.pages import operations as pages
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
        "not yet reviewed by an expert",
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
    assert "Nothing waits" in text


def test_sql_of_the_page(cast, anonymous, client_for, full, django_assert_num_queries):
    read(anonymous, full)
    # community, names, sections, library, leaders, references, nearby, and two of the registry's
    with django_assert_num_queries(9):
        read(anonymous, full)
    client = client_for(cast.chidi)
    # session, user, standing, topics and questions besides
    with django_assert_num_queries(14):
        read(client, full)
