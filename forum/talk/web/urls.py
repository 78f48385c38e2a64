"""Addresses of talk: pages, and the API below /api/v1/."""

from django.urls import URLPattern, path

from forum.talk.web import api, pages, post_api, topic_api, writing_pages

app_name = "talk"
_TOPIC = "c/<slug:public_id>/talk/<int:topic_id>/"
_POST = _TOPIC + "posts/<int:number>/"


def _order(verb: str, done: str) -> URLPattern:
    view = writing_pages.OrderPage.as_view(verb=verb, done=done)
    return path(f"{_TOPIC}{verb}/", view, name=verb)


urlpatterns: list[URLPattern] = [
    path("me/talk/<int:topic_id>/<int:number>/", pages.LetterPage.as_view(), name="letter"),
    path("c/<slug:public_id>/talk/", pages.TopicsPage.as_view(), name="topics"),
    path("c/<slug:public_id>/talk/new/", writing_pages.NewTopicPage.as_view(), name="new"),
    path(_TOPIC, pages.TopicPage.as_view(), name="topic"),
    path(f"{_TOPIC}reply/", writing_pages.ReplyPage.as_view(), name="reply"),
    path(f"{_TOPIC}follow/", writing_pages.FollowPage.as_view(), name="follow"),
    path(f"{_TOPIC}notes/", writing_pages.NotesPage.as_view(), name="notes"),
    _order("lock", "The topic is locked now. Nobody can reply."),
    _order("unlock", "The topic is open again."),
    _order("pin", "The topic stays at the top of the list now."),
    _order("unpin", "The topic takes its place by date again."),
    path(f"{_POST}edit/", writing_pages.EditPage.as_view(), name="edit"),
    path(f"{_POST}remove/", writing_pages.RemovePage.as_view(), name="remove"),
    path(f"{_POST}history/", pages.HistoryPage.as_view(), name="history"),
]
api_urlpatterns: list[URLPattern] = [
    path("communities/<slug:public_id>/topics/", topic_api.TopicsApi.as_view(), name="topics"),
    path("topics/<int:topic_id>/", topic_api.TopicApi.as_view(), name="topic"),
    path("topics/<int:topic_id>/posts/", post_api.PostsApi.as_view(), name="posts"),
    path("topics/<int:topic_id>/read/", topic_api.ReadApi.as_view(), name="read"),
    path("topics/<int:topic_id>/follow/", topic_api.FollowApi.as_view(), name="follow"),
    path("posts/<int:post_id>/", post_api.PostApi.as_view(), name="post"),
    path("posts/<int:post_id>/revisions/", post_api.RevisionsApi.as_view(), name="revisions"),
    path("search/", api.SearchApi.as_view(), name="search"),
]
