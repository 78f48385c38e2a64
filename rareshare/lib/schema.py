"""OpenAPI 3.1: what every answer shares, and how a token is sent."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
_ANSWERS = {
    "400": "What was sent breaks a rule; `errors` points at the fields.",
    "401": "No token, or one that is not valid any more.",
    "403": "This account may not do this.",
    "404": "Nothing there, or nothing that this account may know of.",
    "405": "This address does not answer that method.",
    "409": "Not possible in the present state, or done already.",
    "411": "Send Content-Length; a body in chunks is not read.",
    "412": "It changed since it was read.",
    "413": "Larger than 1 MiB.",
    "415": "Send JSON.",
    "422": "The Idempotency-Key came with another body before.",
    "428": "Send If-Match.",
    "429": "Too many tries.",
    "503": "A part is down; nothing was changed.",
}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tells readers of the schema how the token is sent."""

    target_class = "rareshare.lib.wire.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """The HTTP bearer scheme (RFC 6750)."""
        return {"type": "http", "scheme": "bearer"}


def add_problem_answers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give every operation the shared problem answers, and every POST its Idempotency-Key."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in result.get("paths", {}).values():
        for method, operation in path.items():
            answers = operation.setdefault("responses", {})
            for code, text in _ANSWERS.items():
                answers.setdefault(code, {"description": text, "content": content})
            if method == "post":
                operation.setdefault("parameters", []).append(_KEY_HEADER)
    return result


_KEY_HEADER = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": "Same key and body: same answer, one effect. Same key, other body: 422.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}
