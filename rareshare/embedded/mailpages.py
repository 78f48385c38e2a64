"""What the mail catcher shows in a browser: a list and a letter, without any script."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from rareshare.embedded.mailbox import Bodies, Entry

STYLE = """\
body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1b1b1b;
background:#fff}h1{font-size:1.5rem}a{color:#0b4f8a}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.5rem;border-bottom:1px solid #ccc;vertical-align:top;
overflow-wrap:anywhere}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f5f5f5;
padding:1rem}iframe{width:100%;height:30rem;border:1px solid #ccc}button,input{font:inherit;
padding:.4rem .8rem}form{display:inline-block;margin:0 .5rem .5rem 0}
"""


def inbox(entries: Iterable[Entry], total: int, to: str) -> str:
    """All letters, the newest first."""
    rows = "".join(_row(entry) for entry in entries)
    table = (
        "<table><thead><tr><th>Subject</th><th>To</th><th>Came at (UTC)</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
        if rows
        else "<p>No letters here.</p>"
    )
    return _page(
        "Letters of the demo",
        "<p>Every letter that this RareShare sends ends here. None leaves this computer.</p>"
        '<form method="get" action="/"><label>Sent to '
        f'<input type="email" name="to" value="{escape(to)}"></label> <button>Show</button></form>'
        '<form method="post" action="/clear"><button>Throw all away</button></form>'
        f"<p>{total} letter{'' if total == 1 else 's'}</p>{table}",
    )


def _row(entry: Entry) -> str:
    subject = escape(entry.subject) or "(no subject)"
    return (
        f'<tr><td><a href="/messages/{entry.id}/">{subject}</a></td>'
        f"<td>{escape(', '.join(entry.recipients))}</td><td>{_moment(entry)}</td></tr>"
    )


def _moment(entry: Entry) -> str:
    return escape(entry.received_at[:19].replace("T", " "))


def letter(entry: Entry, bodies: Bodies) -> str:
    """One letter, as text and as its reader's program would show it."""
    facts = {
        "From": entry.sender,
        "To": ", ".join(entry.recipients),
        "Came at": f"{_moment(entry)} UTC",
        "Message-ID": entry.message_id,
    }
    rows = "".join(
        f"<tr><th>{name}</th><td>{escape(text)}</td></tr>" for name, text in facts.items()
    )
    frame = (
        f'<h2>With its looks</h2><iframe sandbox src="/messages/{entry.id}/html" '
        'title="The letter with its looks"></iframe>'
        if bodies.html
        else ""
    )
    return _page(
        entry.subject or "(no subject)",
        f'<p><a href="/">All letters</a> · <a href="/messages/{entry.id}/raw">The file</a></p>'
        f"<table><tbody>{rows}</tbody></table><h2>As text</h2><pre>{_linked(bodies.text)}</pre>"
        f"{frame}"
        f'<form method="post" action="/messages/{entry.id}/delete">'
        "<button>Throw away</button></form>",
    )


def _linked(text: str) -> str:
    """The text with its web addresses made into links, so that a letter can be answered."""
    lines = []
    for line in text.splitlines():
        words = [
            f'<a href="{escape(word)}">{escape(word)}</a>'
            if word.startswith(("http://", "https://"))
            else escape(word)
            for word in line.split(" ")
        ]
        lines.append(" ".join(words))
    return "\n".join(lines)


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
