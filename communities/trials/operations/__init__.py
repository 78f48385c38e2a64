"""What can be done with studies: ask for them, take an answer up, and watch for new ones."""

from communities.trials.operations.syncing import due_syncs, sync_due_trials, sync_trials
from communities.trials.operations.taking import Taken, import_trials
from communities.trials.operations.watching import (
    read_trial_news,
    stop_watching_trials,
    watch_trials,
)

__all__ = [
    "Taken",
    "due_syncs",
    "import_trials",
    "read_trial_news",
    "stop_watching_trials",
    "sync_due_trials",
    "sync_trials",
    "watch_trials",
]
