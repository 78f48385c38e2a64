"""One effect and one answer per Idempotency-Key, however often and however parallel it is sent."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from rareshare.lib import crypto
from rareshare.lib.errors import Conflict, DomainError, Invalid
from rareshare.lib.json import dumps, loads
from rareshare.lib.models import IdempotencyRow

_KEPT_HEADERS = ("Location", "ETag")
_REFUSALS = (DomainError, APIException, Http404, PermissionDenied)


class OtherBody(DomainError):
    """The key was used for something else."""

    status = 422
    title = "This key was used for another request"


def once(
    handler: Callable[..., Response], request: Request, *args: Any, secret: bool, **kwargs: Any
) -> Response:
    """Run `handler` under the key's row; parallel copies wait on its unique key. A refusal frees
    the key, so that the request can be corrected, and keeps what the handler had committed (a
    counted try, a lock): a refused operation rolled itself back already. Any other error, and a
    refusal that left the transaction broken, undoes everything."""
    key = _checked(request.headers["Idempotency-Key"])
    scope = f"user:{request.user.pk}" if request.user.is_authenticated else "anonymous"
    row = IdempotencyRow(scope=scope, key=key, fingerprint=_fingerprint(request), secret=secret)
    outcome = _run(row, partial(handler, request, *args, **kwargs))
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _run(row: IdempotencyRow, handler: Callable[[], Response]) -> Response | Exception:
    """The answer, or the refusal: that one is returned, so that the transaction commits."""
    with transaction.atomic():
        IdempotencyRow.objects.bulk_create([row], ignore_conflicts=True)
        stored = IdempotencyRow.objects.select_for_update().get(scope=row.scope, key=row.key)
        if stored.row_key != row.row_key:
            return _replay(stored, row.fingerprint)
        try:
            response = handler()
        except _REFUSALS as refusal:
            try:
                stored.delete()
            except DatabaseError:  # a statement of the handler failed: nothing can be kept
                raise refusal from None
            return refusal
        _keep(stored, response)
        return response


def _checked(key: str) -> str:
    if not 1 <= len(key) <= 255 or not key.isascii() or not key.isprintable():
        raise Invalid("Idempotency-Key must be 1 to 255 printable ASCII characters.")
    return key


def _fingerprint(request: Request) -> str:
    parts = [request.method or "", request.get_full_path(), dumps(request.data, sort=True).decode()]
    return crypto.keyed_digest("idempotency", "\n".join(parts))


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
