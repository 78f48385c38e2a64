"""Which condition a source's record is about: the statements that run before anything changes.

A record is identified by its own code. A new one joins a condition of another source only where one
of the two names the other's code as exact and checked, and no second record or condition makes the
same claim: one ORPHA code can stand on several Mondo entries, and one Mondo entry can bear several.
Orphanet's word counts before Mondo's. A record that joined stays, whatever later releases say; one
that does not join becomes a condition of its own.
"""

from typing import Any

from django.db.backends.utils import CursorWrapper

from communities.conditions.models import Source, System

IDENTITIES = {Source.ORPHANET: System.ORPHA, Source.MONDO: System.MONDO}

_IDENTIFY = """
UPDATE incoming_condition i SET condition_id = r.condition_id
FROM conditions_sourcerecord r WHERE r.source = %(source)s AND r.code = i.code
"""

_INCOMING_SAYS = """
SELECT DISTINCT x.code, r.condition_id, x.value AS theirs
FROM incoming_code x
JOIN incoming_condition i ON i.code = x.code AND i.state = 'active'
JOIN conditions_sourcerecord r ON r.source = %(other)s AND r.code = x.value AND r.in_use
WHERE x.system = %(other_system)s AND x.relation = 'E' AND x.validated
"""

_OTHER_SAYS = """
SELECT DISTINCT c.value AS code, c.condition_id, r.code AS theirs
FROM conditions_conditioncode c
JOIN conditions_sourcerecord r ON r.source = c.source AND r.condition_id = c.condition_id
    AND r.in_use
WHERE c.source = %(other)s AND c.system = %(system)s AND c.relation = 'E' AND c.validated
"""

_JOIN = """
WITH claim AS ({claims}), sole AS (
    SELECT code, condition_id FROM (
        SELECT *, count(*) OVER (PARTITION BY code) AS of_code,
            count(*) OVER (PARTITION BY condition_id) AS of_condition FROM claim) c
    WHERE of_code = 1 AND of_condition = 1
)
UPDATE incoming_condition i SET condition_id = s.condition_id FROM sole s
WHERE i.code = s.code AND i.condition_id IS NULL AND i.state = 'active'
  AND NOT EXISTS (SELECT FROM conditions_sourcerecord r
      WHERE r.source = %(source)s AND r.condition_id = s.condition_id)
  AND NOT EXISTS (SELECT FROM incoming_condition o WHERE o.condition_id = s.condition_id)
"""

# What the source told before and this release leaves out. Files in another language than English
# bring names and definitions only, so only what has those can be left out.
_MISSING = """
INSERT INTO incoming_condition (identity, code, key, slug, title, level, state, moved_to,
    definition, condition_id)
SELECT '', r.code, '', '', '', '', 'absent', '', '', r.condition_id
FROM conditions_sourcerecord r
WHERE r.source = %(source)s AND r.in_use
  AND NOT EXISTS (SELECT FROM incoming_condition i WHERE i.code = r.code)
  AND (%(whole)s OR EXISTS (SELECT FROM conditions_conditionname n
      WHERE n.condition_id = r.condition_id AND n.source = r.source
        AND n.language = %(language)s))
"""

_SHRINKAGE = """
SELECT count(*), count(*) FILTER (WHERE i.state <> 'active')
FROM conditions_sourcerecord r JOIN incoming_condition i ON i.code = r.code
WHERE r.source = %(source)s AND r.in_use
  AND (%(whole)s OR EXISTS (SELECT FROM conditions_conditionname n
      WHERE n.condition_id = r.condition_id AND n.source = r.source
        AND n.language = %(language)s))
"""

# A moved code leads to where its chain ends; a chain that is a circle leads nowhere.
_RESOLVE = """
WITH RECURSIVE hop AS (
    SELECT code, moved_to AS target, 1 AS depth FROM incoming_condition
    WHERE state = 'inactive' AND moved_to <> ''
    UNION ALL
    SELECT h.code, n.moved_to, depth + 1 FROM hop h
    JOIN incoming_condition n ON n.code = h.target AND n.state = 'inactive' AND n.moved_to <> ''
    WHERE depth < 20
), final AS (
    SELECT DISTINCT ON (code) code, target, depth FROM hop ORDER BY code, depth DESC
)
UPDATE incoming_condition i SET moved_to = CASE WHEN f.depth < 20 THEN f.target ELSE '' END
FROM final f WHERE f.code = i.code
"""

_NOWHERE = """
UPDATE incoming_condition i SET moved_to = ''
WHERE moved_to <> ''
  AND NOT EXISTS (SELECT FROM incoming_condition t WHERE t.code = i.moved_to AND t.state = 'active')
  AND NOT EXISTS (SELECT FROM conditions_sourcerecord r
      WHERE r.source = %(source)s AND r.code = i.moved_to)
"""

# A retired code that was never here and leads nowhere helps nobody.
_FORGET_UNKNOWN = """
DELETE FROM incoming_condition
WHERE condition_id IS NULL AND (NOT %(whole)s OR state = 'inactive' AND moved_to = '')
"""


def identify(cursor: CursorWrapper, values: dict[str, Any]) -> int:
    """Find each staged record's condition, and stage what the release leaves out. The number of
    records that are not taken up."""
    cursor.execute(_IDENTIFY, values)
    if values["whole"]:
        _join(cursor, values)
    cursor.execute(_MISSING, values)
    cursor.execute(_RESOLVE)
    cursor.execute(_NOWHERE, values)
    cursor.execute(_FORGET_UNKNOWN, values)
    return int(cursor.rowcount)


def shrinkage(cursor: CursorWrapper, values: dict[str, Any]) -> tuple[int, int]:
    """How many conditions in use the source stands behind, and how many of them it gives up."""
    cursor.execute(_SHRINKAGE, values)
    known, gone = cursor.fetchone()
    return known, gone


def _join(cursor: CursorWrapper, values: dict[str, Any]) -> None:
    mine = Source(str(values["source"]))
    [(other, system)] = [(s, y) for s, y in IDENTITIES.items() if s is not mine]
    claims = [_INCOMING_SAYS, _OTHER_SAYS]
    if mine is Source.MONDO:
        claims.reverse()
    for claim in claims:
        # The statement is put together from the two constants above.
        statement = _JOIN.format(claims=claim)
        cursor.execute(statement, {**values, "other": other.value, "other_system": system.value})
