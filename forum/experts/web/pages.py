"""Reading and asking expert questions."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from accounts import queries as accounts
from communities.groups.models import Community
from forum.experts import operations, permissions, queries
from forum.experts.models import Question
from forum.experts.web.forms import ConfirmForm, QuestionForm
from forum.talk.urgent import sounds_urgent
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed
from rareshare.lib.pages import FormPage, Page, flash


class InQuestion:
    """The community and the question that an address names, as the reader may see them."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def community(self) -> Community:
        return queries.community_for_questions(self.request.user, self.kwargs["public_id"])

    @cached_property
    def question(self) -> Question:
        place = self.kwargs["public_id"], self.kwargs["question_id"]
        return queries.question_for(self.request.user, *place)

    def question_url(self) -> str:
        """Where the question stands."""
        place = [self.kwargs["public_id"], self.kwargs["question_id"]]
        return reverse("experts:question", args=place)


class QuestionsPage(InQuestion, Page):
    """The community's questions, newest first, and who answers them."""

    access = Access.SIGNED_IN
    template = "experts/questions.html"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The list; a friendly way in for those who may not read it."""
        community, user = self.community, request.user
        if not permissions.can_read_questions(user, community):
            return self.render(request, "experts/join.html", community=community)
        rows = queries.questions_of(user, community).order_by("-id")
        if before := _before(request):
            rows = rows.filter(id__lt=before)
        found = list(rows[: queries.questions.QUESTIONS_A_PAGE + 1])
        shown = found[: queries.questions.QUESTIONS_A_PAGE]
        return self.render(
            request,
            community=community,
            questions=shown,
            older_url=f"?before={shown[-1]['id']}" if len(found) > len(shown) else "",
            first=not before,
            experts=queries.experts_of(user, community),
            usual_wait=queries.usual_wait(user, community),
            may_ask=permissions.can_ask_question(user, community),
        )


class AskPage(InQuestion, FormPage):
    """Ask the experts."""

    access = Access.SIGNED_IN
    template = "experts/ask.html"
    title = "Ask an expert"
    form_class = QuestionForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The empty form, for those who may send it."""
        if not permissions.can_ask_question(request.user, self.community):
            raise NotAllowed("Join this community to ask its experts.")
        return super().get(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """Where it is asked."""
        return {"community": self.community}

    def perform(self, form: Any) -> str:
        """Ask it and show it."""
        question = operations.ask_question(
            self.community, by=accounts.person(self.request.user), **form.cleaned_data
        )
        flash(
            self.request, "Your question is there now. We tell you by e-mail when it is answered."
        )
        return reverse("experts:question", args=[self.community.public_id, question.pk])


class QuestionPage(InQuestion, Page):
    """One question with its answers."""

    access = Access.SIGNED_IN
    template = "experts/question.html"

    def get(self, request: HttpRequest, public_id: str, question_id: int) -> HttpResponse:
        """What was asked and answered; for its asker, calm help where the words sound urgent."""
        question, user = self.question, request.user
        own = question.asker_id == user.pk
        return self.render(
            request,
            community=question.community,
            question=question,
            own=own,
            asker=queries.name_of_asker(user, question),
            answers=queries.answers_of(user, question),
            usual_wait=queries.usual_wait(user, question.community),
            urgent=own and sounds_urgent(f"{question.title} {question.text}"),
            may_answer=permissions.can_answer_question(user, question),
            may_recuse=permissions.can_recuse_from_question(user, question),
            may_remove=permissions.can_remove_question(user, question),
        )


class LetterPage(Page):
    """Where a letter about a question leads: its address names no community, so that who holds the
    letter learns of no illness."""

    access = Access.SIGNED_IN

    def get(self, request: HttpRequest, question_id: int) -> HttpResponse:
        """On to the question, for those who may read it."""
        question = queries.question_for(request.user, "", question_id)
        return redirect("experts:question", question.community.public_id, question.pk)


class RemovalPage(InQuestion, FormPage):
    """Take one's own question back."""

    access = Access.SIGNED_IN
    template = "experts/removal.html"
    title = "Remove this question?"
    form_class = ConfirmForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What will happen, before it happens."""
        self._check_own()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Moderators remove from their desk, where they say why."""
        self._check_own()
        return super().post(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """The question."""
        return {"community": self.question.community, "question": self.question}

    def perform(self, form: Any) -> str:
        """Take it away."""
        operations.remove_question(self.question, by=accounts.person(self.request.user))
        flash(self.request, "Your question is removed, with its answers.")
        return reverse("experts:questions", args=[self.kwargs["public_id"]])

    def _check_own(self) -> None:
        if self.question.asker_id != self.request.user.pk:
            raise NotAllowed("Only the person who asked can take a question back.")


def _before(request: HttpRequest) -> int:
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
