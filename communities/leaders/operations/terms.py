"""The end of a term: a question 60 days before, 30 days of grace, and then an end without blame."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from communities.groups import operations as groups
from communities.groups.models import Leadership
from communities.groups.models.membership import ASKED_BEFORE
from communities.leaders import emails
from communities.leaders.models import LeaderApplication, TermNotice
from communities.leaders.states import Notice, State
from rareshare.lib import clock, letters, rows
from rareshare.lib.locks import locked

GRACE = timedelta(days=30)
_AT_ONCE = 500


def ask_about_terms() -> int:
    """Ask every leader whose term ends within 60 days how to go on, and tell those whose term is
    over that 30 days are left; each once for each term."""
    today = clock.today()
    asked = _tell(Notice.ASKED, emails.TERM_ENDS, _ending(today + ASKED_BEFORE))
    over = _ending(today).filter(_told(Notice.ASKED))
    return asked + _tell(Notice.OVER, emails.TERM_OVER, over)


def end_lapsed_terms() -> int:
    """End the terms that nobody answered for, 30 days after the leader was told so. A handover that
    was accepted and waits for staff keeps a leader in place."""
    before = clock.now() - GRACE
    waits = LeaderApplication.objects.filter(follows=OuterRef("pk"), state=State.WAITING)
    late = _ending(clock.today() - GRACE).filter(_told(Notice.OVER, at__lte=before))
    silent = late.exclude(Exists(waits)).select_related("community")

    def end(leadership: Leadership) -> int:
        locked(leadership.community)  # before the leadership, as everywhere
        if not silent.filter(pk=leadership.pk).exists():
            return 0
        emails.term_lapsed(groups.lapse_leadership(leadership))
        return 1

    return rows.each(silent[:_AT_ONCE], end, what="end a lapsed term")


def _ending(by: object) -> QuerySet[Leadership]:
    return Leadership.objects.filter(until=None, term_ends_on__lte=by).order_by("pk")


def _told(kind: Notice, **when: object) -> Exists:
    return Exists(
        TermNotice.objects.filter(
            leadership=OuterRef("pk"), kind=kind, term_ends_on=OuterRef("term_ends_on"), **when
        )
    )


def _tell(kind: Notice, letter: letters.Kind, due: QuerySet[Leadership]) -> int:
    def tell(pk: int) -> int:
        leadership = locked(Leadership(pk=pk))
        still = due.filter(pk=pk).exclude(_told(kind)).exists()
        if not still or leadership.term_ends_on is None:
            return 0
        notice = TermNotice.objects.create(
            leadership=leadership, kind=kind, term_ends_on=leadership.term_ends_on
        )
        emails.term_notice(letter, notice)
        return 1

    waiting = due.exclude(_told(kind)).values_list("pk", flat=True)
    return rows.each(waiting[:_AT_ONCE], tell, what="tell about a term")
