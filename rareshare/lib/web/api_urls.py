"""The API's description: OpenAPI 3.1 and a page to read it, served from here without a CDN."""

from csp.decorators import csp_update
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from rareshare.lib.access import Access


class Schema(SpectacularAPIView):
    """The machine-readable description of every address below /api/v1/."""

    access = Access.PUBLIC
    authentication_classes = ()


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
