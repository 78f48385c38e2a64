"""What happens to every request before and after its door."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import cached_property

from rareshare.lib.doors import Door, opened
from rareshare.lib.web import answers, health

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """`/livez` touches nothing; `/readyz` asks the database and the keys, never Redis. Both answer
    before hosts, sessions and cookies matter."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer health questions here, everything else behind."""
        path = request.path_info.rstrip("/")
        if path == "/livez":
            return HttpResponse("alive\n", content_type="text/plain")
        if path == "/readyz":
            return health.ready()
        return self.get_response(request)


class ContentPolicyMiddleware(CSPMiddleware):
    """The policy of the settings is the same for nearly every answer, so it is written once; an
    answer that asked for its own gets its own."""

    @cached_property
    def usual(self) -> str:
        """The header that answers without wishes carry."""
        return build_policy()

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Set the usual header where nothing speaks for another one."""
        wishes = any(name.startswith("_csp") for name in response.__dict__)
        if wishes or "_csp_nonce" in request.__dict__:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self.usual)
        return response


class LastResortMiddleware:
    """No answer leaves without saying what to do: a bare error of the framework gets its page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Replace empty 405 answers; leave the rest."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            allow = response.get("Allow", "")
            response = answers.plain_error(request, 405)
            response["Allow"] = allow
        return response


class HostileInputMiddleware:
    """NUL and bytes that are no UTF-8 in a path or query are refused before anything reads them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """400 for what cannot be text."""
        query = request.META.get("QUERY_STRING", "")
        raw = unquote_to_bytes(query.replace("+", " ")) + request.path_info.encode(
            "utf-8", "surrogatepass"
        )
        try:
            hostile = "\0" in raw.decode()
        except UnicodeDecodeError:
            hostile = True
        if hostile or len(query) > 8_192:
            return answers.plain_error(request, 400)
        if "Transfer-Encoding" in request.headers:  # a body without a size would be read as empty
            return answers.plain_error(request, 411)
        if _declared_size(request) > answers.MOST_BODY:
            return answers.plain_error(request, 413)
        return self.get_response(request)


class DoorMiddleware:
    """Requests that reach a door of a library (sign-in, admin) use the page's database role."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Open the role for the whole request; our own doors open theirs inside."""
        with opened(Door.PAGE):
            return self.get_response(request)


def _declared_size(request: HttpRequest) -> int:
    size = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(size) if size.isdigit() else 0
