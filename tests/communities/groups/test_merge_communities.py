"""Two communities become one: everything goes along, nothing is shown to more people than before,
and every old address leads on."""

import random
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.models import User
from communities.groups import merging, operations, queries
from communities.groups.models import (
    Community,
    CommunityEvent,
    CommunityFollow,
    Leadership,
    Membership,
    Visibility,
)
from communities.library import operations as library
from communities.library.models import NewsLink, Resource
from communities.pages import operations as pages
from communities.pages.models import Reference, SectionVersion, Suggestion
from forum.experts import operations as experts
from forum.experts.models import ExpertVerification, Question
from forum.talk import operations as talk
from forum.talk.models import Post, Topic
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, Moved, NotAllowed, WrongState
from tests.communities.conftest import make_condition, membership_of

WHY = "Both are about the same illness."
ORDER = list(Visibility.values)


@pytest.fixture
def source(cast):
    """Chidi and Mio belong to it, Mio leads."""
    made = operations.open_community(
        "Fever of the north", by=cast.lena, condition=make_condition("Boreal fever")
    )
    operations.join_community(made, by=cast.chidi, role="caregiver")
    operations.join_community(made, by=cast.mio, role="patient")
    operations.appoint_leader(made, by=cast.lena, user=cast.mio)
    return made


def merge(source, target, cast) -> Community:
    return operations.merge_communities(source, target, by=cast.lena, reason=WHY)


def relations() -> set[str]:
    """Every relation to a community, the hidden ones included."""
    return {
        f"{field.related_model._meta.label_lower}.{field.field.name}"
        for field in Community._meta.get_fields(include_hidden=True)
        if field.one_to_many or field.one_to_one
    }


def test_every_relation_to_a_community_has_a_mover():
    assert not relations() - merging.declared(), "say in apps.py what becomes of these in a merge"
    assert not merging.declared() - relations(), "these relations are gone"


def test_a_relation_without_a_mover_would_be_noticed(monkeypatch):
    monkeypatch.delitem(merging._registered, "forum.care.merging")
    assert relations() - merging.declared() == {"care.report.community"}


def test_people_go_along_and_the_more_private_choice_wins(cast, community, source):
    choose(source, cast.chidi, "nobody")
    choose(community, cast.chidi, "public")
    choose(source, cast.mio, "public")
    earlier = membership_of(community, cast.chidi).joined_at - timedelta(days=9)
    Membership.objects.filter(community=source, user=cast.chidi).update(joined_at=earlier)
    rows = set(Membership.objects.values_list("pk", flat=True))
    merge(source, community, cast)
    assert set(Membership.objects.values_list("pk", flat=True)) == rows
    assert membership_of(community, cast.chidi).visibility == "nobody"
    assert membership_of(community, cast.chidi).joined_at == earlier
    assert membership_of(community, cast.mio).visibility == "nobody"
    assert set(communities_of(cast.mio)) == {community}
    assert queries.communities_of(cast.chidi).count() == 1
    assert {lead.user for lead in queries.leaders_of(cast.fay, community)} == {cast.dora}
    community.refresh_from_db()
    assert community.member_count == 3


def communities_of(user):
    return [one.community for one in queries.communities_of(user)]


def choose(community, user, visibility):
    operations.change_membership(community, by=user, visibility=visibility)


def test_talk_goes_along_with_its_posts_and_its_search(
    cast, client_for, api_for, community, source
):
    topic = talk.open_topic(source, by=cast.mio, title="Cold feet", text="Who has them?")
    talk.reply_to_topic(topic, by=cast.chidi, text="I have cold feet, too.")
    talk.open_topic(community, by=cast.dora, title="Warm feet", text="Lucky me.")
    old = reverse("talk:topic", args=[source.public_id, topic.pk])
    merge(source, community, cast)
    answer = client_for(cast.dora).get(f"{old}?page=1")
    assert answer.status_code == 301
    assert answer["Location"] == reverse("talk:topic", args=[community.public_id, topic.pk]) + (
        "?page=1"
    )
    assert "I have cold feet" in client_for(cast.dora).get(answer["Location"]).content.decode()
    assert Post.objects.filter(community=source).count() == 0
    found = api_for(cast.dora).get(f"/api/v1/search/?q=cold+feet&community={community.public_id}")
    assert len(found.json()["results"]) == 2
    community.refresh_from_db()
    assert community.topic_count == 2


