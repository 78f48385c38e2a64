"""The demo's studies: made up, in the shape of the source, through the same door as real ones."""

from pathlib import Path
from typing import Any

from communities import trials
from communities.conditions import queries as conditions
from communities.conditions.models import Condition
from communities.trials import operations
from communities.trials.models import TrialMatch
from communities.trials.models.record import Answer
from communities.trials.states import NOT_YET
from rareshare.home.demo.cast import Cast
from rareshare.lib import clock, json

DATA = Path(trials.__file__).parent / "data"
STAMP = "2026-11-20T09:00:05"
OPENED = "NCT00000001"  # it starts to look for people after Chidi asked to hear of it


def load(cast: Cast) -> None:
    """Three illnesses have studies. Chidi asked to hear of one illness, and one study opened."""
    for path in sorted(DATA.glob("*.json")):
        condition = conditions.condition_by_slug(path.stem)
        if TrialMatch.objects.filter(condition=condition).exists():
            continue
        studies = json.loads(path.read_bytes())["studies"]
        if any(_number(study) == OPENED for study in studies):
            _take(condition, [_not_yet(study) for study in studies])
            operations.watch_trials(condition, by=cast.chidi)
        _take(condition, studies)


def _take(condition: Condition, studies: list[Any]) -> None:
    answer = Answer(studies, STAMP, "demo", clock.now())
    operations.import_trials(condition, answer, by=None)


def _number(study: Any) -> str:
    return str(study["protocolSection"]["identificationModule"]["nctId"])


def _not_yet(study: Any) -> Any:
    """The study as it was before it opened."""
    if _number(study) != OPENED:
        return study
    protocol = study["protocolSection"]
    status = {**protocol["statusModule"], "overallStatus": NOT_YET}
    return {**study, "protocolSection": {**protocol, "statusModule": status}}
