"""Addresses of this room: pages, and the API below /api/v1/. Names that begin with `shelf-` are
those of the whole site; all others belong to one community."""

from django.urls import path

from communities.library.web import api, deciding, desk, feeds, feeds_api, pages, suggesting, xml

app_name = "library"
_c = "c/<slug:public_id>"
urlpatterns = [
    path(f"{_c}/resources/", pages.LibraryPage.as_view(), name="library"),
    path(f"{_c}/news/", pages.NewsPage.as_view(), name="news"),
    path(f"{_c}/resources/news/", suggesting.NewsLinkPage.as_view(), name="news-link"),
    path(f"{_c}/resources/new/", suggesting.ResourcePage.as_view(), name="resource"),
    path(f"{_c}/resources/waiting/", deciding.WaitingPage.as_view(), name="waiting"),
    path(
        f"{_c}/resources/news/<int:pk>/decision/", deciding.DecisionPage.as_view(), name="decision"
    ),
    path(
        f"{_c}/resources/<int:pk>/decision/",
        deciding.ResourceDecisionPage.as_view(),
        name="resource-decision",
    ),
    path(
        f"{_c}/resources/news/<int:pk>/change/",
        suggesting.NewsChangePage.as_view(),
        name="news-change",
    ),
    path(
        f"{_c}/resources/<int:pk>/change/",
        suggesting.ResourceChangePage.as_view(),
        name="resource-change",
    ),
    path(f"{_c}/resources/feeds/", feeds.FeedsPage.as_view(), name="feeds"),
    path(f"{_c}/resources/feeds/<int:pk>/stop/", feeds.StopFeedPage.as_view(), name="feed-stop"),
    path("c/<slug:slug>/news.xml", xml.FeedPage.as_view(), name="feed"),
    path("me/library/", pages.MinePage.as_view(), name="mine"),
    path("news.xml", xml.FeedPage.as_view(), name="shelf-feed"),
    path("resources/", pages.LibraryPage.as_view(), name="shelf-library"),
    path("news/", pages.NewsPage.as_view(), name="shelf-news"),
    path("resources/news/", suggesting.NewsLinkPage.as_view(), name="shelf-news-link"),
    path("resources/new/", suggesting.ResourcePage.as_view(), name="shelf-resource"),
    path("desk/library/", desk.WaitingDesk.as_view(), name="shelf-waiting"),
    path(
        "desk/library/news/<int:pk>/decision/",
        desk.DecisionDesk.as_view(),
        name="shelf-decision",
    ),
    path(
        "desk/library/resources/<int:pk>/decision/",
        desk.ResourceDecisionDesk.as_view(),
        name="shelf-resource-decision",
    ),
    path(
        "desk/library/news/<int:pk>/change/",
        desk.NewsChangeDesk.as_view(),
        name="shelf-news-change",
    ),
    path(
        "desk/library/resources/<int:pk>/change/",
        desk.ResourceChangeDesk.as_view(),
        name="shelf-resource-change",
    ),
    path("desk/library/feeds/", desk.FeedsDesk.as_view(), name="shelf-feeds"),
    path("desk/library/feeds/<int:pk>/stop/", desk.StopFeedDesk.as_view(), name="shelf-feed-stop"),
]
# Each door stands twice: below a community, and at the top for the shelf of the whole site.
_doors = [
    ("news/", api.NewsApi, "news"),
    ("news/<int:pk>/", api.NewsLinkApi, "news-link"),
    ("news/<int:pk>/decision/", api.NewsDecisionApi, "decision"),
    ("resources/", api.ResourcesApi, "resources"),
    ("resources/<int:pk>/", api.ResourceApi, "resource"),
    ("resources/<int:pk>/decision/", api.ResourceDecisionApi, "resource-decision"),
    ("feeds/", feeds_api.FeedsApi, "feeds"),
    ("feeds/<int:pk>/", feeds_api.FeedApi, "feed"),
]
api_urlpatterns = [
    path(f"{prefix}{route}", view.as_view(), name=f"{names}{name}")
    for prefix, names in (("communities/<slug:public_id>/", ""), ("", "shelf-"))
    for route, view, name in _doors
]
