"""Addresses of the account pages that are ours; the library's are in `library_urls`."""

from django.urls import path

from accounts.web import api, pages

app_name = "accounts"
urlpatterns = [
    path("account/profile/", pages.ProfilePage.as_view(), name="profile"),
    path("account/sign-out-everywhere/", pages.SignOutEverywherePage.as_view(), name="sign-out"),
    path("me/privacy/", pages.PrivacyPage.as_view(), name="privacy"),
    path("me/notifications/", pages.LettersPage.as_view(), name="letters"),
    path("demo/", pages.DemoPage.as_view(), name="demo"),
]
api_urlpatterns = [
    path("tokens/", api.TokensApi.as_view(), name="tokens"),
    path("tokens/<str:token_id>/", api.TokenApi.as_view(), name="token"),
    path("me/", api.MeApi.as_view(), name="me"),
]
