"""Addresses of this room: pages, and the API below /api/v1/. What readers see of a community's
page is composed in rareshare.home."""

from django.urls import path

from communities.pages.web import api, pages

app_name = "pages"
urlpatterns = [
    path(
        "c/<slug:public_id>/manage/sections/<slug:kind>/",
        pages.SectionPage.as_view(),
        name="section",
    ),
    path(
        "c/<slug:public_id>/manage/references/",
        pages.ReferencesPage.as_view(),
        name="references",
    ),
    path(
        "c/<slug:public_id>/manage/references/<int:pk>/removal/",
        pages.ReferenceRemovalPage.as_view(),
        name="reference-removal",
    ),
]
_community = "communities/<slug:public_id>"
api_urlpatterns = [
    path(f"{_community}/sections/", api.SectionsApi.as_view(), name="sections"),
    path(f"{_community}/sections/<slug:kind>/", api.SectionApi.as_view(), name="section"),
    path(
        f"{_community}/sections/<slug:kind>/versions/", api.VersionsApi.as_view(), name="versions"
    ),
    path(f"{_community}/references/", api.ReferencesApi.as_view(), name="references"),
    path(f"{_community}/references/<int:pk>/", api.ReferenceApi.as_view(), name="reference"),
]
