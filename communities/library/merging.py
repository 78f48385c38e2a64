"""How news, resources and feeds follow their community when it becomes part of another."""

from typing import TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from communities.groups import merging
from communities.groups.merging import Merge
from communities.library.models import Feed, FeedEvent, NewsLink, Resource
from communities.library.operations import steps
from communities.library.states import FeedState, Reason, State

S = TypeVar("S", NewsLink, Resource)
_FURTHER = [State.DECLINED, State.SUGGESTED, State.APPROVED]


def move_rows(merge: Merge) -> None:
    """All of it, but no address twice: of two links to one place the one that got further stands,
    else the target's. A feed that both read is read once."""
    _move_links(merge, NewsLink)
    _move_links(merge, Resource)
    merging.carry(merge, Feed, once=["kind", "url"])
    for feed in Feed.objects.filter(community=merge.source, state=FeedState.ACTIVE):
        FeedEvent.objects.create(
            feed=feed,
            verb="feed_merged",
            by=merge.by,
            from_state=FeedState.ACTIVE,
            to_state=FeedState.STOPPED,
        )
    Feed.objects.filter(community=merge.source).update(state=FeedState.STOPPED)


def _move_links(merge: Merge, model: type[S]) -> None:
    """What stays behind is declined, with the reason that the list has it: nobody waits for a
    decision that cannot come, and no such link is checked again."""
    for own in list(_twins(merge, model)):
        kept = _locked(model).get(community=merge.target, url=own.url)
        if _FURTHER.index(State(own.state)) > _FURTHER.index(State(kept.state)):
            _exchange(merge, own, kept)
    merging.carry(merge, model, once=["url"])
    for left in _locked(model).filter(community=merge.source).exclude(state=State.DECLINED):
        steps.move(left, State.DECLINED, by=merge.by, reason=Reason.KNOWN)


def _twins(merge: Merge, model: type[S]) -> QuerySet[S]:
    there = model._default_manager.filter(community=merge.target, url=OuterRef("url"))
    return _locked(model).filter(Exists(there), community=merge.source).order_by("pk")


def _exchange(merge: Merge, own: S, kept: S) -> None:
    """Each takes the other's place, with its history. An address stands once in a community, so
    one of the two gives its own away for a moment."""
    model = type(own)
    model._default_manager.filter(pk=kept.pk).update(url=f"merge:{kept.pk}")
    model._default_manager.filter(pk=own.pk).update(community=merge.target)
    model._default_manager.filter(pk=kept.pk).update(community=merge.source, url=own.url)


def _locked(model: type[S]) -> QuerySet[S]:
    return model._default_manager.select_for_update(of=("self",))
