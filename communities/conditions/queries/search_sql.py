"""The one statement behind a search: gather a few hundred likely forms, then compare each exactly.

Gathering asks for the rarest trigrams first, until a budget of rows is used up. Typing errors make
rare trigrams, which cost nothing, and common ones ("syndrome") say little, so the budget holds
the time of every search without losing what was meant. Ranking is by edit distance, in the order
of the words and with the words sorted, whichever is closer. LATERAL with OFFSET 0 keeps the joins
small whatever the planner believes about tables that were filled a moment ago.
"""

# Twice as many of each find no more of 2,000 questions, and take twice the time
# (bench/search_quality.py).
GRAM_BUDGET = 10_000
MOST_FORMS = 100
# How much a form loses for each trigram it has more or fewer than what was typed.
PER_GRAM = 0.15
MOST_STARTS = 60

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
            0.75 * likeness) END - 0.002 * steps / size AS score
    FROM measured
), named AS (
    SELECT n.condition_id, n.text, n.kind, s.score, s.literal
    FROM (SELECT * FROM scored WHERE score >= %(least)s ORDER BY score DESC LIMIT %(limit)s * 4) s,
    LATERAL (SELECT condition_id, text, kind FROM conditions_conditionname
        WHERE normalized = s.form OFFSET 0) n
    UNION ALL
    SELECT condition_id, system || ' code ' || value, 'code',
        2 - coalesce(array_position(%(systems)s::text[], system::text), 20) / 100.0, true
    FROM conditions_conditioncode
    WHERE search_value = %(code)s AND system = ANY (%(within)s::text[])
), best AS (
    SELECT DISTINCT ON (k.id) k.id, k.key, k.slug, k.name, m.text, m.kind, m.score, m.literal,
        lower(m.text) = lower(%(text)s) AS to_the_letter
    FROM named m,
    LATERAL (SELECT coalesce(replaced_by_id, id) AS id FROM conditions_condition
        WHERE id = m.condition_id OFFSET 0) bearer,
    LATERAL (SELECT id, key, slug, name FROM conditions_condition
        WHERE id = bearer.id AND status = 'active' OFFSET 0) k
    ORDER BY k.id, m.score DESC, to_the_letter DESC,
        m.kind = 'preferred' DESC, m.kind = 'abbreviation', m.text
)
SELECT id, key, slug, name, text, kind, score, literal FROM best
ORDER BY score DESC, to_the_letter DESC,
    kind = 'preferred' DESC, kind = 'abbreviation', length(text), name
LIMIT %(limit)s
"""
