"""Writing: a new topic, a reply, an edit, taking words back, following."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts import queries as accounts
from forum.talk import operations, permissions, queries
from forum.talk.models.post import post_url
from forum.talk.web.base import InCommunity
from forum.talk.web.forms import (
    EditForm,
    FirstPostForm,
    FollowForm,
    ModerateForm,
    NotesForm,
    RemoveForm,
    ReplyForm,
    TopicForm,
)
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, NotFound, Stale
from rareshare.lib.pages import FormPage, Page, add_problem, flash


class NewTopicPage(InCommunity, FormPage):
    """Start a topic."""

    access = Access.SIGNED_IN
    template = "talk/new.html"
    title = "Start a topic"
    form_class = TopicForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The empty form, for those who may send it."""
        self.check_writing(self.community)
        return super().get(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """Who will read it."""
        return {"community": self.community}

    def perform(self, form: Any) -> str:
        """Open it and show it."""
        topic = operations.open_topic(
            self.community, by=accounts.person(self.request.user), **form.cleaned_data
        )
        flash(self.request, "Your topic is there now.")
        return reverse("talk:topic", args=[self.community.public_id, topic.pk])


class ReplyPage(InCommunity, FormPage):
    """Reply to a topic or to one post. Whatever refuses it, the text is shown again."""

    access = Access.SIGNED_IN
    template = "talk/reply.html"
    title = "Write a reply"
    form_class = ReplyForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The empty form, for those who may send it."""
        if not permissions.can_reply_to_topic(request.user, self.topic):
            self.check_writing(self.topic.community)
            raise NotAllowed("This topic is locked. Nobody can reply to it now.")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """People who belong here, or did, keep their text when the topic is gone for them."""
        try:
            _ = self.topic
        except NotFound:
            return self._keep_text()
        return super().post(request, *args, **kwargs)

    def initial(self) -> Mapping[str, Any]:
        """The number of the post that is answered."""
        to = self.request.GET.get("to", "")
        return {"reply_to": to if to.isascii() and to.isdigit() else None}

    def extra(self) -> Mapping[str, Any]:
        """What is answered."""
        return {"community": self.topic.community, "topic": self.topic}

    def perform(self, form: Any) -> str:
        """Post it and show it."""
        post = operations.reply_to_topic(
            self.topic, by=accounts.person(self.request.user), **form.cleaned_data
        )
        flash(self.request, "Your reply is there now.")
        return post_url(self.topic.community.public_id, self.topic.pk, post.number)

    def _keep_text(self) -> HttpResponse:
        user, public_id = self.request.user, self.kwargs["public_id"]
        community = queries.community_for_talk(user, public_id)
        problem: NotAllowed | NotFound
        if queries.used_to_belong(user, public_id) and not permissions.can_read_talk(
            user, community
        ):
            problem = NotAllowed("You left this community. Join it again to write here.")
        elif permissions.can_write_talk(user, community):
            problem = NotFound()
            problem.detail = "This topic is not there any more, so nobody can reply to it."
        else:
            raise NotFound
        form = self.form(self.request.POST)
        form.errors.clear()
        add_problem(form, problem)
        return self.render(
            self.request,
            "talk/kept.html",
            status=problem.status,
            form=form,
            community=community,
        )


class EditPage(InCommunity, FormPage):
    """Change one's own post."""

    access = Access.SIGNED_IN
    template = "talk/edit.html"
    title = "Change your post"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The post as it stands, for its writer."""
        if not permissions.can_edit_post(request.user, self.post_shown):
            raise NotAllowed("Only its writer can change a post, and only in an open topic.")
        return super().get(request, *args, **kwargs)

    def form(self, *args: Any) -> Any:
        """Post 1 has the title with it."""
        made = FirstPostForm if self.post_shown.number == 1 else EditForm
        return made(*args) if args else made(initial=dict(self.initial()))

    def initial(self) -> Mapping[str, Any]:
        """What it says now."""
        post = self.post_shown
        return {"text": post.text, "version": post.version, "title": post.topic.title}

    def extra(self) -> Mapping[str, Any]:
        """Where it stands."""
        return {"community": self.post_shown.topic.community, "post": self.post_shown}

    def perform(self, form: Any) -> str | HttpResponse:
        """Save it; where it changed meanwhile, show both wordings and save nothing."""
        try:
            post = operations.edit_post(
                self.post_shown, by=accounts.person(self.request.user), **form.cleaned_data
            )
        except Stale as error:
            add_problem(form, error)
            form.data = {**form.data.dict(), "version": self.post_shown.version}
            return self.render(
                self.request, status=412, form=form, newer=self.post_shown.text, **self.extra()
            )
        flash(self.request, "Your change is saved.")
        return post.get_absolute_url()


class RemovePage(InCommunity, FormPage):
    """Take a post away: its writer, or a moderator with a reason."""

    access = Access.SIGNED_IN
    template = "talk/remove.html"
    title = "Remove this post?"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What will happen, before it happens."""
        if not permissions.can_remove_post(request.user, self.post_shown):
            raise NotAllowed("Only its writer and moderators can remove a post.")
        return super().get(request, *args, **kwargs)

    def form(self, *args: Any) -> Any:
        """Writers confirm; moderators give a reason."""
        own = self.post_shown.author_id == self.request.user.pk
        return (RemoveForm if own else ModerateForm)(*args)

    def extra(self) -> Mapping[str, Any]:
        """The post."""
        return {"community": self.post_shown.topic.community, "post": self.post_shown}

    def perform(self, form: Any) -> str:
        """Remove it; its number and its replies stay."""
        operations.remove_post(
            self.post_shown,
            by=accounts.person(self.request.user),
            reason=form.cleaned_data.get("reason", ""),
        )
        flash(self.request, "The post is removed. Replies to it stay.")
        return self.post_shown.get_absolute_url()


class FollowPage(InCommunity, FormPage):
    """Choose whether replies come by e-mail."""

    access = Access.SIGNED_IN
    template = "talk/follow.html"
    title = "Tell me about replies"
    form_class = FollowForm

    def initial(self) -> Mapping[str, Any]:
        """The present choice."""
        return {"level": getattr(self.topic, "follow_level", None) or "off"}

    def extra(self) -> Mapping[str, Any]:
        """The topic."""
        return {"community": self.topic.community, "topic": self.topic}

    def perform(self, form: Any) -> str:
        """Save the choice."""
        operations.follow_topic(
            self.topic, by=accounts.person(self.request.user), level=form.cleaned_data["level"]
        )
        flash(self.request, "Your choice is saved.")
        return reverse("talk:topic", args=[self.topic.community.public_id, self.topic.pk])


class NotesPage(InCommunity, FormPage):
    """Say what readers may want to know before they open a topic."""

    access = Access.SIGNED_IN
    template = "talk/notes.html"
    title = "Content notes"
    form_class = NotesForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The notes as they stand, for those who may set them."""
        if not permissions.can_set_content_notes(request.user, self.topic):
            raise NotAllowed("Only its writer, leaders and moderators can set notes.")
        return super().get(request, *args, **kwargs)

    def initial(self) -> Mapping[str, Any]:
        """What is noted now."""
        return {"notes": self.topic.content_notes}

    def extra(self) -> Mapping[str, Any]:
        """The topic."""
        return {"community": self.topic.community, "topic": self.topic}

    def perform(self, form: Any) -> str:
        """Save them and show the topic."""
        operations.set_content_notes(
            self.topic, by=accounts.person(self.request.user), notes=form.cleaned_data["notes"]
        )
        flash(self.request, "The notes are saved. Readers see them before they open the topic.")
        return reverse("talk:topic", args=[self.topic.community.public_id, self.topic.pk])


class OrderPage(InCommunity, Page):
    """Lock, unlock, pin or unpin a topic: one button, no page of its own."""

    access = Access.SIGNED_IN
    verb: ClassVar[str] = ""
    done: ClassVar[str] = ""

    def post(self, request: HttpRequest, public_id: str, topic_id: int) -> HttpResponse:
        """Do it and show the topic."""
        operation = getattr(operations, f"{self.verb}_topic")
        operation(self.topic, by=accounts.person(request.user))
        flash(request, self.done)
        return redirect("talk:topic", public_id, topic_id)
