"""Addresses of sign-in, sign-up, password and second factor (the library's views, our pages)."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("account/second-step/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
]
