"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import path

from registry.updates.web import api, pages

app_name = "updates"
urlpatterns = [
    path("check/<str:token>/", pages.CheckPage.as_view(), name="check"),
    path("me/registry/update/", pages.ConfirmPage.as_view(), name="confirm"),
    # A letter shows this address, so it says nothing about the registry.
    path("me/pause/", pages.PausePage.as_view(), name="pause"),
]
_OWN = "registry/enrollments/<str:reference>/"
api_urlpatterns = [
    path(f"{_OWN}updates/", api.UpdatesApi.as_view(), name="updates"),
    path(f"{_OWN}updates/pause/", api.PauseApi.as_view(), name="pause"),
    path(f"{_OWN}confirmations/", api.ConfirmationsApi.as_view(), name="confirmations"),
]
