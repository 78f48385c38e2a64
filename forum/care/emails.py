"""Letters about decisions. They say that there is one and where to read it, never what about."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from forum.care.models import Report
from forum.care.states import ReportState
from rareshare.lib import letters
from rareshare.lib.models import Letter


def _decide(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """A decision stays, so that there is always something to read."""
    path = reverse("care:decision", args=[letter.refs["report"]])
    return {"url": settings.BASE_URL + path, "action": "Read the decision"}


REPORT_DECIDED = letters.kind("report_decided", purpose=letters.ESSENTIAL, decide=_decide)
WORDS_REMOVED = letters.kind("words_removed", purpose=letters.ESSENTIAL, decide=_decide)


def report_decided(report: Report) -> None:
    """Tell the reporter that a moderator looked."""
    letters.queue(
        REPORT_DECIDED,
        key=f"report_decided:{report.pk}",
        recipient_id=report.reporter_id,
        refs={"report": report.pk},
    )


def words_removed(report: Report) -> None:
    """Tell the writer that words were taken away; nothing where they stay."""
    if report.state != ReportState.REMOVED:
        return
    target = report.post_id or report.question_id or report.answer_id
    what = "post" if report.post_id else "question" if report.question_id else "answer"
    letters.queue(
        WORDS_REMOVED,
        key=f"words_removed:{what}:{target}:{report.pk}",
        recipient_id=report.author_id,
        refs={"report": report.pk},
    )
