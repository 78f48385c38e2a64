"""What happened to the demo's page: the notice of the team, two reviews, a waiting suggestion."""

from datetime import timedelta

from communities.groups.models import Community
from communities.pages import operations, queries
from communities.pages.models import Review, Suggestion
from communities.pages.states import Verdict
from forum.talk import operations as talk
from rareshare.home.demo.cast import Cast
from rareshare.home.demo.pages import WRITTEN
from rareshare.lib import clock

_REVIEWED = WRITTEN - timedelta(days=2)
# The section, and after how many days an expert shall look again; a month makes it overdue now.
_REVIEWS = {"signs": 365, "tests": 27}
_SUGGESTED = "It can feel like burning. Even a bed sheet can hurt."


def load(cast: Cast) -> None:
    """Tell what changed, let Dr Eze review two sections, and let Chidi suggest; nothing twice."""
    community = Community.objects.get(slug="calciphylaxis")
    now = clock.now()
    with clock.frozen(now - WRITTEN + timedelta(hours=2)):
        talk.tell_page_updates()
    with clock.frozen(now - _REVIEWED):
        for kind, days in _REVIEWS.items():
            _review(community, kind, days, cast)
    with clock.frozen(now - timedelta(days=1)):
        _suggest(community, cast)


def _review(community: Community, kind: str, days: int, cast: Cast) -> None:
    version = queries.section_of(cast.eze, community, kind)
    if not Review.objects.filter(version__section=version.section).exists():
        due = clock.today() + timedelta(days=days)
        operations.review_section(
            version, by=cast.eze, verdict=Verdict.APPROVED, next_review_due=due
        )


def _suggest(community: Community, cast: Cast) -> None:
    if Suggestion.objects.filter(section__community=community, author=cast.chidi).exists():
        return
    present = queries.section_of(cast.chidi, community, "signs")
    operations.suggest_text(
        community,
        "signs",
        by=cast.chidi,
        text=present.text.replace("#### Pain\n\n", f"#### Pain\n\n{_SUGGESTED} "),
        why="I did not know that this kind of pain belongs to it.",
        version=present.number,
        other_sources="I live with it.",
    )
