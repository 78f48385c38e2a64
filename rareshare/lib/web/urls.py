"""Addresses of the house itself."""

from django.urls import path

from rareshare.lib.web.health import Metrics
from rareshare.lib.web.unsubscribe import UnsubscribePage

app_name = "lib"
urlpatterns = [
    path("e/<str:token>/", UnsubscribePage.as_view(), name="unsubscribe"),
    path("metrics", Metrics.as_view(), name="metrics"),
]
