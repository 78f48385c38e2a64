"""The one statement behind a search: gather a few hundred likely forms, then compare each exactly.

Gathering asks for the rarest trigrams first, until a budget of rows is used up. Typing errors make
rare trigrams, which cost nothing, and common ones ("syndrome") say little, so the budget holds
the time of every search without losing what was meant. Ranking is by edit distance, in the order
of the words and with the words sorted, whichever is closer. Where only a part of a name was typed,
conditions that more is known about come first: many names, codes and kinds make an illness more
likely to be meant. LATERAL with OFFSET 0 keeps the joins small whatever the planner believes about
tables that were filled a moment ago.
"""

# Twice as many of each find no more of 2,000 questions, and take twice the time
# (bench/search_quality.py).
GRAM_BUDGET = 10_000
MOST_FORMS = 100
# How much a form loses for each trigram it has more or fewer than what was typed.
PER_GRAM = 0.15
MOST_STARTS = 60
# As many whatever is asked for, so that each page of an answer continues the one before.
MOST_NAMED = 100
# From this score on the whole name was typed, and nothing else counts.
WHOLE = 0.98
# What a part of a name gains by what is known of the condition, and where its title holds it too.
PER_KNOWN, IN_TITLE, PER_KIND, MOST_KINDS = 0.025, 0.02, 5, 4

SEARCH = """
WITH asked AS MATERIALIZED (
    SELECT left(form, 255) AS form, left(conditions_words(form), 255) AS words
    FROM (SELECT conditions_form(%(text)s) AS form) f
), grams AS (
    SELECT forms, ln(1 + 100000.0::float8 / frequency) AS weight,
        sum(frequency) OVER (ORDER BY frequency, gram) AS running
    FROM conditions_searchgram
    WHERE gram = ANY (ARRAY(SELECT unnest(show_trgm(words)) FROM asked))
), likely AS (
    SELECT packed >> 10 AS id
    FROM (SELECT unnest(forms) AS packed, weight FROM grams WHERE running <= %(budget)s) g
    GROUP BY packed
    ORDER BY sum(weight) - %(per_gram)s::float8 * abs(
        (packed & 1023) - (SELECT cardinality(show_trgm(words)) FROM asked)) DESC
    LIMIT %(most)s
), starting AS (
    SELECT f.id FROM conditions_searchform f, asked a
    WHERE f.form >= a.form AND f.form < a.form || chr(1114111) AND a.form <> ''
    ORDER BY length(f.form), f.form LIMIT %(starts)s
), candidate AS (
    SELECT id FROM likely
    UNION SELECT id FROM starting
    UNION SELECT f.id FROM conditions_searchform f, asked a WHERE f.words = a.words
), measured AS MATERIALIZED (
    SELECT f.form, f.form = a.form AS same, f.words = a.words AS same_words,
        starts_with(f.form, a.form) AS starts,
        (SELECT bool_and(' ' || f.words LIKE '%% ' || word || '%%')
            FROM unnest(string_to_array(a.words, ' ')) word) AS holds,
        word_similarity(a.form, f.form) AS likeness,
        least(length(a.form)::float8 / greatest(length(f.form), 1), 1) AS share,
        least(length(f.form)::float8 / greatest(length(a.form), 1), 1) AS asked_share,
        levenshtein(left(f.form, 255), a.form)::float8 AS steps,
        levenshtein(left(f.words, 255), a.words)::float8 AS word_steps,
        greatest(length(f.form), length(a.form), 1) AS size
    FROM asked a, candidate, LATERAL (
        SELECT form, words FROM conditions_searchform WHERE id = candidate.id OFFSET 0) f
), scored AS (
    SELECT form, same OR same_words OR starts OR holds AS literal, CASE
        WHEN same THEN 1.0
        WHEN same_words THEN 0.99
        ELSE greatest(
            CASE WHEN starts THEN 0.80 + 0.18 * share WHEN holds THEN 0.78 + 0.18 * share END,
            0.98 * (1 - least(steps, word_steps) / size),
            0.75 * likeness * least(1, 2 * asked_share)) END - 0.002 * steps / size AS score
    FROM measured
), named AS (
    SELECT n.condition_id, n.text, n.kind, s.score, s.literal
    FROM (SELECT * FROM scored WHERE score >= %(least)s ORDER BY score DESC LIMIT %(named)s) s,
    LATERAL (SELECT condition_id, text, kind FROM conditions_conditionname
        WHERE normalized = s.form OFFSET 0) n
    UNION ALL
    SELECT condition_id, system || ' code ' || value, 'code',
        2 - coalesce(array_position(%(systems)s::text[], system::text), 20) / 100.0
            + CASE WHEN relation = 'E' AND validated THEN 0.002 ELSE 0 END
            + CASE WHEN EXISTS (SELECT FROM conditions_sourcerecord r
                WHERE r.source || ' ' || c.system IN ('ORPHANET ORPHA', 'MONDO MONDO')
                  AND r.code = c.value AND r.condition_id = c.condition_id AND r.in_use)
              THEN 0.005 ELSE 0 END, true
    FROM conditions_conditioncode c
    WHERE search_value = %(code)s AND system = ANY (%(within)s::text[])
), best AS (
    SELECT DISTINCT ON (k.id) k.id, k.key, k.slug, k.name, k.sort_name, m.text, m.kind, m.score,
        m.literal,
        lower(m.text) = lower(%(text)s) AS to_the_letter
    FROM named m,
    LATERAL (SELECT coalesce(replaced_by_id, id) AS id FROM conditions_condition
        WHERE id = m.condition_id OFFSET 0) bearer,
    LATERAL (SELECT id, key, slug, name, sort_name FROM conditions_condition
        WHERE id = bearer.id AND status = 'active' OFFSET 0) k
    ORDER BY k.id, m.score DESC, to_the_letter DESC,
        m.kind = 'preferred' DESC, m.kind = 'abbreviation', m.text
), ranked AS (
    SELECT best.*, known, CASE WHEN score >= %(whole)s::float8 THEN 1 + score
        WHEN literal THEN score + %(per_known)s::float8 * ln(1 + known)
            + CASE WHEN strpos(sort_name, form) > 0 THEN %(in_title)s::float8 ELSE 0 END
        ELSE score END AS rank
    FROM asked, best, LATERAL (SELECT CASE WHEN literal THEN
        (SELECT count(*) FROM conditions_conditionname WHERE condition_id = best.id)
        + (SELECT count(*) FROM conditions_conditioncode WHERE condition_id = best.id)
        + %(per_kind)s * (SELECT count(*) FROM (SELECT FROM conditions_conditionparent
            WHERE parent_id = best.id LIMIT %(most_kinds)s) kinds)
        ELSE 0 END AS known OFFSET 0) k
)
SELECT id, key, slug, name, text, kind, score, literal FROM ranked
ORDER BY rank DESC, to_the_letter DESC,
    kind = 'preferred' DESC, kind = 'abbreviation', known DESC, length(text), name
LIMIT %(limit)s
"""
