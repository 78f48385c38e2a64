"""Telling those who asked: one row and one letter for each person and study, ever."""

from collections.abc import Iterable

from communities.conditions.models import Condition
from communities.trials.emails import trial_recruiting
from communities.trials.models import Trial, TrialNews, TrialWatch


def tell_watchers(condition: Condition, trials: Iterable[Trial]) -> int:
    """Tell everybody who watches this illness, and whom the study fits, that it looks for people.
    Who was told of a study before, for whatever illness, is not told again."""
    told = 0
    for trial in trials:
        watches = TrialWatch.objects.filter(condition=condition, user__is_active=True)
        fitting = list(watches.fitting(trial.pk).order_by("pk"))
        known = TrialNews.objects.filter(trial=trial).values_list("user_id", flat=True)
        new = [watch for watch in fitting if watch.user_id not in set(known)]
        TrialNews.objects.bulk_create(
            [TrialNews(watch=watch, user_id=watch.user_id, trial=trial) for watch in new],
            ignore_conflicts=True,
        )
        trial_recruiting(trial, new)
        told += len(new)
    return told
