"""Who closed their account gets no community, and keeps no name from others."""

import pytest

from accounts import operations as accounts
from communities.groups.models import Community
from communities.proposals import operations, tasks
from communities.proposals.operations import closing
from communities.proposals.states import State
from rareshare.lib.errors import WrongState
from tests.communities.proposals.conftest import ANSWERS


def test_no_community_opens_for_a_closed_account(cast, proposal):
    accounts.close_account(cast.fay, by=cast.admin)
    with pytest.raises(WrongState, match="closed their account"):
        operations.approve_proposal(proposal, by=cast.lena)
    assert not Community.objects.exists()


def test_its_proposals_and_drafts_end_and_others_can_propose_the_same(cast, proposal, outbox):
    draft = operations.answer_proposal(None, by=cast.fay, name="Northern tremor")
    operations.watch_proposal(proposal, by=cast.chidi)
    tasks.end_for_closed_accounts()
    proposal.refresh_from_db()
    assert proposal.state == State.PROPOSED  # the control: the account is open
    accounts.close_account(cast.fay, by=cast.admin)
    tasks.end_for_closed_accounts()
    assert closing.withdraw_for_closed_accounts() == 0  # once is enough
    for one in (proposal, draft):
        one.refresh_from_db()
        assert one.state == State.WITHDRAWN and one.events.latest("pk").by is None
    assert outbox.rows("proposal_opened", to=cast.chidi)
    again = operations.propose_community(by=cast.chidi, **ANSWERS)
    assert again.state == State.PROPOSED
