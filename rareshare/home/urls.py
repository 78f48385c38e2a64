"""Addresses of the pages that look at several rooms."""

from django.urls import path

from rareshare.home.web import (
    api,
    community_pages,
    desk_pages,
    display_pages,
    front_pages,
    health_pages,
    help_pages,
    manage_pages,
    my_pages,
    robot_pages,
)

_PART = "sitemap/<slug:kind>/<int:number>.xml"
_HELLO = "c/<slug:public_id>/manage/hello/<slug:person>/"
_ANSWER = "desk/letterbox/<int:pk>/answer/"

app_name = "home"
urlpatterns = [
    path("", front_pages.FrontPage.as_view(), name="front"),
    path("robots.txt", robot_pages.RobotsPage.as_view(), name="robots"),
    path("sitemap.xml", robot_pages.SitemapPage.as_view(), name="sitemap"),
    path(_PART, robot_pages.SitemapPartPage.as_view(), name="sitemap-part"),
    path("help/", help_pages.HelpPage.as_view(), name="help"),
    path("help/contact/", help_pages.ContactPage.as_view(), name="contact"),
    path("help/contact/sent/", help_pages.ContactSentPage.as_view(), name="contact-sent"),
    path("privacy/", help_pages.PrivacyPage.as_view(), name="privacy"),
    path("accessibility/", help_pages.AccessibilityPage.as_view(), name="accessibility"),
    path("display/", display_pages.DisplayPage.as_view(), name="display"),
    path("c/<slug:slug>/", community_pages.CommunityPage.as_view(), name="community"),
    path("c/<slug:public_id>/manage/", manage_pages.ManagePage.as_view(), name="manage"),
    path(_HELLO, manage_pages.HelloPage.as_view(), name="hello"),
    path("c/<slug:public_id>/health/", health_pages.HealthPage.as_view(), name="health"),
    path("me/", my_pages.MyPage.as_view(), name="me"),
    path("desk/", desk_pages.DeskPage.as_view(), name="desk"),
    path("desk/communities/", health_pages.OverviewPage.as_view(), name="communities-desk"),
    path("desk/letterbox/", desk_pages.LetterboxPage.as_view(), name="letterbox"),
    path(_ANSWER, desk_pages.LetterboxAnswerPage.as_view(), name="letterbox-answer"),
]
api_urlpatterns = [
    path("communities/<slug:public_id>/health/", api.HealthApi.as_view(), name="health"),
]
