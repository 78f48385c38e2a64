"""How talk follows its community when it becomes part of another."""

from communities.groups import merging
from communities.groups.merging import Merge
from communities.groups.models import Community
from forum.talk.models import Post, Topic
from forum.talk.states import TopicState


def move_rows(merge: Merge) -> None:
    """Every topic with every post. First the topics: whoever is replying holds theirs, so that all
    their posts are there when the posts follow."""
    merging.carry(merge, Topic)
    merging.carry(merge, Post)
    topics = Topic.objects.filter(community=merge.target).exclude(state=TopicState.REMOVED)
    Community.objects.filter(pk=merge.target.pk).update(topic_count=topics.count())
    Community.objects.filter(pk=merge.source.pk).update(topic_count=0)
