"""The letter of this room. It names no illness, no study and no place."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from communities.trials.models import Trial, TrialMatch, TrialWatch
from communities.trials.states import RECRUITING
from rareshare.lib import clock, letters
from rareshare.lib.models import Letter


def _decide_trial_recruiting(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Still true? The person still asks for it, the study fits and still looks for people."""
    trial = Trial.objects.filter(pk=letter.refs["trial"], status=RECRUITING).first()
    if trial is None:
        return letters.Cancel("the study does not look for people any more")
    # Any wish of the person: theirs may hold for the illness under its new name by now.
    fitting = TrialWatch.objects.filter(user=letter.recipient_id).fitting(trial.pk)
    if not fitting.exists():
        return letters.Cancel("the person does not ask for it any more")
    listed = TrialMatch.objects.filter(trial=trial, hidden_at=None)
    if not listed.filter(condition__in=fitting.values("condition")).exists():
        return letters.Cancel("the study is not listed any more")
    return {"url": settings.BASE_URL + reverse("trials:watches"), "action": "See the study"}


TRIAL_RECRUITING = letters.kind(
    "trial_recruiting", purpose="trial_news", decide=_decide_trial_recruiting
)


def trial_recruiting(trial: Trial, watches: Iterable[TrialWatch]) -> None:
    """Tell each person once that a study they asked to hear of looks for people."""
    letters.queue_all(
        TRIAL_RECRUITING,
        (
            letters.Envelope(
                key=f"trial_recruiting:{trial.pk}:{watch.user_id}",
                recipient_id=watch.user_id,
                refs={"trial": trial.pk, "watch": watch.pk},
                due_at=clock.now(),
            )
            for watch in watches
        ),
    )
