"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import path

from communities.conditions.web import api, pages

app_name = "conditions"
urlpatterns = [
    path("conditions/", pages.ConditionsPage.as_view(), name="conditions"),
    path("conditions/suggest/", pages.SuggestPage.as_view(), name="suggest"),
    path("conditions/<slug:slug>/", pages.ConditionPage.as_view(), name="condition"),
]
api_urlpatterns = [
    path("conditions/", api.ConditionsApi.as_view(), name="conditions"),
    path("conditions/<slug:key>/", api.ConditionApi.as_view(), name="condition"),
]
