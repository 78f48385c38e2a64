"""Addresses of care: pages, and the API below /api/v1/."""

from django.urls import URLPattern, path

from forum.care.web import api, pages

app_name = "care"
urlpatterns: list[URLPattern] = [
    path("report/<slug:kind>/<int:pk>/", pages.ReportPage.as_view(), name="report"),
    path("reports/<int:pk>/", pages.DecisionPage.as_view(), name="decision"),
    path("desk/moderation/", pages.ModerationPage.as_view(), name="moderation"),
    path("desk/moderation/<int:pk>/", pages.DecidePage.as_view(), name="decide"),
]
api_urlpatterns: list[URLPattern] = [
    path("reports/", api.ReportsApi.as_view(), name="reports"),
    path("reports/<int:pk>/", api.ReportApi.as_view(), name="report"),
    path("reports/<int:pk>/decision/", api.DecisionApi.as_view(), name="decision"),
]
