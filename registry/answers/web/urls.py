"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import path

from registry.answers.web import api, pages

app_name = "answers"
urlpatterns = [
    path("me/registry/answers/", pages.AnswersPage.as_view(), name="sections"),
    path("me/registry/answers/<slug:section>/", pages.SectionPage.as_view(), name="section"),
]
api_urlpatterns = [
    path(
        "registry/enrollments/<str:reference>/responses/",
        api.ResponsesApi.as_view(),
        name="responses",
    ),
]
