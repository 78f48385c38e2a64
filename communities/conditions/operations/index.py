"""Keeping the search index equal to the names. It holds nothing that the names do not say."""

from django.db.backends.utils import CursorWrapper

# One number for everything that changes names: two imports, or an import and a new name, wait.
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('conditions catalogue'))"

_FORGET = """
DELETE FROM conditions_searchform f
WHERE NOT EXISTS (SELECT FROM conditions_conditionname n WHERE n.normalized = f.form)
"""

_ADD = """
INSERT INTO conditions_searchform (form, words)
SELECT normalized, conditions_words(normalized)
FROM (SELECT DISTINCT normalized FROM conditions_conditionname WHERE normalized <> '') n
WHERE NOT EXISTS (SELECT FROM conditions_searchform f WHERE f.form = n.normalized)
RETURNING id
"""

_CLEAR = "DELETE FROM conditions_searchgram"

# Each entry packs the form's number and, in its ten low bits, how many trigrams the form has.
_GRAMS = """
WITH form AS MATERIALIZED (
    SELECT id, show_trgm(words) AS grams FROM conditions_searchform
    WHERE %s::bigint[] IS NULL OR id = ANY (%s::bigint[])
), packed AS MATERIALIZED (
    SELECT id << 10 | least(cardinality(grams), 1023) AS packed, grams FROM form
)
INSERT INTO conditions_searchgram AS g (gram, frequency, forms)
SELECT gram, count(*), array_agg(packed) FROM packed, unnest(grams) AS gram
GROUP BY gram
ON CONFLICT (gram) DO UPDATE
SET frequency = g.frequency + excluded.frequency, forms = g.forms || excluded.forms
"""


def lock_catalogue(cursor: CursorWrapper) -> None:
    """Until commit nobody else changes names."""
    cursor.execute(_LOCK)


def refresh_index(cursor: CursorWrapper) -> None:
    """Take up new forms and drop those no name has any more; a removal rebuilds the trigrams."""
    # Whole tables are compared; one without statistics would tempt the planner to go by rows.
    cursor.execute("SET LOCAL enable_nestloop = off")
    cursor.execute(_FORGET)
    removed = cursor.rowcount
    cursor.execute(_ADD)
    added = [row[0] for row in cursor.fetchall()]
    cursor.execute("SET LOCAL enable_nestloop = on")
    if removed:
        cursor.execute(_CLEAR)
        cursor.execute(_GRAMS, [None, None])
    elif added:
        cursor.execute(_GRAMS, [added, added])
