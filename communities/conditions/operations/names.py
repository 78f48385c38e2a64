"""Names that members use and no source lists."""

from collections.abc import Iterable

from django.db import connections, router, transaction
from django.db.models import Func, TextField, Value

from accounts.models import User
from communities.conditions import permissions
from communities.conditions.models import (
    Condition,
    ConditionEvent,
    ConditionName,
    NameKind,
    Source,
)
from communities.conditions.operations.index import lock_catalogue, refresh_index
from rareshare.lib.errors import NotAllowed
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line


class Form(Func):
    """The written form that search compares, made by the database."""

    function = "conditions_form"
    output_field = TextField()


def add_community_names(
    condition: Condition, names: Iterable[str], *, by: User | None, language: str = "en"
) -> Condition:
    """Let a condition in use be found by names that members use. A name that it has already, from
    whatever source, is not added again; no source's import removes these."""
    wanted = [clean_line(name, "names", limit=500) for name in names]
    alias = router.db_for_write(Condition)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        lock_catalogue(cursor)
        condition = locked(condition)
        if not permissions.can_add_community_names(by, condition):
            raise NotAllowed
        added = _unknown(condition, wanted)
        if added:
            store_names(condition, added, language)
            ConditionEvent.objects.create(
                condition=condition, verb="community_names_added", by=by, note=", ".join(added)
            )
            refresh_index(cursor)
    return condition


def _unknown(condition: Condition, names: list[str]) -> list[str]:
    known = {text.casefold() for text in condition.names.values_list("text", flat=True)}
    once = {name.casefold(): name for name in reversed(names) if name}
    return [name for folded, name in reversed(once.items()) if folded not in known]


def store_names(
    condition: Condition,
    names: Iterable[str],
    language: str,
    kind: NameKind = NameKind.COMMUNITY,
) -> None:
    """Write names of members; the caller holds the lock and refreshes the index."""
    ConditionName.objects.bulk_create(
        ConditionName(
            condition=condition,
            text=name,
            kind=kind,
            language=language,
            source=Source.COMMUNITY,
            normalized=Form(Value(name)),
        )
        for name in names
    )
