"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import URLPattern, path

from communities.people.web import api, desk, pages

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("p/<slug:public_id>/", pages.PersonPage.as_view(), name="person"),
    path("me/profile/", pages.ProfilePage.as_view(), name="profile"),
    path("me/profile/as/<slug:who>/", pages.PreviewPage.as_view(), name="preview"),
    path("desk/reading/", desk.StopsPage.as_view(), name="stops"),
    path("desk/reading/<int:pk>/", desk.StopPage.as_view(), name="stop"),
]
api_urlpatterns: list[URLPattern] = [
    path("people/<slug:public_id>/", api.PersonApi.as_view(), name="person"),
    path("me/profile/", api.ProfileApi.as_view(), name="profile"),
]
