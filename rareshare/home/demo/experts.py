"""The demo's expert questions: one answered, one waiting; Dr Eze is verified."""

from datetime import timedelta

from communities.groups.models import Community
from forum.experts import operations, permissions
from forum.experts.models import Question
from rareshare.home.demo.cast import Cast
from rareshare.lib import clock

ANSWERED = "Can I take a bath with open sores?"
WAITING = "Which foods hold a lot of phosphate?"


def load(cast: Cast) -> None:
    """Verify Dr Eze, ask two questions and answer the first; nothing twice."""
    community = Community.objects.get(slug="calciphylaxis")
    _verify(community, cast)
    if not Question.objects.filter(community=community, title=ANSWERED).exists():
        _ask_and_answer(community, cast)
    if not Question.objects.filter(community=community, title=WAITING).exists():
        with clock.frozen(clock.now() - timedelta(hours=26)):
            operations.ask_question(
                community,
                by=cast.ben,
                title=WAITING,
                text="Our clinic gave us a list, but it is long. Which three foods matter most?",
                anonymous=False,
            )


def _verify(community: Community, cast: Cast) -> None:
    if permissions.is_expert(cast.eze, community):
        return
    with clock.frozen(clock.now() - timedelta(days=35)):
        operations.verify_expert(
            cast.eze,
            by=cast.lena,
            community=community,
            profession="Kidney doctor (nephrologist)",
            proof="Saw the medical license and the page of the hospital; the names are the same.",
            conflict_of_interest="Gave a paid talk for a maker of dialysis machines in 2025",
            expires_on=clock.today() + timedelta(days=365),
        )


def _ask_and_answer(community: Community, cast: Cast) -> None:
    now = clock.now()
    with clock.frozen(now - timedelta(days=5)):
        question = operations.ask_question(
            community,
            by=cast.chidi,
            title=ANSWERED,
            text="A warm bath takes the edge off my pain. But two sores on my leg are open. Is a "
            "bath safe, or should I only shower?",
            anonymous=True,
        )
    with clock.frozen(now - timedelta(days=4)):
        answer = operations.answer_question(
            question,
            by=cast.eze,
            text="""Open sores and bath water are not a good pair: germs can get into the wound, \
and infection is the greatest danger here.

In general:

* A short **shower** is safer. Cover the sores with a dressing that keeps water out.
* Warm cloths on skin that is *not* sore can ease pain, too.
* Call your clinic the same day if a sore smells, gets hot, or if you have a fever.

Your wound nurse knows your sores. Ask which dressing to use.""",
            sources=["Nigwekar SU and others, 2018. https://doi.org/10.1056/NEJMra1505292"],
        )
    with clock.frozen(now - timedelta(days=3)):
        operations.mark_helpful(answer, by=cast.chidi)
