"""Addresses of other sites that people give us. Only rareshare.lib.fetch ever opens one."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from rareshare.lib import targets
from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id")
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}", re.UNICODE)


def clean_weblink(
    text: str, field: str = "url", *, limit: int = 1000, plain_too: bool = False
) -> str:
    """An https address with the name of a site; http only where `plain_too`, for what other sites
    publish themselves. Other schemes and ports, bare numbers as hosts, names or passwords inside
    the address, and names that mix alphabets are refused."""
    url = clean_line(text, field, limit=limit)
    wrong = Invalid("Write a web address that starts with https://.", field=field)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise wrong from error
    usual = {"https": 443, "http": 80} if plain_too else {"https": 443}
    if parts.scheme not in usual or re.search(r'[\s<>"\\^`]', url):
        raise wrong
    if port not in {None, usual[parts.scheme]}:
        raise Invalid("Leave the number after the colon out of the address.", field=field)
    _check_host(parts.hostname or "", field)
    if "@" in parts.netloc:
        raise Invalid("Leave names and passwords out of the address.", field=field)
    return url


def _check_host(host: str, field: str) -> None:
    if ":" in host or host.rpartition(".")[2].isdigit():
        text = "Write the name of the site, such as example.org. We do not take numbers."
        raise Invalid(text, field=field)
    if not _HOST.fullmatch(host):
        raise Invalid("Write the whole address, with the name of the site.", field=field)
    try:
        targets.plain_name(host)
    except targets.Refused as error:
        text = "This name mixes letters that look alike. Copy the address from the site itself."
        raise Invalid(text, field=field) from error


def site_of(url: str) -> str:
    """The site that a reader will land on, such as example.org. A name that is not written in plain
    Latin letters stands beside the one that is looked up, so that it cannot pass for another."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if host.isascii():
        return host
    try:
        return f"{host} ({targets.plain_name(host)})"
    except targets.Refused:
        return f"{host} (a name that mixes alphabets)"


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
