"""The statements that bring a staged release into the catalogue, in the order they run.

Each touches only rows of `%(source)s` and counts as one line of the difference report.
"""

IDENTIFY = """
UPDATE incoming_condition i SET condition_id = c.condition_id
FROM conditions_conditioncode c
WHERE c.source = %(source)s AND c.system = %(system)s AND c.value = i.code
"""

# How many conditions in use the source stands behind, and how many of them it no longer names.
SHRINKAGE = """
SELECT count(*), count(*) FILTER (WHERE i.code IS NULL)
FROM conditions_conditioncode c
JOIN conditions_condition k ON k.id = c.condition_id AND k.status = 'active'
LEFT JOIN incoming_condition i ON i.code = c.value
WHERE c.source = %(source)s AND c.system = %(system)s
"""

CONDITIONS_ADDED = """
INSERT INTO conditions_condition
    (key, slug, name, sort_name, letter, status, changed_at)
SELECT key,
    CASE WHEN slug = '' OR row_number() OVER (PARTITION BY slug ORDER BY line) > 1
           OR EXISTS (SELECT FROM conditions_condition k WHERE k.slug = i.slug)
         THEN ltrim(slug || '-' || key, '-') ELSE slug END,
    title, conditions_form(title), conditions_letter(title), 'active', %(now)s
FROM incoming_condition i WHERE condition_id IS NULL ORDER BY line
"""

IDENTIFY_ADDED = """
UPDATE incoming_condition i SET condition_id = k.id
FROM conditions_condition k WHERE i.condition_id IS NULL AND k.key = i.key
"""

CONDITIONS_RENAMED = """
UPDATE conditions_condition k SET name = i.title, sort_name = conditions_form(i.title),
    letter = conditions_letter(i.title), changed_at = %(now)s
FROM incoming_condition i WHERE i.condition_id = k.id AND k.name <> i.title
"""

# A condition that another source still names stays in use.
CONDITIONS_RETIRED = """
WITH moved AS (
    UPDATE conditions_condition k SET status = 'retired', changed_at = %(now)s
    WHERE k.status = 'active'
      AND EXISTS (SELECT FROM conditions_conditioncode c WHERE c.condition_id = k.id
          AND c.source = %(source)s AND c.system = %(system)s)
      AND NOT EXISTS (SELECT FROM incoming_condition i WHERE i.condition_id = k.id)
      AND NOT EXISTS (SELECT FROM conditions_conditioncode c WHERE c.condition_id = k.id
          AND c.source NOT IN (%(source)s, 'COMMUNITY'))
    RETURNING k.id)
INSERT INTO conditions_conditionevent
    (condition_id, verb, at, by_id, from_state, to_state, note)
SELECT id, 'condition_retired', %(now)s, %(by)s, 'active', 'retired', %(note)s FROM moved
"""

CONDITIONS_RETURNED = """
WITH moved AS (
    UPDATE conditions_condition k
    SET status = 'active', replaced_by_id = NULL, changed_at = %(now)s
    FROM incoming_condition i WHERE i.condition_id = k.id AND k.status = 'retired'
    RETURNING k.id)
INSERT INTO conditions_conditionevent
    (condition_id, verb, at, by_id, from_state, to_state, note)
SELECT id, 'condition_returned', %(now)s, %(by)s, 'retired', 'active', %(note)s FROM moved
"""

NAMES_REMOVED = """
DELETE FROM conditions_conditionname n USING incoming_condition i
WHERE n.condition_id = i.condition_id AND n.source = %(source)s
  AND NOT EXISTS (SELECT FROM incoming_name x
      WHERE x.code = i.code AND x.text = n.text AND x.kind = n.kind)
"""

NAMES_ADDED = """
INSERT INTO conditions_conditionname
    (condition_id, text, kind, language, source, normalized)
SELECT i.condition_id, x.text, x.kind, %(language)s, %(source)s, conditions_form(x.text)
FROM incoming_name x JOIN incoming_condition i USING (code)
WHERE NOT EXISTS (SELECT FROM conditions_conditionname n
    WHERE n.condition_id = i.condition_id AND n.source = %(source)s
      AND n.language = %(language)s AND n.text = x.text)
ORDER BY i.line
"""

CODES_REMOVED = """
DELETE FROM conditions_conditioncode c USING incoming_condition i
WHERE c.condition_id = i.condition_id AND c.source = %(source)s
  AND NOT EXISTS (SELECT FROM incoming_code x
      WHERE x.code = i.code AND x.system = c.system AND x.value = c.value)
"""

CODES_ADDED = """
INSERT INTO conditions_conditioncode (condition_id, system, value, search_value, source)
SELECT i.condition_id, x.system, x.value, x.search_value, %(source)s
FROM incoming_code x JOIN incoming_condition i USING (code)
WHERE NOT EXISTS (SELECT FROM conditions_conditioncode c
    WHERE c.condition_id = i.condition_id AND c.source = %(source)s
      AND c.system = x.system AND c.value = x.value)
ORDER BY i.line
"""

PARENTS_REMOVED = """
DELETE FROM conditions_conditionparent p USING incoming_condition i
WHERE p.child_id = i.condition_id AND p.source = %(source)s
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

STEPS = {
    "conditions_added": CONDITIONS_ADDED,
    "identified": IDENTIFY_ADDED,
    "conditions_renamed": CONDITIONS_RENAMED,
    "conditions_retired": CONDITIONS_RETIRED,
    "conditions_returned": CONDITIONS_RETURNED,
    "names_removed": NAMES_REMOVED,
    "names_added": NAMES_ADDED,
    "codes_removed": CODES_REMOVED,
    "codes_added": CODES_ADDED,
    "parents_removed": PARENTS_REMOVED,
    "parents_added": PARENTS_ADDED,
    "parents_linked": PARENTS_LINKED,
}
