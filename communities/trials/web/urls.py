"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import path

from communities.trials.web import api, pages, watch_pages

app_name = "trials"
urlpatterns = [
    path("conditions/<slug:slug>/trials/", pages.TrialsPage.as_view(), name="trials"),
    path("conditions/<slug:slug>/trials/<slug:nct_id>/", pages.TrialPage.as_view(), name="trial"),
    path("me/trials/", watch_pages.WatchesPage.as_view(), name="watches"),
    path("me/trials/read/", watch_pages.ReadPage.as_view(), name="read"),
    path("me/trials/<int:pk>/end/", watch_pages.EndPage.as_view(), name="end"),
]
api_urlpatterns = [
    path("communities/<slug:public_id>/trials/", api.TrialsApi.as_view(), name="trials"),
    path("trials/<slug:nct_id>/", api.TrialApi.as_view(), name="trial"),
    path("trial-watches/", api.WatchesApi.as_view(), name="watches"),
    path("trial-watches/<int:pk>/", api.WatchApi.as_view(), name="watch"),
    path("trial-news/", api.NewsApi.as_view(), name="news"),
    path("trial-news/read/", api.NewsReadApi.as_view(), name="news-read"),
]
