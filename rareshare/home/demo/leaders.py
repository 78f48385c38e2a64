"""The demo's leaders: words of their own, an offer that waits, a term that ends soon, and a
community that looks for somebody."""

from datetime import timedelta

from communities.groups import operations as groups
from communities.groups.models import Community, Leadership
from communities.leaders import operations
from communities.leaders.models import LeaderApplication
from communities.leaders.operations.words import Offer
from rareshare.home.demo.cast import Cast
from rareshare.lib import clock

STORY = (
    "My mother has this illness. When it began, I found nobody who knew it. Now I answer others."
)


def load(cast: Cast) -> None:
    """Nothing twice; the letters are those that the worker would write."""
    community = Community.objects.get(slug="calciphylaxis")
    led = Leadership.objects.filter(community=community, user=cast.dora, until=None).first()
    if led is not None and not led.story:
        groups.describe_leadership(
            led, by=cast.dora, story=STORY, helps_with="Wound care at home, and first questions"
        )
    if not LeaderApplication.objects.filter(community=community, user=cast.chidi).exists():
        operations.apply_to_lead(
            community,
            by=cast.chidi,
            offer=Offer(
                why="Dora helped me in my first week. I would like to do the same for others.",
                helps_with="Dialysis and daily life",
                story="I have lived with this illness for four years.",
                hours=2,
                public=True,
            ),
        )
    operations.ask_about_terms()
    with clock.frozen(clock.now() - timedelta(days=8)):
        operations.note_leaderless()
    operations.ask_members()
