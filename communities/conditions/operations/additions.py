"""Conditions that no source lists: members brought them, staff checked them."""

from collections.abc import Iterable

from django.db import connections, router, transaction
from django.db.models import Func, TextField, Value

from accounts.models import User
from communities.conditions import permissions, queries
from communities.conditions.models import Condition, ConditionEvent, NameKind
from communities.conditions.models.naming import comparable, slug_for, title_for
from communities.conditions.operations.index import lock_catalogue, refresh_index
from communities.conditions.operations.names import Form, store_names
from communities.conditions.states import Status
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from rareshare.lib.ids import public_id
from rareshare.lib.text import clean_line


def add_condition(
    name: str, names: Iterable[str] = (), *, by: User | None, language: str = "en"
) -> Condition:
    """Put a condition into the catalogue that no source lists, with its other names. Refused where
    a condition in use bears the name, or one that differs by a slip of the fingers only."""
    name = clean_line(name, "name", limit=500)
    least = 3 if comparable(name).isascii() else 2  # two signs can be a word in other scripts
    if sum(character.isalpha() for character in name) < least:
        raise Invalid(f"Type a name of {least} letters or more.", field="name")
    others = [clean_line(other, "names", limit=500) for other in names]
    alias = router.db_for_write(Condition)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        if not permissions.can_add_condition(by):
            raise NotAllowed
        lock_catalogue(cursor)
        _refuse_known(name)
        condition = _created(title_for(name))
        store_names(condition, [name], language, NameKind.PREFERRED)
        store_names(condition, _once(others, name), language)
        ConditionEvent.objects.create(condition=condition, verb="condition_added", by=by, note=name)
        refresh_index(cursor)
    condition.refresh_from_db()
    return condition


def _refuse_known(name: str) -> None:
    if known := queries.same_condition(name):
        raise Conflict(
            f"{known.name} is in the catalogue already ({known.why}).",
            field="name",
        )


def _created(title: str) -> Condition:
    key, slug = public_id(), slug_for(title) if comparable(title).isascii() else ""
    if not slug or Condition.objects.filter(slug=slug).exists():
        slug = f"{slug}-{key}".lstrip("-")
    return Condition.objects.create(
        key=key,
        slug=slug,
        name=title,
        sort_name=Form(Value(title)),
        letter=Func(Value(title), function="conditions_letter", output_field=TextField()),
        status=Status.ACTIVE,
        changed_at=clock.now(),
    )


def _once(names: list[str], main: str) -> list[str]:
    once = {name.casefold(): name for name in reversed(names) if name}
    once.pop(main.casefold(), None)
    return list(reversed(once.values()))
