"""The statements that bring a staged release into the catalogue, in the order they run.

Each touches only rows of `%(source)s` and counts as one line of the difference report. A staged
record is `active`, `inactive` (withdrawn by its source) or `absent` (left out of the release).
What a retired condition was called, and its codes, stay: old names and codes lead on from it.
"""

CONDITIONS_ADDED = """
INSERT INTO conditions_condition
    (key, slug, name, sort_name, letter, status, level, changed_at)
SELECT key,
    CASE WHEN slug = '' OR row_number() OVER (PARTITION BY slug ORDER BY state, line) > 1
           OR EXISTS (SELECT FROM conditions_condition k WHERE k.slug = i.slug)
         THEN ltrim(slug || '-' || key, '-') ELSE slug END,
    title, conditions_form(title), conditions_letter(title),
    CASE WHEN state = 'active' THEN 'active' ELSE 'retired' END, level, %(now)s
FROM incoming_condition i WHERE condition_id IS NULL ORDER BY line
"""

IDENTIFY_ADDED = """
UPDATE incoming_condition i SET condition_id = k.id
FROM conditions_condition k WHERE i.condition_id IS NULL AND k.key = i.key
"""

RECORDS_ADDED = """
INSERT INTO conditions_sourcerecord (condition_id, source, code, in_use, level)
SELECT condition_id, %(source)s, code, state = 'active', level FROM incoming_condition i
WHERE NOT EXISTS (SELECT FROM conditions_sourcerecord r
    WHERE r.source = %(source)s AND r.code = i.code)
ORDER BY line
"""

RECORDS_CHANGED = """
UPDATE conditions_sourcerecord r SET in_use = (i.state = 'active'),
    level = CASE WHEN i.state = 'absent' OR NOT %(levels)s THEN r.level ELSE i.level END
FROM incoming_condition i
WHERE r.source = %(source)s AND r.code = i.code AND (r.in_use <> (i.state = 'active')
    OR %(levels)s AND i.state <> 'absent' AND r.level <> i.level)
"""

# Orphanet sorts its entries by level; Mondo mostly repeats it.
LEVELS_CHANGED = """
UPDATE conditions_condition k SET level = said.level, changed_at = %(now)s
FROM incoming_condition i, LATERAL (
    SELECT coalesce((SELECT r.level FROM conditions_sourcerecord r
        WHERE r.condition_id = i.condition_id AND r.in_use AND r.level <> ''
        ORDER BY r.source = 'ORPHANET' DESC LIMIT 1), '') AS level) said
WHERE k.id = i.condition_id AND k.status = 'active' AND k.level <> said.level
"""

# The title is that of the first source in the house's order that stands behind the condition.
CONDITIONS_RENAMED = """
UPDATE conditions_condition k SET name = i.title, sort_name = conditions_form(i.title),
    letter = conditions_letter(i.title), changed_at = %(now)s
FROM incoming_condition i
WHERE i.condition_id = k.id AND i.state = 'active' AND k.name <> i.title
  AND NOT EXISTS (SELECT FROM conditions_sourcerecord r WHERE r.condition_id = k.id AND r.in_use
      AND r.source = ANY (%(before)s))
"""

# A condition that another source still names stays in use.
CONDITIONS_RETIRED = """
WITH moved AS (
    UPDATE conditions_condition k SET status = 'retired', changed_at = %(now)s
    FROM incoming_condition i
    WHERE i.condition_id = k.id AND i.state <> 'active' AND k.status = 'active'
      AND NOT EXISTS (SELECT FROM conditions_sourcerecord r
          WHERE r.condition_id = k.id AND r.in_use)
    RETURNING k.id)
INSERT INTO conditions_conditionevent
    (condition_id, verb, at, by_id, from_state, to_state, note)
SELECT id, 'condition_retired', %(now)s, %(by)s, 'active', 'retired', %(note)s FROM moved
"""