def test_what_was_typed_goes_along_to_the_new_address(cast, client_for, community, source):
    old = reverse("talk:new", args=[source.public_id])
    merge(source, community, cast)
    client = client_for(cast.chidi)
    body = {"title": "After the merge", "text": "Does this arrive?", "kind": "question"}
    answer = client.post(old, body)
    assert answer.status_code == 308
    assert client.post(answer["Location"], body).status_code == 302
    assert Topic.objects.get(title="After the merge").community == community


def test_every_old_address_says_where_it_went(
    cast, anonymous, client_for, api_for, community, source
):
    merge(source, community, cast)
    public = anonymous.get(f"/c/{source.slug}/")
    assert (public.status_code, public["Location"]) == (301, f"/c/{community.slug}/")
    for part in ("membership", "members", "talk", "experts", "resources"):
        page = client_for(cast.chidi).get(f"/c/{source.public_id}/{part}/")
        assert (page.status_code, page["Location"]) == (301, f"/c/{community.public_id}/{part}/")
        api = api_for(cast.chidi).get(f"/api/v1/communities/{source.public_id}/membership/")
        assert api.status_code == 410
        assert api["Content-Type"] == "application/problem+json"
        assert api.json()["moved_to"] == f"/api/v1/communities/{community.public_id}/membership/"


def test_chains_of_merges_are_followed(cast, anonymous, community, source, other):
    merge(source, other, cast)
    merge(other, community, cast)
    assert anonymous.get(f"/c/{source.slug}/")["Location"] == f"/c/{community.slug}/"
    assert source.condition_id in queries.communities_on(cast.fay, [source.condition_id])
    with pytest.raises(Moved):
        merge(source, community, cast)


def test_the_condition_leads_to_where_its_community_went(cast, anonymous, community, source):
    merge(source, community, cast)
    page = anonymous.get(source.condition.get_absolute_url()).content.decode()
    assert community.get_absolute_url() in page
    found = queries.communities_on(cast.fay, [source.condition_id, community.condition_id])
    assert found == {source.condition_id: community, community.condition_id: community}


def test_texts_of_both_stay_and_the_targets_is_shown(cast, community, source):
    work = {"title": "Fever", "authors": "A. Body", "year": 2020, "doi": "10.1000/182"}
    for place, leader in ((community, cast.dora), (source, cast.mio)):
        pages.add_reference(place, by=leader, work=work)
        pages.write_section(
            place,
            "signs",
            by=leader,
            text=f"{leader.display_name} says: heat.",
            version=0,
            sources=[work.pk for work in place.references.all()],
        )
    pages.write_section(source, "tips", by=cast.mio, text="Drink water.", version=0)
    texts = set(SectionVersion.objects.values_list("pk", flat=True))
    merge(source, community, cast)
    assert set(SectionVersion.objects.values_list("pk", flat=True)) == texts
    shown = SectionVersion.objects.filter(section__community=community, state="published")
    assert {one.text for one in shown} == {"Dora says: heat.", "Drink water."}
    suggestion = Suggestion.objects.get(section__community=community)
    assert suggestion.text == "Mio says: heat."
    assert list(suggestion.sources.all()) == [Reference.objects.get(community=community)]


def test_links_go_along_once_for_each_address(cast, community, source):
    for place, leader in ((community, cast.dora), (source, cast.mio)):
        for number in (1, 2) if place == source else (1,):
            library.suggest_resource(
                place,
                by=leader,
                kind="guide",
                title=f"Guide {number}",
                description="A guide.",
                url=f"https://example.org/{number}",
            )
    merge(source, community, cast)
    urls = sorted(Resource.objects.filter(community=community).values_list("url", flat=True))
    assert urls == ["https://example.org/1", "https://example.org/2"]
    assert Resource.objects.count() == 3


def test_it_is_written_down_on_both_sides_and_members_are_told(cast, outbox, community, source):
    merge(source, community, cast)
    source.refresh_from_db()
    assert (source.state, source.merged_into) == ("merged", community)
    last = CommunityEvent.objects.filter(community=source).latest("pk")
    assert (last.verb, last.by, last.note) == ("community_merged", cast.lena, WHY)
    assert CommunityEvent.objects.filter(community=community, verb="community_took_in").count() == 1
    text = outbox.text("community_merged", cast.mio)
    assert community.name not in text and source.name not in text
    assert not outbox.rows("community_merged", cast.dora)


