"""One effect and one answer per Idempotency-Key, however often and however parallel it is sent."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from rareshare.lib.errors import Conflict, DomainError, Invalid
from rareshare.lib.json import dumps, loads
from rareshare.lib.models import IdempotencyRow

_KEPT_HEADERS = ("Location", "ETag")


class OtherBody(DomainError):
    """The key was used for something else."""

    status = 422
    title = "This key was used for another request"


def once(
    handler: Callable[..., Response], request: Request, *args: Any, secret: bool, **kwargs: Any
) -> Response:
    """Run `handler` under the key's row. Parallel copies wait on its unique key; an error rolls
    the row back with everything else, so the request can be corrected and sent again."""
    key = _checked(request.headers["Idempotency-Key"])
    scope = f"user:{request.user.pk}" if request.user.is_authenticated else "anonymous"
    fingerprint = _fingerprint(request)
    with transaction.atomic():
        row = IdempotencyRow(scope=scope, key=key, fingerprint=fingerprint, secret=secret)
        IdempotencyRow.objects.bulk_create([row], ignore_conflicts=True)
        stored = IdempotencyRow.objects.select_for_update().get(scope=scope, key=key)
        if stored.row_key != row.row_key:
            return _replay(stored, fingerprint)
        response = handler(request, *args, **kwargs)
        _keep(stored, response)
        return response


def _checked(key: str) -> str:
    if not 1 <= len(key) <= 255 or not key.isascii() or not key.isprintable():
        raise Invalid("Idempotency-Key must be 1 to 255 printable ASCII characters.")
    return key


def _fingerprint(request: Request) -> str:
    parts = [request.method or "", request.get_full_path(), dumps(request.data, sort=True).decode()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _replay(stored: IdempotencyRow, fingerprint: str) -> Response:
    if stored.fingerprint != fingerprint:
        raise OtherBody("Use a new Idempotency-Key: this one came with another body before.")
    if stored.secret:
        raise Conflict("This was done already. Its answer held a secret and is not repeated.")
    response = Response(loads(stored.answer or "null"), status=stored.status)
    for name, value in stored.headers.items():
        response[name] = value
    return response


def _keep(stored: IdempotencyRow, response: Response) -> None:
    stored.status = response.status_code
    if not stored.secret:
        stored.answer = dumps(response.data).decode()
    stored.headers = {name: response[name] for name in _KEPT_HEADERS if name in response}
    stored.save()
