"""The data of the benchmark, made by SQL: people, topics, posts, participants."""

import random
from typing import Any

import psycopg2

WORDS = [
    "pain",
    "night",
    "sleep",
    "doctor",
    "hospital",
    "skin",
    "wound",
    "sodium",
    "treatment",
    "family",
    "hope",
    "question",
    "answer",
    "help",
    "kidney",
    "dialysis",
    "walk",
    "day",
    "week",
    "month",
    "year",
    "child",
    "mother",
    "father",
    "friend",
    "care",
    "nurse",
    "test",
    "result",
    "letter",
    "travel",
    "cost",
    "study",
    "gene",
    "name",
    "group",
    "story",
    "strong",
    "tired",
    "cold",
    "warm",
    "hand",
    "foot",
    "leg",
    "water",
    "food",
]


def sentences(count: int) -> list[str]:
    """`count` texts of about 570 characters, always the same."""
    chooser = random.Random(7)
    return [" ".join(chooser.choices(WORDS, k=98)) for _ in range(count)]


def seed(dsn: str, *, topics: int, posts: int, people: int, participants: int) -> dict[str, Any]:
    """Fill an empty house; one topic gets 1,000 posts, and the word 'thiosulfate' stands in 1 %
    of all posts. Answers with the ids that the requests need."""
    with psycopg2.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE texts (place int, text text)")
        for number, text in enumerate(sentences(500)):
            cursor.execute("INSERT INTO texts VALUES (%s, %s)", [number, text])
        cursor.execute(
            "SELECT id, public_id, slug FROM groups_community WHERE slug = 'calciphylaxis'"
        )
        community, public_id, slug = cursor.fetchone()
        _people(cursor, people, community)
        long_topic = _topics(cursor, community, topics)
        _posts(cursor, community, topics, posts, long_topic)
        _participants(cursor, participants)
    # The planner must know the new sizes, and VACUUM runs outside of a transaction only.
    connection = psycopg2.connect(dsn)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connection.close()
    return {"community": community, "public_id": public_id, "slug": slug, "long": long_topic}


def _people(cursor: Any, people: int, community: int) -> None:
    _copy_rows(
        cursor,
        "accounts_user",
        people,
        {
            "email": "'bench' || g || '@bench.example'",
            "display_name": "'Bench ' || g",
            "display_skeleton": "'bench ' || g",
            "public_id": "'b' || lpad(g::text, 9, '0')",
        },
    )
    _copy_rows(
        cursor,
        "groups_membership",
        people,
        {
            "community_id": str(community),
            "user_id": f"(SELECT max(id) FROM accounts_user) - {people} + g",
            "left_at": "NULL",
        },
    )
    cursor.execute(
        "UPDATE groups_community SET member_count = member_count + %s WHERE id = %s",
        [people, community],
    )


def _copy_rows(cursor: Any, table: str, count: int, changed: dict[str, str]) -> None:
    """Multiply one existing row of a table, with some columns changed."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        " AND is_generated = 'NEVER' AND column_name <> 'id' ORDER BY ordinal_position",
        [table],
    )
    columns = [row[0] for row in cursor.fetchall()]
    values = [changed.get(name, f's."{name}"') for name in columns]
    if "row_key" in columns:
        values[columns.index("row_key")] = "md5(random()::text || g)"
    names = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)}"
        f" FROM (SELECT * FROM {table} ORDER BY id LIMIT 1) s, generate_series(1, {count}) g"
    )


def _topics(cursor: Any, community: int, topics: int) -> int:
    cursor.execute(
        """
        INSERT INTO talk_topic (community_id, author_id, kind, title, language, state, pinned,
            post_count, last_post_at, last_post_author_id, version, created_at)
        SELECT %s, u.lo + g %% 4000, 'question', 'Question ' || g || ' about pain at night', 'en',
            'open', false, 0, now() - g * interval '7 minutes', u.lo + g %% 4000, 1,
            now() - g * interval '9 minutes'
        FROM generate_series(1, %s) g, (SELECT max(id) - 4500 AS lo FROM accounts_user) u
        """,
        [community, topics],
    )
    cursor.execute("SELECT max(id) FROM talk_topic")
    return int(cursor.fetchone()[0])


def _posts(cursor: Any, community: int, topics: int, posts: int, long_topic: int) -> None:
    each = (posts - 1_000) // (topics - 1)
    cursor.execute(
        """
        INSERT INTO talk_post (topic_id, community_id, heading, number, author_id, text, html,
            language, state, version, created_at)
        SELECT t.id, %(community)s, CASE WHEN n = 1 THEN t.title ELSE '' END, n,
            t.author_id, x.text, '<p>' || x.text || '</p>', 'en', 'visible', 1,
            t.created_at + n * interval '1 minute'
        FROM talk_topic t
        JOIN LATERAL generate_series(1, CASE WHEN t.id = %(long)s THEN 1000 ELSE %(each)s END) n
            ON true
        JOIN LATERAL (SELECT text || CASE WHEN (t.id * 31 + n) %% 100 = 0 THEN ' thiosulfate'
            ELSE '' END AS text FROM texts WHERE place = (t.id * 13 + n * 7) %% 500) x ON true
        WHERE t.id > %(long)s - %(topics)s
        """,
        {"community": community, "long": long_topic, "each": each, "topics": topics},
    )
    cursor.execute(
        "UPDATE talk_topic t SET post_count = c.n FROM (SELECT topic_id, count(*) n FROM talk_post"
        " GROUP BY topic_id) c WHERE c.topic_id = t.id"
    )


def _participants(cursor: Any, participants: int) -> None:
    _copy_rows(
        cursor,
        "enrollment_participant",
        participants,
        {
            "reference": "'RS-' || to_char(g, 'FM0000-0000')",
            "public_id": "'q' || lpad(g::text, 9, '0')",
        },
    )
