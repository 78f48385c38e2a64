"""Asking, taking, stepping aside, removing."""

from django.db import transaction

from accounts.models import User
from communities.groups import merging
from communities.groups import operations as groups
from communities.groups.models import Community
from forum.experts import emails, permissions
from forum.experts.models import Question, QuestionEvent, Recusal
from forum.experts.operations import moving
from forum.experts.states import QuestionState
from forum.talk.operations import writing
from rareshare.lib.errors import Invalid, NotAllowed, NotFound, WrongState
from rareshare.lib.text import clean_line, to_html


def ask_question(
    community: Community,
    *,
    by: User,
    title: str,
    text: str,
    anonymous: bool,
    language: str = "en",
) -> Question:
    """Ask the verified experts of a community that one belongs to. Asked anonymously, no member
    and no expert sees the name, in any list, count, letter or answer of the API."""
    if not isinstance(anonymous, bool):
        raise Invalid("Choose whether others see your name.", field="anonymous")
    title, text = writing.checked_title(title), writing.checked_text(text)
    language = writing.checked_language(language)
    with transaction.atomic():
        community = Community.objects.select_for_update(no_key=True).get(pk=community.pk)
        merging.refuse_moved(community)
        if not community.is_open:
            raise WrongState("This community is closed for new questions.")
        if not permissions.can_ask_question(by, community):
            raise NotAllowed("Join this community to ask its experts.")
        question = Question.objects.create(
            community=community,
            asker=by,
            anonymous=anonymous,
            title=title,
            text=text,
            html=to_html(text),
            language=language,
        )
        QuestionEvent.objects.create(
            question=question, verb="question_asked", by=by, to_state=QuestionState.OPEN
        )
        groups.note_question_asked(community)
        emails.question_asked(question)
    return question


def take_question(question: Question, *, by: User) -> Question:
    """An expert says that they are writing an answer, so that two do not do the same work."""
    with transaction.atomic():
        question = question_for_writing(question)
        if not permissions.can_take_question(by, question):
            raise NotAllowed("Only verified experts of this community answer questions.")
        question.assigned_to = by
        moving.move_question(question, QuestionState.ASSIGNED, by=by, verb="question_taken")
    return question


def recuse_from_question(question: Question, *, by: User, reason: str = "") -> Recusal:
    """An expert steps aside, for example because they know the person. They cannot answer then;
    a question that they took waits for others again."""
    with transaction.atomic():
        question = question_for_writing(question)
        if not permissions.can_recuse_from_question(by, question):
            raise NotAllowed("Only verified experts of this community can step aside.")
        recusal, new = Recusal.objects.get_or_create(
            question=question, user=by, defaults={"reason": clean_line(reason, "reason", limit=300)}
        )
        if new:
            QuestionEvent.objects.create(question=question, verb="expert_recused", by=by)
        if question.state == QuestionState.ASSIGNED and question.assigned_to_id == by.pk:
            question.assigned_to = None
            moving.move_question(question, QuestionState.OPEN, by=by, verb="question_given_back")
    return recusal


def remove_question(question: Question, *, by: User, reason: str = "") -> Question:
    """Take a question away with its answers; moderators must say why."""
    with transaction.atomic():
        # The community first, as in a merge: its number of questions changes at the end.
        Community.objects.select_for_update(no_key=True).get(pk=question.community_id)
        question = question_for_writing(question)
        if not permissions.can_remove_question(by, question):
            raise NotAllowed("Only the person who asked and moderators can remove a question.")
        own = question.asker_id == by.pk
        verb = "question_withdrawn" if own else "question_removed"
        note = moving.reason_of(reason, own=own)
        moving.move_question(question, QuestionState.REMOVED, by=by, verb=verb, note=note)
        groups.note_question_removed(question.community)
    return question


def question_for_writing(question: Question) -> Question:
    """The question under its lock, with its community read anew."""
    found = (
        Question.objects.select_for_update(of=("self",))
        .select_related("community")
        .filter(pk=question.pk)
        .exclude(state=QuestionState.REMOVED)
        .first()
    )
    if found is None:
        raise NotFound
    return found
