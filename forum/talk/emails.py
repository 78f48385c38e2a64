"""Letters of talk. They name no illness, no person and no title, and quote nothing;
their links name no community."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts import queries as accounts
from accounts.models import User
from communities.groups import queries as groups
from communities.groups.models import FollowLevel as CommunityLevel
from forum.talk import permissions
from forum.talk.models import Follow, Post, ReadMark
from forum.talk.states import FollowLevel, TopicState
from rareshare.lib import letters
from rareshare.lib.models import Letter


def _decide_topic_replied(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Still wanted? The post stands, the person still follows, may read, and has not read it."""
    post = Post.objects.select_related("topic__community").filter(pk=letter.refs["post"]).first()
    user = User.objects.filter(pk=letter.recipient_id or 0).first()
    if post is None or user is None or not post.is_visible:
        return letters.Cancel("the post is gone")
    if not permissions.can_read_talk(user, post.topic.community):
        return letters.Cancel("no longer a reader")
    follows = Follow.objects.filter(user=user, topic=post.topic, level=FollowLevel.EMAIL)
    if not follows.exists():
        return letters.Cancel("no longer following")
    if (reason := _unwanted(user, post)) is not None:
        return reason
    path = reverse("talk:letter", args=[post.topic_id, post.number])
    return {"url": settings.BASE_URL + path, "action": "Read the reply"}


def _decide_topic_opened(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Still wanted? The topic stands, and the person still follows the whole community, may read,
    and has not read it."""
    post = Post.objects.select_related("topic__community").filter(pk=letter.refs["post"]).first()
    user = User.objects.filter(pk=letter.recipient_id or 0).first()
    if post is None or user is None or not post.is_visible:
        return letters.Cancel("the topic is gone")
    if post.topic.state == TopicState.REMOVED:
        return letters.Cancel("the topic is gone")
    community = post.topic.community
    if not community.is_open or groups.follow_level(user, community) != CommunityLevel.ALL:
        return letters.Cancel("does not follow everything")
    if (reason := _unwanted(user, post)) is not None:
        return reason
    path = reverse("talk:letter", args=[post.topic_id, post.number])
    return {"url": settings.BASE_URL + path, "action": "Read the topic"}


def _unwanted(user: User, post: Post) -> letters.Cancel | None:
    """Nobody hears of what they read already, or of people whom they muted or blocked."""
    if ReadMark.objects.filter(user=user, topic=post.topic, last_number__gte=post.number).exists():
        return letters.Cancel("read already")
    if accounts.keeps_away(user.pk, post.author_id):
        return letters.Cancel("keeps away from the writer")
    return None


TOPIC_OPENED = letters.kind("topic_opened", purpose="new_topics", decide=_decide_topic_opened)
TOPIC_REPLIED = letters.kind("topic_replied", purpose="replies", decide=_decide_topic_replied)


_OF_CHANGES = (CommunityLevel.ALL, CommunityLevel.REPLIES)


def _decide_page_updated(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Still wanted? The post stands, and the person still belongs here, wants to hear of changes
    and has not read it."""
    post = Post.objects.select_related("topic__community").filter(pk=letter.refs["post"]).first()
    user = User.objects.active().filter(pk=letter.recipient_id or 0).first()
    if post is None or user is None or not post.is_visible:
        return letters.Cancel("the post is gone")
    community = post.topic.community
    if not community.is_open or groups.follow_level(user, community) not in _OF_CHANGES:
        return letters.Cancel("does not follow the page")
    if ReadMark.objects.filter(user=user, topic=post.topic, last_number__gte=post.number).exists():
        return letters.Cancel("read already")
    path = reverse("talk:letter", args=[post.topic_id, post.number])
    return {"url": settings.BASE_URL + path, "action": "Read what changed"}


PAGE_UPDATED = letters.kind("page_updated", purpose="page_updates", decide=_decide_page_updated)


def page_updated(post: Post, *, writers: set[int]) -> None:
    """Tell everybody who wants to hear of changes of the page, except those who made them."""
    followers = set(groups.followers(post.community, *_OF_CHANGES)) - writers
    letters.queue_each(
        PAGE_UPDATED,
        key=f"page_updated:{post.pk}",
        recipient_ids=sorted(followers),
        refs={"post": post.pk},
    )


def topic_replied(post: Post) -> None:
    """Tell everybody who follows the topic by e-mail, except the writer and those who keep away
    from the writer: one letter per post."""
    followers = Follow.objects.filter(topic=post.topic_id, level=FollowLevel.EMAIL)
    followers = followers.exclude(user__in=accounts.blockers_of(post.author))
    letters.queue_each(
        TOPIC_REPLIED,
        key=f"topic_replied:{post.topic_id}:{post.number}",
        recipient_ids=followers.exclude(user=post.author_id).values_list("user_id", flat=True),
        refs={"post": post.pk},
    )


def topic_opened(post: Post) -> None:
    """Tell everybody who wants to hear of every new topic in the community, except the writer and
    those who keep away from the writer: one letter per topic and person."""
    followers = groups.followers(post.community, CommunityLevel.ALL)
    followers = followers.exclude(user=post.author_id)
    letters.queue_each(
        TOPIC_OPENED,
        key=f"topic_opened:{post.topic_id}",
        recipient_ids=followers.exclude(user__in=accounts.blockers_of(post.author)),
        refs={"post": post.pk},
    )
