"""Figures as ratios, beside what was aimed at; absolute ones carry no further than this run."""

import json
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# name: (what is divided by what, the aim, "min" or "max")
RATIOS = {
    "topic_list_json_to_django": ("topic_list_json", "django", 0.50, "min"),
    "topic_list_json_signed_in_to_django": ("topic_list_json_signed_in", "django", 0.35, "min"),
    "topic_list_html_to_django": ("topic_list_html", "django", 0.36, "min"),
    "topic_html_to_django": ("topic_html_first", "django", 0.36, "min"),
    "deep_to_first": ("topic_list_json_deep", "topic_list_json", 0.90, "min"),
    "last_to_first": ("topic_html_last", "topic_html_first", 0.90, "min"),
    "search_to_sql": ("search", "sql_search", 0.60, "min"),
}


def write(rows: dict[str, Any], memory: float, queries: dict[str, int], *, quick: bool) -> None:
    """Print everything; write results.json, and the first part of RESULTS.md."""
    ratios = {
        name: round(rows[ours].rps / rows[limit].rps, 3)
        for name, (ours, limit, _, _) in RATIOS.items()
    }
    ratios["reply_to_sql"] = round(rows["reply"].p50 / rows["reply_sql"].p50, 2)
    text = "\n".join(_lines(rows, ratios, memory, queries, quick=quick))
    print(text)
    (HERE / "results.json").write_text(
        json.dumps({"ratios": ratios, "sql": queries, "worker_mib": round(memory, 1)}, indent=2)
        + "\n"
    )
    path = HERE / "RESULTS.md"
    notes = path.read_text().partition("## Notes")[2] if path.exists() else "\n"
    path.write_text(f"{text}\n\n## Notes{notes}")


def _lines(
    rows: dict[str, Any],
    ratios: dict[str, float],
    memory: float,
    queries: dict[str, int],
    *,
    quick: bool,
) -> list[str]:
    aims = {name: (aim, kind) for name, (_, _, aim, kind) in RATIOS.items()}
    aims["reply_to_sql"] = (10.0, "max")
    lines = [
        "# Results",
        "",
        f"{time.strftime('%Y-%m-%d')}, {'quick' if quick else 'full'} run of `make bench`: 10,000"
        " topics, 200,000 posts (one topic has 1,000), 5,000 members, 20,000 participants; client,"
        " server and database share the machine's cores; 4 connections. Only ratios carry over.",
        "",
        "| ratio | aim | reached |",
        "| --- | --- | --- |",
    ]
    for name, value in ratios.items():
        aim, kind = aims[name]
        met = value >= aim if kind == "min" else value <= aim
        word = "at least" if kind == "min" else "at most"
        lines.append(f"| `{name}` | {word} {aim:g} | {value:g}{'' if met else ' (missed)'} |")
    lines += ["", "| what | requests/s | p50 ms | p99 ms |", "| --- | --- | --- | --- |"]
    lines += [f"| {n} | {f.rps:,.0f} | {f.p50:.2f} | {f.p99:.2f} |" for n, f in rows.items()]
    lines += ["", "| SQL statements per page | |", "| --- | --- |"]
    lines += [f"| {name} | {count} |" for name, count in queries.items()]
    met = "" if memory <= 70 else " (missed)"
    lines += ["", f"Memory of a web worker (PSS): {memory:.0f} MiB, aim at most 70{met}."]
    return lines
