"""After a merge search and pages tell the truth: who looks for the old name learns where its people
are, a member learns which community moved, and staff read what happened in both."""

import pytest

from communities.conditions import operations as conditions
from communities.groups import operations, queries
from communities.groups.models import Kind
from communities.proposals.queries import alike_of
from rareshare.lib import clock

WHY = "Both are about the same illness."


@pytest.fixture
def source(cast):
    """About an illness with other names; Mio is seen in it by everyone."""
    listed = conditions.add_condition(
        "Quuxian palsy", ["Quux disease", "QP-9", "palsy of the east"], by=None
    )
    made = operations.open_community("Quuxian palsy", by=cast.lena, condition=listed)
    operations.join_community(made, by=cast.mio, role="patient")
    operations.change_membership(made, by=cast.mio, visibility="public")
    return made


@pytest.fixture
def merged(cast, community, source):
    operations.merge_communities(source, community, by=cast.lena, reason=WHY)
    source.refresh_from_db()
    return source


def led_on(client, old):
    """The page at which an old address ends."""
    return client.get(client.get(old)["Location"]).content.decode()


@pytest.mark.parametrize("asked", ["quuxian palsy", "quux disease", "QP-9"])
def test_search_says_that_its_people_are_part_of_another(anonymous, merged, community, asked):
    text = anonymous.get("/communities/", {"q": asked}).content.decode()
    assert "Quuxian palsy: its people are now part of Northern fever." in text
    assert "main name" not in text and "The community for" not in text
    assert f'href="{community.get_absolute_url()}"' in text
    [row] = anonymous.get("/api/v1/communities/", {"q": asked}).json()["results"]
    assert row["public_id"] == community.public_id
    assert row["why"] == "Quuxian palsy: its people are now part of Northern fever"


def test_search_finds_a_merged_community_without_an_illness(cast, anonymous, community, other):
    operations.merge_communities(other, community, by=cast.lena, reason=WHY)
    text = anonymous.get("/communities/?q=without+a+name").content.decode()
    assert "Without a name: its people are now part of Northern fever." in text
    near = alike_of(cast.fay, "Without a name")
    assert queries.community_named(cast.fay, "without a NAME") == community
    assert other not in near.communities


def test_the_page_says_what_is_also_here_with_its_names(anonymous, merged, community):
    text = led_on(anonymous, f"/c/{merged.slug}/")
    day = clock.now().strftime("%-d %B %Y")
    assert "Also here: " in text
    assert f"Quuxian palsy</a> (since {day}), also called Quux disease, QP-9" in text
    assert merged.condition.get_absolute_url() in text


def test_a_chain_of_merges_is_all_here_since_it_came(cast, anonymous, merged, community):
    third = operations.open_community("Third one", by=cast.lena, kind=Kind.UNDIAGNOSED)
    operations.merge_communities(community, third, by=cast.lena, reason=WHY)
    text = anonymous.get(f"/c/{third.slug}/").content.decode()
    assert "Quuxian palsy</a> (since" in text and "Northern fever</a> (since" in text
    dates = {one.community: one.since for one in queries.taken_in(cast.fay, third)}
    assert dates[merged] == dates[community]


def test_one_line_says_why_one_is_here(cast, client_for, anonymous, merged, community):
    client = client_for(cast.chidi)
    old = f"/c/{merged.public_id}/talk/"
    assert "You followed the address" in led_on(client, old)
    again = client.get(f"/c/{community.public_id}/talk/").content.decode()
    assert "You followed the address" not in again
    led_on(anonymous, f"/c/{merged.slug}/")
    assert not anonymous.cookies  # nobody gets a session for following an old address


def test_the_letter_leads_to_a_page_that_names_what_moved(
    cast, client_for, outbox, merged, community
):
    path = f"/c/{community.public_id}/merged/"
    assert path in outbox.text("community_merged", cast.mio)
    text = client_for(cast.mio).get(path).content.decode()
    assert "<strong>Quuxian palsy</strong> is part of <strong>Northern fever</strong>" in text
    assert "Now: <strong>Nobody</strong>" in text
    assert "Now:" not in client_for(cast.fay).get(path).content.decode()


def test_a_community_that_took_in_none_has_no_such_page(cast, client_for, community):
    assert client_for(cast.chidi).get(f"/c/{community.public_id}/merged/").status_code == 404


def test_staff_read_what_happened_in_both(cast, client_for, merged, community):
    client = client_for(cast.lena)
    old = f"/desk/communities/{merged.public_id}/"
    assert old in client.get(f"/desk/communities/{community.public_id}/").content.decode()
    text = client.get(old).content.decode()
    assert "made part of another, by Lena" in text and WHY in text
    assert ": opened, by Lena" in text
    assert "Part of another one" in text and "Close it" not in text
    assert client_for(cast.emil).get(old).status_code == 403
    assert client.get("/desk/communities/zzzzzz/").status_code == 404


def test_a_closed_community_is_called_closed(cast, client_for, community):
    operations.archive_community(community, by=cast.lena, reason=WHY)
    text = client_for(cast.lena).get(f"/desk/communities/{community.public_id}/").content.decode()
    assert "<dd>Closed</dd>" in text and "Archived" not in text
    operations.reopen_community(community, by=cast.lena, reason=WHY)
    text = client_for(cast.lena).get(f"/desk/communities/{community.public_id}/").content.decode()
    assert "opened again, by Lena" in text
