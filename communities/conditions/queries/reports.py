"""What imports did, in words for staff."""

from communities.conditions.models import ImportRelease


def summary(imported: ImportRelease) -> str:
    """Two lines: what the file held, and what it changed."""
    held = _numbers(imported.counts) or "nothing"
    changed = _numbers(imported.difference) or "nothing changed"
    return f"{imported} ({imported.language}): {held}.\nRelease on record: {changed}."


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


def _numbers(numbers: dict[str, int]) -> str:
    return ", ".join(f"{n:,} {what.replace('_', ' ')}" for what, n in numbers.items() if n)
