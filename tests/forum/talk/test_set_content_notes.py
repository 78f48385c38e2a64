"""Content notes: what readers may want to know before they open a topic; set_content_notes."""

import pytest

from forum.talk import operations, queries
from forum.talk.models import TopicEvent
from rareshare.lib.errors import Invalid, NotAllowed


def test_through_the_page_by_the_writer(cast, community, topic, client_for):
    chidi = client_for(cast.chidi)
    at = f"/c/{community.public_id}/talk/{topic.pk}/"
    assert f'href="{at}notes/"' in chidi.get(at).content.decode()
    done = chidi.post(f"{at}notes/", {"notes": ["wounds", "death"]}, follow=True)
    assert done.redirect_chain == [(at, 302)]
    text = done.content.decode()
    assert "Content note: this topic talks about death, shows or describes wounds." in text
    rows = chidi.get(f"/c/{community.public_id}/talk/").content.decode()
    assert "Content note: talks about death, shows or describes wounds." in rows
    assert 'value="death" checked' in chidi.get(f"{at}notes/").content.decode().replace(
        'id="id_notes_0" ', ""
    ).replace(' aria-describedby="id_notes_helptext"', "")


def test_through_the_api_by_a_leader(cast, community, topic, api_for):
    dora = api_for(cast.dora)
    address = f"/api/v1/topics/{topic.pk}/"
    changed = dora.patch(
        address, {"content_notes": ["survival"]}, format="json", headers={"If-Match": '"1"'}
    )
    assert changed.json()["content_notes"] == ["survival"]
    [row] = dora.get(f"/api/v1/communities/{community.public_id}/topics/").json()["results"]
    assert row["content_notes"] == ["survival"]
    wrong = dora.patch(
        address, {"content_notes": ["gossip"]}, format="json", headers={"If-Match": '"2"'}
    )
    assert wrong.status_code == 400


def test_who_may_set_them(cast, community, topic, client_for):
    for user in (cast.alma, cast.fay):
        with pytest.raises(NotAllowed):
            operations.set_content_notes(topic, by=user, notes=["death"])
    address = f"/c/{community.public_id}/talk/{topic.pk}/notes/"
    assert client_for(cast.alma).get(address).status_code == 403
    for user in (cast.chidi, cast.dora, cast.lena):
        operations.set_content_notes(topic, by=user, notes=["death"])
    assert TopicEvent.objects.filter(verb="topic_noted").count() == 1  # the same changes nothing


def test_the_list_is_closed_and_can_be_emptied(cast, community, topic, client_for):
    with pytest.raises(Invalid):
        operations.set_content_notes(topic, by=cast.chidi, notes=["death", "gossip"])
    operations.set_content_notes(topic, by=cast.chidi, notes=["death"])
    address = f"/c/{community.public_id}/talk/{topic.pk}/notes/"
    assert client_for(cast.chidi).post(address, {"notes": ["gossip"]}).status_code == 400
    client_for(cast.chidi).post(address, {})
    assert queries.topic_for(cast.chidi, "", topic.pk).content_notes == []


def test_a_locked_topic_is_noted_by_leaders_only(cast, community, topic):
    operations.lock_topic(topic, by=cast.dora)
    with pytest.raises(NotAllowed):
        operations.set_content_notes(topic, by=cast.chidi, notes=["death"])
    operations.set_content_notes(topic, by=cast.dora, notes=["death"])