CONDITIONS_RETURNED = """
WITH moved AS (
    UPDATE conditions_condition k
    SET status = 'active', replaced_by_id = NULL, changed_at = %(now)s
    FROM incoming_condition i
    WHERE i.condition_id = k.id AND i.state = 'active' AND k.status = 'retired'
    RETURNING k.id)
INSERT INTO conditions_conditionevent
    (condition_id, verb, at, by_id, from_state, to_state, note)
SELECT id, 'condition_returned', %(now)s, %(by)s, 'retired', 'active', %(note)s FROM moved
"""

# LATERAL with OFFSET 0 goes from the few moved codes to their rows, whatever the planner believes
# about tables that were filled a moment ago.
CONDITIONS_REDIRECTED = """
WITH target AS MATERIALIZED (
    SELECT i.condition_id, coalesce(t.replaced_by_id, t.id) AS to_id
    FROM (SELECT condition_id, moved_to FROM incoming_condition
        WHERE state = 'inactive' AND moved_to <> '') i,
    LATERAL (SELECT condition_id FROM conditions_sourcerecord
        WHERE source = %(source)s AND code = i.moved_to OFFSET 0) r,
    LATERAL (SELECT id, replaced_by_id FROM conditions_condition
        WHERE id = r.condition_id OFFSET 0) t
), moved AS (
    UPDATE conditions_condition k SET replaced_by_id = t.to_id, changed_at = %(now)s
    FROM target t WHERE k.id = t.condition_id AND k.status = 'retired' AND t.to_id <> k.id
      AND k.replaced_by_id IS DISTINCT FROM t.to_id
    RETURNING k.id)
INSERT INTO conditions_conditionevent
    (condition_id, verb, at, by_id, from_state, to_state, note)
SELECT id, 'condition_redirected', %(now)s, %(by)s, 'retired', 'retired', %(note)s FROM moved
"""

# Where a target was itself replaced, older redirects go straight to the end.
REDIRECTS_FOLLOWED = """
WITH RECURSIVE hop AS (
    SELECT id, replaced_by_id AS target, 1 AS depth FROM conditions_condition
    WHERE replaced_by_id IS NOT NULL
    UNION ALL
    SELECT h.id, t.replaced_by_id, depth + 1 FROM hop h
    JOIN conditions_condition t ON t.id = h.target
    WHERE t.replaced_by_id IS NOT NULL AND depth < 20
), final AS (
    SELECT DISTINCT ON (id) id, CASE WHEN depth < 20 THEN target END AS target FROM hop
    ORDER BY id, depth DESC
)
UPDATE conditions_condition k SET replaced_by_id = f.target FROM final f
WHERE f.id = k.id AND k.replaced_by_id IS DISTINCT FROM f.target
"""

NAMES_REMOVED = """
DELETE FROM conditions_conditionname n
USING incoming_condition i JOIN conditions_condition k ON k.id = i.condition_id
WHERE n.condition_id = i.condition_id AND n.source = %(source)s AND n.language = %(language)s
  AND k.status = 'active'
  AND NOT EXISTS (SELECT FROM incoming_name x WHERE i.state = 'active'
      AND x.code = i.code AND x.text = n.text AND x.kind = n.kind)
"""

NAMES_ADDED = """
INSERT INTO conditions_conditionname
    (condition_id, text, kind, language, source, normalized)
SELECT i.condition_id, x.text, x.kind, %(language)s, %(source)s, conditions_form(x.text)
FROM incoming_name x JOIN incoming_condition i USING (code)
JOIN conditions_condition k ON k.id = i.condition_id
WHERE (i.state = 'active' OR k.status = 'retired'
    AND NOT EXISTS (SELECT FROM conditions_conditionname n
        WHERE n.condition_id = i.condition_id AND n.source = %(source)s))
  AND NOT EXISTS (SELECT FROM conditions_conditionname n
    WHERE n.condition_id = i.condition_id AND n.source = %(source)s
      AND n.language = %(language)s AND n.text = x.text)
ORDER BY i.line
"""

DEFINITIONS_REMOVED = """
DELETE FROM conditions_definition d
USING incoming_condition i JOIN conditions_condition k ON k.id = i.condition_id
WHERE d.condition_id = i.condition_id AND d.source = %(source)s AND d.language = %(language)s
  AND k.status = 'active' AND (i.state <> 'active' OR d.text <> i.definition)
"""

