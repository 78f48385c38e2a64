"""What writers and readers are told of a text: how it looks, how it reads, who vouches for it."""

import pytest

from communities.pages import queries
from communities.pages.models import SectionVersion
from rareshare.lib.errors import NotAllowed
from tests.communities.pages.test_write_section import api, page, write


def test_check_shows_the_text_and_how_easy_it_reads(cast, client_for, community):
    client = client_for(cast.dora)
    hard = " ".join(["Progressive calcification of subcutaneous microvasculature continues."] * 4)
    data = {"text": f"**Cold** hands. {hard}", "version": "0", "check": "1"}
    response = client.post(page(community), data)
    text = response.content.decode()
    assert response.status_code == 200
    assert "<strong>Cold</strong>" in text
    assert "Aim for 8" in text
    assert not SectionVersion.objects.exists()  # a check saves nothing
    saved = client.post(page(community), {**data, "check": ""} | {"text": hard}, follow=False)
    assert saved.status_code == 200  # `check` was still pressed
    del data["check"]
    once = client.post(page(community), data)
    assert (once.status_code, SectionVersion.objects.exists()) == (200, False)
    assert "Not saved yet." in once.content.decode()
    assert 'name="seen" value="1"' in text and 'name="seen" value="1"' in once.content.decode()
    data["seen"] = "1"
    done = client.post(page(community), data, follow=True)
    assert "Aim for 8" in done.content.decode()  # a hint that never stops anybody
    assert SectionVersion.objects.get().reading_grade > 8
    assert client.post(page(community), {"text": "\0", "check": "1"}).status_code == 400


def test_the_name_of_the_illness_counts_as_one_short_word(cast, community):
    said = "Northern fever can start at any age and it often starts with cold and sore feet."
    written = write(community, cast.dora, said)
    other = said.replace("Northern fever", "Hyperparathyroidism syndromes")
    again = write(community, cast.dora, other, version=1)
    assert written.reading_grade < again.reading_grade


def test_what_experts_and_readers_are_told(cast, anonymous, community):
    signs = write(community, cast.dora, "It is cold.")
    tips = write(community, cast.dora, "Wear socks.", kind="tips")
    assert signs.review_note == "Not yet reviewed by a medical expert"
    assert tips.review_note == ""
    contents = queries.contents_of(cast.fay, community)
    assert contents.review_note == "This page is not yet reviewed by a medical expert."
    with pytest.raises(NotAllowed):
        queries.work_of(cast.chidi, community)
    work = queries.work_of(cast.dora, community)
    assert [one.section.kind for one in work.unreviewed] == ["signs"]
    assert "what" in work.missing
    assert not work.is_done
    assert not anonymous.get(api(community)).json()["hard"]
