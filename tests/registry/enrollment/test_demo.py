"""The demo's registry is built by operations, twice the same."""

from rareshare.home.demo import enrollment as demo
from rareshare.lib import clock, ledger
from registry.enrollment import queries, use
from registry.enrollment.models import Participant
from registry.enrollment.states import State
from registry.enrollment.use import Purpose


def test_the_demo_is_loaded_once_however_often_it_is_asked(cast, condition):
    demo.load(cast)
    demo.load(cast)
    assert Participant.objects.filter(state=State.ENROLLED, condition=condition).count() == 15
    counts = {purpose: use.allowing(purpose, clock.now()).count() for purpose in Purpose}
    assert counts[Purpose.COUNT] > 10  # so that the public page may say yes
    assert 0 < counts[Purpose.CONTACT] < counts[Purpose.SHARE] < counts[Purpose.COUNT]
    assert counts[Purpose.REMIND] == 15
    assert queries.participants_of(cast.alma).get().condition == condition
    assert all("demo" in version.text for version in queries.published_versions())
    assert ledger.verify().bad_seq is None


def test_one_idea_a_page_has_at_most_90_words():
    for source in demo.documents.shipped():
        for section in source["sections"]:
            assert len(section.get("screen", "").split()) <= 90, section["key"]
