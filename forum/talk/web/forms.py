"""The forms of talk."""

from functools import cache

from django import forms
from django.utils.safestring import SafeString

from forum.talk.operations.writing import TITLE_LIMIT
from forum.talk.states import ContentNote, FollowLevel, TopicKind
from rareshare.lib.forms import ChoiceOf, LineField, TextField

HELP = "You can use **bold**, *italic*, lists and links."


class SearchForm(forms.Form):
    """Words to look for in one community's talk."""

    q = forms.CharField(
        label="Search these topics",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class TopicForm(forms.Form):
    """A new topic."""

    kind = ChoiceOf(
        TopicKind.choices,
        label="What do you want to write?",
        error="Choose what you want to write.",
    )
    title = LineField(
        limit=TITLE_LIMIT,
        label="Title",
        help_text="A few words that say what it is about.",
        error_messages={"required": "Write a title."},
    )
    text = TextField(
        rows=10,
        label="Your text",
        help_text=HELP,
        error_messages={"required": "Write some text."},
    )


class ReplyForm(forms.Form):
    """A reply, on wish to one numbered post."""

    text = TextField(
        label="Your reply",
        help_text=HELP,
        error_messages={"required": "Write some text."},
    )
    reply_to = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput()
    )


class EditForm(forms.Form):
    """The writer's own post, with the version that was read."""

    text = TextField(
        rows=10,
        label="Your text",
        help_text=HELP,
        error_messages={"required": "Write some text."},
    )
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput())


class FirstPostForm(EditForm):
    """Post 1 carries the title."""

    title = LineField(
        limit=TITLE_LIMIT, label="Title", error_messages={"required": "Write a title."}
    )
    field_order = ["title", "text", "version"]


class RemoveForm(forms.Form):
    """The writer confirms."""


class ModerateForm(forms.Form):
    """A moderator says why."""

    reason = TextField(
        limit=2_000,
        label="Why do you remove it?",
        help_text="The writer will read this.",
        error_messages={"required": "Say why. The writer will read it."},
    )


class NotesForm(forms.Form):
    """What readers may want to know first; all of it may stay empty."""

    notes = forms.MultipleChoiceField(
        choices=ContentNote.choices,
        required=False,
        label="This topic …",
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"invalid_choice": "Choose notes from the list."},
    )


class FollowForm(forms.Form):
    """Whether replies come by e-mail."""

    level = ChoiceOf(
        FollowLevel.choices,
        label="Tell me about replies",
        error="Choose whether you want e-mail.",
    )


# What everybody gets with the same bytes is rendered once. No token and no word of a person is
# in it: the token that guards the form stands in the page.
@cache
def empty_search() -> SafeString:
    """The search field before anything was looked for."""
    return SearchForm({"q": ""})["q"].as_field_group()


@cache
def empty_reply() -> SafeString:
    """The fields of a reply before anything was written."""
    return ReplyForm(auto_id="reply_%s").render()


@cache
def follow_fields(level: str) -> SafeString:
    """The choice whether replies are told, at one of its levels."""
    return FollowForm(initial={"level": level}).render()
