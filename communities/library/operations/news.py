"""News from elsewhere: suggested by members, decided by leaders, or by moderators for the site."""

from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction

from accounts.models import User
from communities.groups import merging
from communities.groups.models import Community
from communities.library import permissions
from communities.library.models import NewsLink
from communities.library.operations.steps import (
    correct,
    locked_in_place,
    move,
    needed,
    past_day,
    put,
)
from communities.library.states import State
from rareshare.lib.errors import NotAllowed
from rareshare.lib.weblinks import clean_weblink

NOT_YOURS = "Only those who look after this list decide on its news."


class Words(TypedDict):
    """What is written about an article."""

    title: str
    url: str
    source: str
    published_on: date


def suggest_news_link(community: Community | None, *, by: User, **words: Unpack[Words]) -> NewsLink:
    """A member suggests an article; a leader's own is shown at once. Each address stands once."""
    checked = _checked(words)
    with transaction.atomic():
        community = merging.held(community) if community else None
        if not permissions.can_suggest_news_link(by, community):
            raise NotAllowed("Only members can suggest news here. You can join in one step.")
        return put(NewsLink(community=community, suggested_by=by, **checked), by=by)


def approve_news_link(link: NewsLink, *, by: User) -> NewsLink:
    """A leader lets everybody see a suggested link."""
    with transaction.atomic():
        link = locked_in_place(link)
        if not permissions.can_approve_news_link(by, link):
            raise NotAllowed(NOT_YOURS)
        return move(link, State.APPROVED, by=by)


def decline_news_link(link: NewsLink, *, by: User, reason: str = "", note: str = "") -> NewsLink:
    """A leader does not take a suggestion, or takes a link away that was shown, and says why."""
    with transaction.atomic():
        link = locked_in_place(link)
        if not permissions.can_decline_news_link(by, link):
            raise NotAllowed(NOT_YOURS)
        return move(link, State.DECLINED, by=by, reason=reason, note=note)


def change_news_link(
    link: NewsLink, *, by: User, version: int | None = None, **words: Unpack[Words]
) -> NewsLink:
    """A leader corrects what is written about an article."""
    checked = _checked(words)
    with transaction.atomic():
        link = locked_in_place(link)
        if not permissions.can_change_news_link(by, link):
            raise NotAllowed(NOT_YOURS)
        return correct(link, checked, by=by, version=version)


def _checked(words: Words) -> dict[str, Any]:
    return {
        "title": needed(words["title"], "title", "Write the title of the article."),
        "url": clean_weblink(words["url"]),
        "source": needed(words["source"], "source", "Write who published it.", limit=120),
        "published_on": past_day(words["published_on"]),
    }
