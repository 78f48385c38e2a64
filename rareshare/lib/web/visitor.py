"""Where a request comes from, for limits only; never logged and never stored in the clear."""

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The visitor's address: the last hop that our own proxies (TRUSTED_PROXIES) did not add."""
    hops = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")
    trusted = int(settings.TRUSTED_PROXIES)
    if trusted and len(hops) >= trusted:
        return hops[-trusted].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
