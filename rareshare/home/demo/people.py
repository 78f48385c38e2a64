"""What some of the demo's people tell about themselves, each with audiences of their own; and one
who keeps away from another."""

from accounts import operations as accounts
from accounts.models import Block, BlockKind
from communities.groups import operations as groups
from communities.groups.models import Community, CommunityFollow, FollowLevel
from communities.people import operations
from communities.people.models import Audience, Profile
from rareshare.home.demo.cast import Cast

PROFILES = {
    "dora": {
        "about": "I look after my mother. On most days I am here in the evening.",
        "about_for": Audience.ACCOUNTS,
        "country_for": Audience.ACCOUNTS,
        "languages": "English, some Portuguese",
        "languages_for": Audience.PUBLIC,
    },
    "chidi": {
        "about": "Diagnosed last year. I like maps, slow trains and bad jokes.",
        "about_for": Audience.FELLOWS,
        "country_for": Audience.FELLOWS,
        "languages": "English, Igbo",
        "languages_for": Audience.NOBODY,
    },
    "alma": {
        "about": "I grow tomatoes, sitting on a stool.",
        "about_for": Audience.FELLOWS,
        "country_for": Audience.NOBODY,
    },
    "jon": {
        "about": "One of the first here. Ask me about films.",
        "about_for": Audience.PUBLIC,
        "country_for": Audience.PUBLIC,
        "languages": "Icelandic, English",
        "languages_for": Audience.PUBLIC,
        "link": "https://films.example.org/jon",
        "link_for": Audience.ACCOUNTS,
    },
}
FOLLOWS = {"dora": FollowLevel.ALL, "ben": FollowLevel.WEEKLY}


def load(cast: Cast) -> None:
    """Write what is missing; what somebody changed since stays."""
    for name, told in PROFILES.items():
        person = getattr(cast, name)
        if not Profile.objects.filter(user=person).exists():
            operations.change_own_profile(person, by=person, changes=told)
    if not Block.objects.filter(blocker=cast.ben).exists():
        accounts.block_person(cast.fay, by=cast.ben, kind=BlockKind.MUTE)
    community = Community.objects.get(slug="calciphylaxis")
    for name, level in FOLLOWS.items():
        person = getattr(cast, name)
        if not CommunityFollow.objects.filter(user=person, community=community).exists():
            groups.change_membership(community, by=person, follow=level)
