"""What the API of talk takes and gives, as its schema tells it."""

from typing import Any

from rest_framework import serializers

from forum.talk.states import ContentNote, FollowLevel, PostState, TopicKind, TopicState


class TopicInput(serializers.Serializer[None]):
    """A new topic."""

    title = serializers.CharField(trim_whitespace=False)
    text = serializers.CharField(trim_whitespace=False, help_text="Markdown")
    kind = serializers.ChoiceField(TopicKind.choices, default=TopicKind.QUESTION)
    language = serializers.CharField(default="en")


class TopicChange(serializers.Serializer[None]):
    """What a writer or a leader can change; send only what changes."""

    title = serializers.CharField(required=False, trim_whitespace=False)
    content_notes = serializers.ListField(
        child=serializers.ChoiceField(ContentNote.choices), required=False
    )
    locked = serializers.BooleanField(required=False)
    pinned = serializers.BooleanField(required=False)


class PostInput(serializers.Serializer[None]):
    """A reply."""

    text = serializers.CharField(trim_whitespace=False, help_text="Markdown")
    reply_to = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=2**31 - 1, help_text="a number"
    )
    language = serializers.CharField(default="en")


class PostChange(serializers.Serializer[None]):
    """New words; the old ones stay in the revisions."""

    text = serializers.CharField(trim_whitespace=False, help_text="Markdown")


class PostRemoval(serializers.Serializer[None]):
    """Moderators give a reason."""

    reason = serializers.CharField(required=False, default="", allow_blank=True)


class ReadInput(serializers.Serializer[None]):
    """The highest number that was shown."""

    number = serializers.IntegerField(min_value=0, max_value=2**31 - 1)


class FollowInput(serializers.Serializer[None]):
    """Whether replies come by e-mail."""

    level = serializers.ChoiceField(FollowLevel.choices)


class TopicRow(serializers.Serializer[None]):
    """A topic in a list."""

    id = serializers.IntegerField()
    title = serializers.CharField(help_text="empty where `muted`")
    muted = serializers.BooleanField(help_text="you muted or blocked the writer")
    kind = serializers.ChoiceField(TopicKind.choices)
    language = serializers.CharField()
    state = serializers.ChoiceField(TopicState.choices)
    pinned = serializers.BooleanField()
    content_notes = serializers.ListField(child=serializers.ChoiceField(ContentNote.choices))
    post_count = serializers.IntegerField()
    replies = serializers.IntegerField()
    unread = serializers.IntegerField(allow_null=True, help_text="posts that you have not seen")
    author = serializers.CharField()
    author_id = serializers.CharField()
    last_author = serializers.CharField()
    created_at = serializers.DateTimeField()
    last_post_at = serializers.DateTimeField()


class TopicFull(serializers.Serializer[None]):
    """One topic."""

    id = serializers.IntegerField()
    community = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(TopicKind.choices)
    language = serializers.CharField()
    state = serializers.ChoiceField(TopicState.choices)
    pinned = serializers.BooleanField()
    content_notes = serializers.ListField(child=serializers.ChoiceField(ContentNote.choices))
    post_count = serializers.IntegerField()
    author = serializers.CharField()
    author_id = serializers.CharField()
    created_at = serializers.DateTimeField()
    last_post_at = serializers.DateTimeField()
    last_read = serializers.IntegerField(allow_null=True)
    follow = serializers.ChoiceField(FollowLevel.choices, allow_null=True)
    version = serializers.IntegerField()


class PostRow(serializers.Serializer[None]):
    """A post. What was removed keeps its number and has no words."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    reply_to = serializers.IntegerField(allow_null=True)
    replies = serializers.ListField(child=serializers.IntegerField())
    muted = serializers.BooleanField(help_text="you muted or blocked the writer: lists hide it")
    text = serializers.CharField()
    html = serializers.CharField()
    language = serializers.CharField()
    state = serializers.ChoiceField(PostState.choices)
    author = serializers.CharField()
    author_id = serializers.CharField()
    own = serializers.BooleanField()
    version = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    removed_at = serializers.DateTimeField(allow_null=True)


class RevisionRow(serializers.Serializer[None]):
    """An earlier wording."""

    version = serializers.IntegerField()
    title = serializers.CharField(source="heading")
    text = serializers.CharField()
    written_at = serializers.DateTimeField()


class HitRow(serializers.Serializer[Any]):
    """A post that was found; `snippet` is safe HTML with the words in `mark`."""

    post_id = serializers.IntegerField()
    number = serializers.IntegerField()
    topic_id = serializers.IntegerField()
    title = serializers.CharField()
    author = serializers.CharField()
    community = serializers.CharField()
    created_at = serializers.DateTimeField()
    snippet = serializers.CharField()
    url = serializers.CharField()


class TopicList(serializers.Serializer[None]):
    """One page of topics."""

    results = TopicRow(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class PostList(serializers.Serializer[None]):
    """One page of posts."""

    results = PostRow(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)


class HitList(serializers.Serializer[None]):
    """One page of hits."""

    results = HitRow(many=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
