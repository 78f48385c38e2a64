"""My page says when somebody was last up to date: joining, confirming and answering all count."""

from datetime import timedelta

from rareshare.lib import clock
from registry.answers import operations as answers
from registry.updates import operations
from tests.registry.updates.conftest import JOINED

DAY = timedelta(days=1)


def test_giving_answers_moves_the_day_that_is_shown(alma, cast, client_for):
    browser = client_for(cast.alma)
    with clock.frozen(JOINED):
        operations.find_due()
        assert "Last checked on 3 March 2026" in browser.get("/me/").content.decode()
    with clock.frozen(JOINED + 30 * DAY):
        answers.record_response(alma, by=cast.alma, section="talking", values={}, seen=0)
        assert "Last checked on 2 April 2026" in browser.get("/me/").content.decode()
