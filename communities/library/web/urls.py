"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import path

from communities.library.web import api, pages

app_name = "library"
urlpatterns = [
    path("c/<slug:public_id>/resources/", pages.LibraryPage.as_view(), name="library"),
    path("c/<slug:public_id>/resources/news/", pages.NewsLinkPage.as_view(), name="news-link"),
    path(
        "c/<slug:public_id>/resources/news/<int:pk>/decision/",
        pages.DecisionPage.as_view(),
        name="decision",
    ),
    path("c/<slug:public_id>/resources/new/", pages.ResourcePage.as_view(), name="resource"),
]
_community = "communities/<slug:public_id>"
api_urlpatterns = [
    path(f"{_community}/news/", api.NewsApi.as_view(), name="news"),
    path(f"{_community}/news/suggestions/", api.SuggestionsApi.as_view(), name="suggestions"),
    path(f"{_community}/news/<int:pk>/", api.NewsLinkApi.as_view(), name="news-link"),
    path(f"{_community}/news/<int:pk>/decision/", api.DecisionApi.as_view(), name="decision"),
    path(f"{_community}/resources/", api.ResourcesApi.as_view(), name="resources"),
]
