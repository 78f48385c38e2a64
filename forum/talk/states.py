"""What a topic and a post can be, and which moves are possible."""

from django.db.models import TextChoices


class TopicKind(TextChoices):
    """Why somebody writes."""

    QUESTION = "question", "Question"
    STORY = "story", "Story"
    NEWS = "news", "News"
    NEED_TO_TALK = "need_to_talk", "I just need to talk"


class ContentNote(TextChoices):
    """What a reader may want to know before opening a topic."""

    DEATH = "death", "talks about death"
    SUICIDE = "suicide", "talks about suicide"
    WOUNDS = "wounds", "shows or describes wounds"
    SURVIVAL = "survival", "has survival numbers"
    LOSS = "loss", "talks about losing a baby"
    SURGERY = "surgery", "describes an operation"
    VIOLENCE = "violence", "talks about violence"


class TopicState(TextChoices):
    """Where a topic stands."""

    OPEN = "open", "Open"
    LOCKED = "locked", "Locked"
    REMOVED = "removed", "Removed"


class PostState(TextChoices):
    """Where a post stands; `withdrawn` is the writer's own choice, `removed` a moderator's."""

    VISIBLE = "visible", "Visible"
    WITHDRAWN = "withdrawn", "Removed by the writer"
    REMOVED = "removed", "Removed by a moderator"


class FollowLevel(TextChoices):
    """How much a person wants to hear about a topic."""

    EMAIL = "email", "By e-mail"
    OFF = "off", "Do not tell me"


TOPIC_MOVES = {
    TopicState.OPEN: {TopicState.LOCKED, TopicState.REMOVED},
    TopicState.LOCKED: {TopicState.OPEN, TopicState.REMOVED},
    TopicState.REMOVED: {TopicState.OPEN},
}
POST_MOVES = {
    PostState.VISIBLE: {PostState.WITHDRAWN, PostState.REMOVED},
    PostState.REMOVED: {PostState.VISIBLE},
}
