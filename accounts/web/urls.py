"""Addresses of the account pages that are ours; the library's are in `library_urls`."""

from django.urls import path

from accounts.web import api, pages, people_api, people_pages

app_name = "accounts"
urlpatterns = [
    path("account/profile/", pages.ProfilePage.as_view(), name="profile"),
    path("account/sign-out-everywhere/", pages.SignOutEverywherePage.as_view(), name="sign-out"),
    path("me/privacy/", pages.PrivacyPage.as_view(), name="privacy"),
    path("me/notifications/", pages.LettersPage.as_view(), name="letters"),
    path("me/people/", people_pages.PeoplePage.as_view(), name="people"),
    path("me/people/<slug:public_id>/", people_pages.BlockPage.as_view(), name="block"),
    path("me/people/<slug:public_id>/end/", people_pages.UnblockPage.as_view(), name="unblock"),
    path("demo/", pages.DemoPage.as_view(), name="demo"),
]
api_urlpatterns = [
    path("tokens/", api.TokensApi.as_view(), name="tokens"),
    path("tokens/<str:token_id>/", api.TokenApi.as_view(), name="token"),
    path("blocks/", people_api.BlocksApi.as_view(), name="blocks"),
    path("blocks/<slug:public_id>/", people_api.BlockApi.as_view(), name="block"),
    path("me/", api.MeApi.as_view(), name="me"),
]
