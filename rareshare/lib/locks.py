"""The first beat of an operation: read the row again, and keep others out until commit."""

from typing import TypeVar

from django.db.models import Model

from rareshare.lib.errors import NotFound

M = TypeVar("M", bound=Model)


def locked(obj: M) -> M:
    """The same row, read anew under `FOR UPDATE`; NotFound where it is gone."""
    manager = obj.__class__._default_manager  # request.user is a lazy wrapper
    row = manager.select_for_update(of=("self",)).filter(pk=obj.pk).first()
    if row is None:
        raise NotFound
    return row


def held(obj: M) -> M:
    """The same row, read anew under `FOR NO KEY UPDATE`: it does not change until commit, and rows
    that point to it can be written meanwhile; NotFound where it is gone."""
    manager = obj.__class__._default_manager
    row = manager.select_for_update(no_key=True, of=("self",)).filter(pk=obj.pk).first()
    if row is None:
        raise NotFound
    return row
