"""Addresses of other sites that people give us. Only rareshare.lib.fetch ever opens one."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id")
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}", re.UNICODE)


def clean_weblink(text: str, field: str = "url", *, limit: int = 1000) -> str:
    """An http or https address with the name of a site. Other schemes, bare numbers as hosts,
    and names or passwords inside the address are refused."""
    url = clean_line(text, field, limit=limit)
    wrong = Invalid("Write a web address that starts with https:// or http://.", field=field)
    try:
        parts = urlsplit(url)
        port_is_real = parts.port is None or parts.port > 0
    except ValueError as error:
        raise wrong from error
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not port_is_real or re.search(r'[\s<>"\\^`]', url):
        raise wrong
    if not _HOST.fullmatch(host) or host.rpartition(".")[2].isdigit():
        raise Invalid("Write the whole address, with the name of the site.", field=field)
    if "@" in parts.netloc:
        raise Invalid("Leave names and passwords out of the address.", field=field)
    return url


def site_of(url: str) -> str:
    """The site that a reader will land on, such as example.org."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def canonical(url: str) -> str:
    """The address without the marks that only count readers, and without a place on the page."""
    parts = urlsplit(url)
    kept = [
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(pair[0].lower())
    ]
    unchanged = len(kept) == len(parse_qsl(parts.query, keep_blank_values=True))
    query = parts.query if unchanged else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
