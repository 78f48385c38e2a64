"""The demo's studies: three illnesses, all readable, all marked as made up, and one letter."""

from communities.trials.models import Trial, TrialMatch, TrialNews, TrialSync
from rareshare.home.demo import trials
from tests.communities.conftest import make_condition


def test_the_demo_loads_once(cast, outbox, anonymous):
    for path in trials.DATA.glob("*.json"):
        made = make_condition(path.stem.replace("-", " ").capitalize())
        assert made.slug == path.stem
    trials.load(cast)
    trials.load(cast)
    assert Trial.objects.count() == 14
    assert set(TrialSync.objects.values_list("bad_records", flat=True)) == {0}
    assert not Trial.objects.exclude(title__startswith="Demo study: ").exists()
    assert not TrialMatch.objects.exclude(times_missing=0).exists()
    [letter] = outbox.rows("trial_recruiting")
    assert letter.recipient_id == cast.chidi.pk
    assert TrialNews.objects.get().trial.nct_id == trials.OPENED
    page = anonymous.get("/conditions/calciphylaxis/trials/").content.decode()
    assert page.count("Demo study: ") == 9
    assert len(page.encode()) < 30_000
