"""News from elsewhere: suggested by members, decided by leaders. We never fetch the address."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.groups.models import Community
from communities.groups.permissions import can_manage_community
from communities.library import permissions
from communities.library.models import NewsLink, NewsLinkEvent
from communities.library.states import MOVES, State
from rareshare.lib import clock, states
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line
from rareshare.lib.weblinks import clean_weblink

_OLDEST = date(1900, 1, 1)


def suggest_news_link(
    community: Community, *, by: User, title: str, url: str, source: str, published_on: date
) -> NewsLink:
    """A member suggests an article; a leader's own is shown at once. Each address stands once."""
    link = NewsLink(
        community=community,
        title=_needed(title, "title", "Write the title of the article."),
        url=clean_weblink(url),
        source=_needed(source, "source", "Write who published it.", limit=120),
        published_on=_day(published_on),
        suggested_by=by,
    )
    with transaction.atomic():
        if not permissions.can_suggest_news_link(by, community):
            raise NotAllowed("Only members can suggest news here. You can join in one step.")
        try:
            with transaction.atomic():
                link.save(force_insert=True)
        except IntegrityError as error:
            raise Conflict("This address was suggested already.", field="url") from error
        NewsLinkEvent.objects.create(
            link=link, verb="news_link_suggested", by=by, to_state=State.SUGGESTED
        )
        if can_manage_community(by, community):
            _move(link, State.APPROVED, by=by)
    return link


def approve_news_link(link: NewsLink, *, by: User) -> NewsLink:
    """A leader lets everybody see a suggested link."""
    with transaction.atomic():
        link = locked(link)
        if not permissions.can_approve_news_link(by, link):
            raise NotAllowed("Only leaders of this community decide on its news.")
        return _move(link, State.APPROVED, by=by)


def decline_news_link(link: NewsLink, *, by: User) -> NewsLink:
    """A leader does not take a suggestion, or takes a link away that was shown."""
    with transaction.atomic():
        link = locked(link)
        if not permissions.can_decline_news_link(by, link):
            raise NotAllowed("Only leaders of this community decide on its news.")
        return _move(link, State.DECLINED, by=by)


def _move(link: NewsLink, to: State, *, by: User) -> NewsLink:
    """The one place that changes a link's state, together with its history."""
    states.check(MOVES, link.state, to)
    NewsLinkEvent.objects.create(
        link=link, verb=f"news_link_{to}", by=by, from_state=link.state, to_state=to
    )
    link.state = to
    link.save(update_fields=["state"])
    return link


def _needed(text: str, field: str, missing: str, *, limit: int = 200) -> str:
    line = clean_line(text, field, limit=limit)
    if not line:
        raise Invalid(missing, field=field)
    return line


def _day(day: date) -> date:
    # One day ahead, because it is tomorrow already somewhere.
    if not _OLDEST <= day <= clock.today() + timedelta(days=1):
        raise Invalid(
            "Write the day on which it appeared. It cannot be ahead.", field="published_on"
        )
    return day
