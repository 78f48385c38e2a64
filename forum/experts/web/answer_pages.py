"""Answering expert questions, stepping aside, and what the asker says of an answer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts import queries as accounts
from forum.experts import operations, permissions, queries
from forum.experts.models import Answer
from forum.experts.web.forms import AnswerForm, ReasonForm
from forum.experts.web.pages import InQuestion
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, NotFound
from rareshare.lib.pages import FormPage, Page, flash


class AnswerPage(InQuestion, FormPage):
    """Answer a question."""

    access = Access.SIGNED_IN
    template = "experts/answer.html"
    title = "Write an answer"
    form_class = AnswerForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The empty form, for verified experts."""
        if not permissions.can_answer_question(request.user, self.question):
            raise NotAllowed("Only experts whom we verified for this community answer questions.")
        return super().get(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """What was asked, and what members will read about the expert."""
        user, question = self.request.user, self.question
        return {
            "community": question.community,
            "question": question,
            "asker": queries.name_of_asker(user, question),
            "verification": permissions.verification_of(user, question.community),
        }

    def perform(self, form: Any) -> str:
        """Post it and show it."""
        answer = operations.answer_question(
            self.question, by=accounts.person(self.request.user), **form.cleaned_data
        )
        flash(self.request, "Your answer is there now. We told the person who asked.")
        return f"{self.question_url()}#answer-{answer.pk}"


class RecusalPage(InQuestion, FormPage):
    """Step aside from a question."""

    access = Access.SIGNED_IN
    template = "experts/recusal.html"
    title = "Step aside from this question"
    form_class = ReasonForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form, for the community's experts."""
        if not permissions.can_recuse_from_question(request.user, self.question):
            raise NotAllowed("Only verified experts of this community can step aside.")
        return super().get(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """The question."""
        return {"community": self.question.community, "question": self.question}

    def perform(self, form: Any) -> str:
        """Leave it to the others."""
        operations.recuse_from_question(
            self.question, by=accounts.person(self.request.user), reason=form.cleaned_data["reason"]
        )
        flash(self.request, "You stepped aside. Others will answer.")
        return self.question_url()


class TakingPage(InQuestion, Page):
    """Say that one is writing an answer: one button."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str, question_id: int) -> HttpResponse:
        """Take it and go to the answer form."""
        operations.take_question(self.question, by=accounts.person(request.user))
        return redirect("experts:answer", public_id, question_id)


class HelpfulPage(InQuestion, Page):
    """The asker says that an answer helped: one button."""

    access = Access.SIGNED_IN

    def post(
        self, request: HttpRequest, public_id: str, question_id: int, answer_id: int
    ) -> HttpResponse:
        """Remember it and show the question."""
        operations.mark_helpful(self._answer(answer_id), by=accounts.person(request.user))
        flash(request, "Thank you. The expert sees that it helped.")
        return redirect("experts:question", public_id, question_id)

    def _answer(self, answer_id: int) -> Answer:
        question = self.question  # first: the address may lead to another community by now
        answer = queries.answer_for(self.request.user, answer_id)
        if answer.question_id != question.pk:
            raise NotFound
        return answer
