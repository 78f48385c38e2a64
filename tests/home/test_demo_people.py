"""The demo's profiles: mixed audiences, one mute, and nothing twice."""

from accounts.models import Block
from communities.groups import operations as groups
from communities.groups.models import CommunityFollow
from communities.people import operations, queries
from communities.people.models import Audience, Profile
from rareshare.home.demo import people


def test_loading_twice_is_loading_once_and_keeps_what_somebody_changed(cast, anonymous):
    made = groups.open_community("Calciphylaxis", by=cast.lena)
    for one in (cast.dora, cast.ben, cast.chidi):
        groups.join_community(made, by=one, role="caregiver")
    people.load(cast)
    operations.change_own_profile(cast.jon, by=cast.jon, changes={"about": "Ask me anything."})
    people.load(cast)
    assert Profile.objects.count() == len(people.PROFILES)
    assert Block.objects.count() == 1 and CommunityFollow.objects.count() == 2
    seen = queries.person_for(cast.chidi, cast.jon.public_id)
    assert seen.about == "Ask me anything."
    assert b"Ask me anything." in anonymous.get(f"/p/{cast.jon.public_id}/").content
    used = {told[key] for told in people.PROFILES.values() for key in told if key.endswith("_for")}
    assert used == set(Audience)
