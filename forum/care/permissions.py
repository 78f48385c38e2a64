"""Who may report and who decides."""

from accounts.models import User
from communities.groups.models import Community
from communities.groups.permissions import Viewer
from forum.care.models import Report
from forum.experts.models import Answer, Question
from forum.experts.permissions import can_read_questions
from forum.talk.models import Post
from forum.talk.permissions import can_read_talk, is_moderator

Target = Post | Question | Answer


def community_of(target: Target) -> Community:
    """Where a post, question or answer stands."""
    if isinstance(target, Post):
        return target.topic.community
    return target.community if isinstance(target, Question) else target.question.community


def author_of(target: Target) -> User:
    """Who wrote it; for staff rows only, never shown where a question is anonymous."""
    return target.asker if isinstance(target, Question) else target.author


def can_make_report(user: Viewer, target: Target) -> bool:
    """Everybody with an account may report what they can read, from the first minute."""
    if not user.is_authenticated:
        return False
    reads = can_read_talk if isinstance(target, Post) else can_read_questions
    return reads(user, community_of(target))


def can_decide_report(user: Viewer, report: Report) -> bool:
    """Moderators decide, but nobody about their own words or their own report."""
    return is_moderator(user) and user.pk not in {report.author_id, report.reporter_id}


def can_see_decision(user: Viewer, report: Report) -> bool:
    """The reporter reads every decision; the writer one that took their words away."""
    if not user.is_authenticated:
        return False
    removed = report.state == "removed" and user.pk == report.author_id
    return user.pk == report.reporter_id or removed
