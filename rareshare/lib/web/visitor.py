"""Where a request comes from, for limits and allowed addresses; never logged and never stored in
the clear."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """The visitor's address. X-Forwarded-For counts only as far as our own proxies
    (TRUSTED_PROXIES) wrote it: the entry that the outermost of them added."""
    text = str(request.META.get("REMOTE_ADDR", ""))
    entries = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    trusted = int(settings.TRUSTED_PROXIES)
    if trusted and len(entries) >= trusted and any(map(str.strip, entries)):
        text = entries[-trusted].strip()
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def network_of(request: HttpRequest) -> str:
    """What limits count by: the visitor's address, for IPv6 its /64, of which every address is
    free to take for whoever has one."""
    address = address_of(request)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address or "local")