def test_only_staff_merge_and_only_what_can_be_merged(cast, community, source):
    with pytest.raises(NotAllowed):
        operations.merge_communities(source, community, by=cast.dora, reason=WHY)
    with pytest.raises(NotAllowed):
        operations.merge_communities(source, source, by=cast.lena, reason=WHY)
    with pytest.raises(Invalid):
        operations.merge_communities(source, community, by=cast.lena, reason=" ")
    operations.archive_community(community, by=cast.lena, reason=WHY)
    with pytest.raises(WrongState):
        merge(source, community, cast)
    operations.reopen_community(community, by=cast.lena, reason=WHY)
    operations.archive_community(source, by=cast.lena, reason=WHY)
    assert merge(source, community, cast) == community


def test_what_came_in_at_the_last_moment_is_swept_after_it(cast, community, source):
    merge(source, community, cast)
    late = NewsLink.objects.create(
        community=source,
        title="Late",
        url="https://example.org/late",
        source="Paper",
        published_on=clock.today(),
        suggested_by=cast.chidi,
    )
    assert operations.sweep_merged_communities() == 1
    late.refresh_from_db()
    assert late.community == community
    with clock.frozen(clock.now() + timedelta(hours=2)):
        assert operations.sweep_merged_communities() == 0


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_there_is_there_exactly_once(cast, community, source, seed):
    dice = random.Random(seed)
    people = [cast.alma, cast.ben, cast.chidi, cast.dora, cast.eze, cast.fay, cast.nia, cast.jon]
    for place in (community, source):
        fill(place, people, dice, cast)
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in moved_models()}
    shown = {(row.user_id, row.visibility) for row in Membership.objects.current()}
    merge(source, community, cast)
    for model, pks in before.items():
        assert pks <= set(model.objects.values_list("pk", flat=True)), model
    for row in Membership.objects.current():
        widest = max(ORDER.index(seen) for user, seen in shown if user == row.user_id)
        assert ORDER.index(row.visibility) <= widest
        assert row.community_id != source.pk
    community.refresh_from_db()
    source.refresh_from_db()
    assert community.member_count == community.memberships.filter(left_at=None).count()
    assert community.topic_count == community.topics.count() == Topic.objects.count()
    assert community.question_count == community.questions.count() == Question.objects.count()
    assert (source.member_count, source.topic_count, source.question_count) == (0, 0, 0)
    for model in (Topic, Post, Question, ExpertVerification, Membership, Leadership):
        assert not model.objects.filter(community=source).exists()
    state = {model: list(model.objects.order_by("pk").values()) for model in moved_models()}
    operations.sweep_merged_communities()
    assert state == {m: list(m.objects.order_by("pk").values()) for m in moved_models()}


def moved_models():
    names = {relation.rpartition(".")[0] for relation in merging.declared()}
    return [apps.get_model(name) for name in sorted(names - {"groups.community"})]


def fill(place: Community, people: list[User], dice: random.Random, cast) -> None:
    """A few people, words and works."""
    here = dice.sample(people, 5)
    for user in here:
        if not queries.communities_of(user).filter(community=place).exists():
            operations.join_community(place, by=user, role="patient")
        choose(place, user, dice.choice(ORDER))
        if dice.random() < 0.5:
            CommunityFollow.objects.update_or_create(
                community=place, user=user, defaults={"level": dice.choice(["all", "weekly"])}
            )
        if dice.random() < 0.3 and not Leadership.objects.filter(community=place, user=user):
            operations.appoint_leader(place, by=cast.lena, user=user)
    for number in range(dice.randint(1, 3)):
        topic = talk.open_topic(
            place, by=here[0], title=f"Topic {number} of {place.pk}", text="Words."
        )
        for user in here[1:]:
            talk.reply_to_topic(topic, by=user, text=f"{user.display_name} replies.")
        experts.ask_question(
            place, by=here[1], title=f"Question {number}", text="Why?", anonymous=True
        )
    experts.verify_expert(
        here[2],
        by=cast.lena,
        community=place,
        profession="Doctor",
        proof="A letter.",
        conflict_of_interest="",
        expires_on=clock.today() + timedelta(days=90),
    )


def test_nothing_of_other_communities_moves(cast, community, source, other):
    merge(source, community, cast)
    assert other.memberships.count() == 1
