"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import URLPattern

app_name = "proposals"
urlpatterns: list[URLPattern] = []
api_urlpatterns: list[URLPattern] = []