DEFINITIONS_ADDED = """
INSERT INTO conditions_definition (condition_id, source, language, text)
SELECT i.condition_id, %(source)s, %(language)s, i.definition FROM incoming_condition i
WHERE i.state = 'active' AND i.definition <> ''
  AND NOT EXISTS (SELECT FROM conditions_definition d WHERE d.condition_id = i.condition_id
      AND d.source = %(source)s AND d.language = %(language)s)
ORDER BY i.line
"""

CODES_REMOVED = """
DELETE FROM conditions_conditioncode c
USING incoming_condition i JOIN conditions_condition k ON k.id = i.condition_id
WHERE c.condition_id = i.condition_id AND c.source = %(source)s AND k.status = 'active'
  AND NOT (c.system = %(system)s AND c.value = i.code)
  AND NOT EXISTS (SELECT FROM incoming_code x WHERE i.state = 'active'
      AND x.code = i.code AND x.system = c.system AND x.value = c.value
      AND x.relation = c.relation AND x.validated = c.validated)
"""

CODES_ADDED = """
INSERT INTO conditions_conditioncode
    (condition_id, system, value, search_value, relation, validated, source)
SELECT i.condition_id, x.system, x.value, x.search_value, x.relation, x.validated, %(source)s
FROM incoming_code x JOIN incoming_condition i USING (code)
WHERE (i.state = 'active' OR x.system = %(system)s AND x.value = i.code)
  AND NOT EXISTS (SELECT FROM conditions_conditioncode c
    WHERE c.condition_id = i.condition_id AND c.source = %(source)s
      AND c.system = x.system AND c.value = x.value)
ORDER BY i.line
"""

PARENTS_REMOVED = """
DELETE FROM conditions_conditionparent p
USING incoming_condition i JOIN conditions_condition k ON k.id = i.condition_id
WHERE p.child_id = i.condition_id AND p.source = %(source)s
  AND (i.state <> 'absent' OR k.status = 'active')
  AND NOT EXISTS (SELECT FROM incoming_parent x
      WHERE x.code = i.code AND x.parent_code = p.parent_code)
"""

PARENTS_ADDED = """
INSERT INTO conditions_conditionparent (child_id, parent_code, source)
SELECT i.condition_id, x.parent_code, %(source)s
FROM incoming_parent x JOIN incoming_condition i USING (code)
WHERE NOT EXISTS (SELECT FROM conditions_conditionparent p
    WHERE p.child_id = i.condition_id AND p.source = %(source)s
      AND p.parent_code = x.parent_code)
ORDER BY i.line
"""

PARENTS_LINKED = """
UPDATE conditions_conditionparent p SET parent_id = i.condition_id
FROM incoming_condition i
WHERE p.source = %(source)s AND p.parent_code = i.identity
  AND p.parent_id IS DISTINCT FROM i.condition_id
"""

CONDITIONS = {
    "conditions_added": CONDITIONS_ADDED,
    "identified": IDENTIFY_ADDED,
    "records_added": RECORDS_ADDED,
    "records_changed": RECORDS_CHANGED,
    "levels_changed": LEVELS_CHANGED,
    "conditions_renamed": CONDITIONS_RENAMED,
    "conditions_retired": CONDITIONS_RETIRED,
    "conditions_returned": CONDITIONS_RETURNED,
    "conditions_redirected": CONDITIONS_REDIRECTED,
    "redirects_followed": REDIRECTS_FOLLOWED,
}
NAMES = {"names_removed": NAMES_REMOVED, "names_added": NAMES_ADDED}
CODES = {
    "codes_removed": CODES_REMOVED,
    "codes_added": CODES_ADDED,
    "parents_removed": PARENTS_REMOVED,
    "parents_added": PARENTS_ADDED,
    "parents_linked": PARENTS_LINKED,
}
DEFINITIONS = {
    "definitions_removed": DEFINITIONS_REMOVED,
    "definitions_added": DEFINITIONS_ADDED,
}
