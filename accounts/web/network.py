"""From which network a request comes: what limits at the door count by."""

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """The caller's address, for IPv6 its /64. X-Forwarded-For counts only as far as our own
    proxies wrote it: the entry that the outermost of them added."""
    text = request.META.get("REMOTE_ADDR") or "local"
    entries = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if settings.TRUSTED_PROXIES and len(entries) >= settings.TRUSTED_PROXIES:
        text = entries[-settings.TRUSTED_PROXIES]
    try:
        address = ip_address(text)
    except ValueError:
        return "local"
    if address.version == 4:
        return str(address)
    return str(ip_network(f"{address}/64", strict=False))
