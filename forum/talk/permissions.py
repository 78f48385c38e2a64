"""Who may read and write in talk. Standing is asked once for each loaded community."""

from accounts.models import User
from accounts.roles import Role
from communities.groups.models import Community
from communities.groups.permissions import Standing, Viewer, standing
from forum.talk.models import Post, Topic
from forum.talk.states import PostState, TopicState


def standing_in(user: Viewer, community: Community) -> Standing:
    """What the person is to the community, remembered with this copy of the community."""
    known: dict[int | None, Standing] = community.__dict__.setdefault("standing_of", {})
    if user.pk not in known:
        known[user.pk] = standing(user, community)
    return known[user.pk]


def is_moderator(user: Viewer) -> bool:
    """Moderators look after the talk of every community."""
    return isinstance(user, User) and user.has_role(Role.MODERATOR)


def can_read_talk(user: Viewer, community: Community) -> bool:
    """Talk is for members and moderators, unless the community opened it to everyone."""
    if not (community.is_open or community.is_archived):
        return False
    if community.talk_open or is_moderator(user):
        return True
    return standing_in(user, community).is_member


def can_write_talk(user: Viewer, community: Community) -> bool:
    """Only members write, and only while the community is open."""
    return community.is_open and standing_in(user, community).is_member


def can_lead_talk(user: Viewer, community: Community) -> bool:
    """Leaders keep order in their own community, moderators in all."""
    return community.is_open and (is_moderator(user) or standing_in(user, community).is_leader)


def can_open_topic(user: Viewer, community: Community) -> bool:
    """Every member may start a conversation, from the first minute."""
    return can_write_talk(user, community)


def can_reply_to_topic(user: Viewer, topic: Topic) -> bool:
    """Members reply to open topics; leaders also to locked ones, to say why."""
    if topic.state == TopicState.REMOVED or not can_write_talk(user, topic.community):
        return False
    return topic.state == TopicState.OPEN or standing_in(user, topic.community).is_leader


def can_rename_topic(user: Viewer, topic: Topic) -> bool:
    """The writer may change the title while writing there is possible, a leader at any time."""
    if topic.state == TopicState.REMOVED:
        return False
    own = user.pk == topic.author_id and topic.state == TopicState.OPEN
    return (own and can_write_talk(user, topic.community)) or can_lead_talk(user, topic.community)


def can_lock_topic(user: Viewer, topic: Topic) -> bool:
    """Leaders and moderators close a topic for replies."""
    return can_lead_talk(user, topic.community)


def can_unlock_topic(user: Viewer, topic: Topic) -> bool:
    """Leaders and moderators open a topic again."""
    return can_lead_talk(user, topic.community)


def can_pin_topic(user: Viewer, topic: Topic) -> bool:
    """Leaders and moderators keep a topic at the top of the list."""
    return can_lead_talk(user, topic.community)


def can_unpin_topic(user: Viewer, topic: Topic) -> bool:
    """Leaders and moderators let a topic take its place again."""
    return can_lead_talk(user, topic.community)


def can_set_content_notes(user: Viewer, topic: Topic) -> bool:
    """The writer while writing there is possible, leaders and moderators at any time."""
    return can_rename_topic(user, topic)


def can_mark_read(user: Viewer, topic: Topic) -> bool:
    """Everybody who has an account and may read the topic keeps a place in it."""
    return user.is_authenticated and can_read_talk(user, topic.community)


def can_follow_topic(user: Viewer, topic: Topic) -> bool:
    """Everybody who has an account and may read the topic can be told of replies."""
    return user.is_authenticated and can_read_talk(user, topic.community)


def can_edit_post(user: Viewer, post: Post) -> bool:
    """Only the writer edits, only what still stands, and only where writing is possible."""
    return (
        user.pk == post.author_id
        and post.state == PostState.VISIBLE
        and post.topic.state == TopicState.OPEN
        and can_write_talk(user, post.topic.community)
    )


def can_remove_post(user: Viewer, post: Post) -> bool:
    """The writer takes back their own words at any time, also after leaving or in a locked topic.
    Otherwise only moderators remove, and say why."""
    own = user.is_authenticated and user.pk == post.author_id
    return post.state == PostState.VISIBLE and (own or is_moderator(user))


def can_see_revisions(user: Viewer, post: Post) -> bool:
    """Whoever can read a post can read how it was changed. Removed words are for moderators."""
    if not post.is_visible:
        return is_moderator(user)
    return can_read_talk(user, post.topic.community)
