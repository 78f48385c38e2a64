"""The API's description: OpenAPI 3.1 and a page to read it, served from here without a CDN."""

from hashlib import sha256
from threading import Lock

from csp.decorators import csp_update
from django.http import HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.cache import get_conditional_response
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from rareshare.lib.access import Access

_making = Lock()
_made: dict[str, tuple[bytes, str]] = {}


def _document(renderer: BaseRenderer) -> tuple[bytes, str]:
    """The document in one of our notations, and its ETag; made once per process, because making it
    takes half a second."""
    notation = renderer.media_type  # ours, not the reader's: nobody can fill the memory with names
    with _making:
        if notation not in _made:
            found = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
            text = renderer.render(found, renderer_context={})
            content = text if isinstance(text, bytes) else text.encode()
            _made[notation] = content, f'"{sha256(content).hexdigest()}"'
        return _made[notation]


class Schema(SpectacularAPIView):
    """The machine-readable description of every address below /api/v1/."""

    access = Access.PUBLIC
    authentication_classes = ()

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponseBase:
        """The whole document, or 304 where the reader has it."""
        renderer = request.accepted_renderer
        content, etag = _document(renderer)
        response = HttpResponse(content, content_type=renderer.media_type)
        response["ETag"] = etag
        return get_conditional_response(request._request, etag=etag, response=response) or response


class Docs(SpectacularSwaggerSplitView):
    """The same, to read and to try."""

    access = Access.PUBLIC
    authentication_classes = ()
    url_name = "api-schema"


# That page alone may style itself inline: the viewer's own script does so.
_docs = csp_update({"style-src": "'unsafe-inline'"})(Docs.as_view())

urlpatterns = [
    path("schema/", Schema.as_view(), name="api-schema"),
    path("docs/", _docs, name="api-docs"),
]
