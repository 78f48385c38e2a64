"""The shelf of the whole site, as moderators look after it."""

from communities.library.web import deciding, feeds, suggesting
from rareshare.lib.access import Access


class WaitingDesk(deciding.WaitingPage):
    """What waits for a moderator."""

    access = Access.MODERATOR
    title = "Suggestions to the whole site"


class DecisionDesk(deciding.DecisionPage):
    """A moderator decides on an article."""

    access = Access.MODERATOR


class ResourceDecisionDesk(deciding.ResourceDecisionPage):
    """A moderator decides on a resource."""

    access = Access.MODERATOR


class NewsChangeDesk(suggesting.NewsChangePage):
    """A moderator corrects an article."""

    access = Access.MODERATOR


class ResourceChangeDesk(suggesting.ResourceChangePage):
    """A moderator corrects a resource."""

    access = Access.MODERATOR


class FeedsDesk(feeds.FeedsPage):
    """A moderator chooses feeds."""

    access = Access.MODERATOR


class StopFeedDesk(feeds.StopFeedPage):
    """A moderator stops a feed."""

    access = Access.MODERATOR
