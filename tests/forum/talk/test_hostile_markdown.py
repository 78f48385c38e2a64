"""Hostile Markdown: 500 and more payloads, none of which leaves anything that runs."""

import contextlib
import itertools
import re
import time
from html.parser import HTMLParser

import pytest
from django.utils.html import conditional_escape, escape

from forum.talk.operations import writing
from rareshare.lib.errors import Invalid
from rareshare.lib.text import plain, to_html

SCRIPTS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>1</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "//evil.example/%0d%0a",
    "file:///etc/passwd",
    "blob:x",
    "ftp://x",
    "feed:x",
    "javascript://%0aalert(1)",
    "jar:javascript:x",
    "view-source:x",
    "about:blank",
]
LINKS = [
    "[a]({})",
    "[a](<{}>)",
    "<{}>",
    '[a]({} "title")',
    "[a][1]\n\n[1]: {}",
    "![a]({})",
    "[![a]({})]({})",
    '<a href="{}">a</a>',
    "<a href={}>a</a>",
    "<img src={}>",
    '<iframe src="{}"></iframe>',
    '<form action="{}"><button>',
    '<object data="{}">',
    '<svg><a xlink:href="{}">',
    '<math href="{}">',
    "* [a]({})\n> [b]({})",
    "# [a]({})",
    "| a |\n|---|\n| [x]({}) |",
    "<link href={} rel=stylesheet>",
    '<base href="{}">',
    '<meta http-equiv=refresh content="0;url={}">',
]
HANDLERS = [
    "onload",
    "onerror",
    "onclick",
    "onmouseover",
    "onfocus",
    "ontoggle",
    "onbegin",
    "onanimationstart",
    "onpointerenter",
    "onscrollend",
]
TAGS = [
    "<img src=x {}=alert(1)>",
    "<svg {}=alert(1)>",
    "<details open {}=alert(1)>",
    "<a href=x {}=alert(1)>x</a>",
    "<p {}=alert(1)>x",
    "<b\n{}\n=\nalert(1)>",
    '<td {}="alert(1)">',
    "<strong/{}=alert(1)>",
]
BLOCKS = [
    "<script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT>",
    "<script src=//x></script>",
    "<scr<script>ipt>alert(1)</script>",
    "<style>*{background:url(javascript:x)}</style>",
    "<textarea><script>alert(1)</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>1</script></template>",
    "<!--><script>1</script>",
    "<![CDATA[<script>1</script>]]>",
    "<?php echo 1 ?>",
    "<xmp><script>1</script></xmp>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<p style=position:fixed>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "```<script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "    <script>1</script>",
    "<button formaction=javascript:alert(1)>",
    "<marquee onstart=alert(1)>",
    "<h1 id=main name=main class=btn>",
    "<p id=csrfmiddlewaretoken>",
    "&lt;script&gt;",
    "<plaintext>",
    "<frameset onload=alert(1)>",
    "<dialog open>",
    "<body onload=alert(1)>",
]
WRAPS = ["{}", "> {}", "* {}", "1. {}", "**{}**", "# {}", "text {} text", "\n\n{}\n\n"]

PAYLOADS = [
    *(link.replace("{}", script) for link, script in itertools.product(LINKS, SCRIPTS)),
    *(tag.replace("{}", handler) for tag, handler in itertools.product(TAGS, HANDLERS)),
    *(wrap.replace("{}", block) for wrap, block in itertools.product(WRAPS, BLOCKS)),
]
ALLOWED = set(
    re.findall(
        r"\w+",
        """p br hr em strong s blockquote ul ol li pre code a h3 h4 h5 h6
    table thead tbody tr th td""",
    )
)


SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-\t\r\n]*):")


class Reader(HTMLParser):
    """Walks the HTML as a browser would and refuses all that could act."""

    def handle_starttag(self, tag, attrs):
        assert tag in ALLOWED, tag
        for name, value in attrs:
            assert name in {"href", "title", "rel", "start", "style"}, (tag, name)
            assert name != "style", (tag, value)
            if name == "href":
                # What has no scheme is a path of our own; `%` and `&` cannot stand in a scheme.
                scheme = SCHEME.match(value)
                assert scheme is None or scheme.group(1).lower() in {"http", "https", "mailto"}

    handle_startendtag = handle_starttag

    def handle_comment(self, data):
        raise AssertionError(data)

    def handle_pi(self, data):
        raise AssertionError(data)

    def handle_decl(self, decl):
        raise AssertionError(decl)


def test_there_are_more_than_500():
    assert len(set(PAYLOADS)) > 500


@pytest.mark.parametrize("start", range(0, len(PAYLOADS), 100))
def test_nothing_that_runs_is_left(start):
    for payload in PAYLOADS[start : start + 100]:
        reader = Reader()
        reader.feed(to_html(payload))
        reader.close()
        # Plain text may say "<script>", but never claims to be safe: templates escape it.
        text = plain(payload)
        assert "<" not in conditional_escape(text)
        assert conditional_escape(text) == escape(text)


@pytest.mark.parametrize(
    "bomb",
    [
        "> " * 10_000,
        "[" * 20_000,
        "*" * 20_000,
        "`" * 19_999,
        "<" * 20_000,
        "![" * 10_000,
        "* " * 10_000,
        "_a" * 10_000,
        "@name " * 3_300,
        "|a" * 10_000 + "\n" + "|-" * 5_000,
        "[a](" * 5_000,
        "\\" * 20_000,
        "<!--" * 5_000,
        "&" * 20_000,
        "a\n" * 10_000,
    ],
)
def test_no_text_takes_long(bomb):
    """Refused, or read at once: one post never holds up the others."""
    before = time.process_time()
    with contextlib.suppress(Invalid):
        to_html(writing.checked_text(bomb[:20_000]))
    assert time.process_time() - before < 1
