"""What imports did, in words for staff."""

import re

from communities.conditions.models import ImportRelease

_ONE_OF_MANY = re.compile(r"^((?:unreadable |unknown )?\w+)s\b")


def summary(imported: ImportRelease) -> str:
    """Two lines: what the file held, and what it changed."""
    held = _numbers(imported.counts) or "nothing"
    changed = _numbers(imported.difference) or "nothing changed"
    return f"{imported} ({imported.language}): {held}.\nRelease on record: {changed}."


def unchanged(imported: ImportRelease) -> str:
    """One line where the same bytes were imported before."""
    return f"{imported} ({imported.language}) is already in. Nothing changed."


def newest_of_each() -> list[ImportRelease]:
    """The last import of each product and language, the newest first."""
    last = ImportRelease.objects.order_by("source", "product", "language", "-at", "-pk")
    return sorted(last.distinct("source", "product", "language"), key=lambda one: (one.at, one.pk))[
        ::-1
    ]


def report(imported: ImportRelease) -> str:
    """All that is on record about an import; long lists were cut when it ran."""
    lines = [summary(imported), f"On {imported.at:%Y-%m-%d %H:%M} UTC. {imported.licence}."]
    for what, rows in imported.changes.items():
        number = imported.difference.get(what, len(rows))
        lines += ["", f"{what.replace('_', ' ').capitalize()}: {number:,}"]
        lines += [f"  {'  ->  '.join(filter(None, row))}" for row in rows]
        if number > len(rows):
            lines.append(f"  … and {number - len(rows):,} more")
    return "\n".join(lines)


def counted(what: str, number: int) -> str:
    """What is counted, in words: 1 condition added, 2 conditions added."""
    words = what.replace("_", " ")
    if number != 1:
        return words
    return _ONE_OF_MANY.sub(r"\1", words).replace(" that are ", " that is ")


def _numbers(numbers: dict[str, int]) -> str:
    return ", ".join(f"{n:,} {counted(what, n)}" for what, n in numbers.items() if n)
