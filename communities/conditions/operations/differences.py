"""Which conditions a release changes, for the report that staff read. Long lists are cut."""

from typing import Any

from django.db.backends.utils import CursorWrapper

MOST_LISTED = 100

_LAST_EVENT = "SELECT coalesce(max(id), 0) FROM conditions_conditionevent"

_ADDED = """
SELECT identity, title FROM incoming_condition
WHERE condition_id IS NULL AND state = 'active' ORDER BY line LIMIT %(most)s
"""

_RENAMED = """
SELECT i.identity, k.name, i.title
FROM incoming_condition i JOIN conditions_condition k ON k.id = i.condition_id
WHERE i.state = 'active' AND k.name <> i.title
  AND NOT EXISTS (SELECT FROM conditions_sourcerecord r WHERE r.condition_id = k.id AND r.in_use
      AND r.source = ANY (%(before)s))
ORDER BY i.line LIMIT %(most)s
"""

# New conditions whose name another condition bears: a person should look whether they are one.
_ALIKE = """
SELECT i.identity, i.title, k.slug
FROM incoming_condition i JOIN conditions_condition k
  ON k.sort_name = conditions_form(i.title) AND k.status = 'active'
WHERE i.condition_id IS NULL AND i.state = 'active' ORDER BY i.line LIMIT %(most)s
"""

# The names of new conditions go without saying.
_NAMES = """
SELECT k.name, x.text
FROM incoming_name x JOIN incoming_condition i USING (code)
JOIN conditions_condition k ON k.id = i.condition_id
WHERE i.state = 'active' AND NOT EXISTS (SELECT FROM conditions_conditionname n
    WHERE n.condition_id = k.id AND n.source = %(source)s
      AND n.language = %(language)s AND n.text = x.text)
ORDER BY i.line, x.text LIMIT %(most)s
"""

_EVENTS = """
SELECT e.verb, k.name, coalesce(t.name, '')
FROM conditions_conditionevent e JOIN conditions_condition k ON k.id = e.condition_id
LEFT JOIN conditions_condition t ON t.id = k.replaced_by_id
WHERE e.id > %(event)s AND e.verb = %(verb)s ORDER BY e.id LIMIT %(most)s
"""

_VERBS = {
    "conditions_retired": "condition_retired",
    "conditions_returned": "condition_returned",
    "conditions_redirected": "condition_redirected",
}
Changes = dict[str, list[list[str]]]


def foreseen(cursor: CursorWrapper, values: dict[str, Any]) -> Changes:
    """What can be listed before anything changes; remembers where the history stood. Files in
    other languages bring names alone."""
    cursor.execute(_LAST_EVENT)
    [values["event"]] = cursor.fetchone()
    values["most"] = MOST_LISTED
    lists = {"names_added": _NAMES}
    if values["whole"]:
        lists |= {"conditions_added": _ADDED, "conditions_renamed": _RENAMED, "names_alike": _ALIKE}
    return {what: _rows(cursor, statement, values) for what, statement in lists.items()}


def happened(cursor: CursorWrapper, values: dict[str, Any]) -> Changes:
    """What the history of conditions says since then."""
    return {
        what: [row[1:] for row in _rows(cursor, _EVENTS, {**values, "verb": verb})]
        for what, verb in _VERBS.items()
    }


def _rows(cursor: CursorWrapper, statement: str, values: dict[str, Any]) -> list[list[str]]:
    cursor.execute(statement, values)
    return [list(row) for row in cursor.fetchall()]
