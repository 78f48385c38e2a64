"""The demo's registry can be loaded twice, and Gita's study is ready to be sent."""

from rareshare.home.demo import enrollment, research, updates
from rareshare.home.demo.cast import Cast as DemoCast
from registry.research import operations, queries
from registry.research.queries import Question
from registry.updates.models import Schedule
from tests.registry import people


def test_the_demo_is_ready_and_loading_it_again_changes_nothing(cast):
    made = people.make_condition()
    for name in ("alma", "emil", "gita", "hugo", "ines", "jon", "kofi", "ben", "mio"):
        assert getattr(cast, name).is_active
    demo = DemoCast()
    for _ in range(2):
        enrollment.load(demo)
        updates.load(demo)
        research.load(demo)
    [draft] = queries.applications_of(cast.gita)
    operations.submit_application(draft, by=cast.gita)
    assert {user.display_name for user in queries.free_members(draft)} == {"Hugo", "Jon", "Kofi"}
    assert queries.published_count(Question(made)).low == 11
    assert Schedule.objects.count() > 10
