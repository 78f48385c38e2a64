"""Addresses of expert questions: pages, the desk, and the API below /api/v1/."""

from django.urls import URLPattern, path

from forum.experts.web import answer_pages, api, desk, pages

app_name = "experts"
_ALL = "c/<slug:public_id>/experts/"
_ONE = _ALL + "<int:question_id>/"

urlpatterns: list[URLPattern] = [
    path("me/answers/<int:question_id>/", pages.LetterPage.as_view(), name="letter"),
    path(_ALL, pages.QuestionsPage.as_view(), name="questions"),
    path(f"{_ALL}ask/", pages.AskPage.as_view(), name="ask"),
    path(_ONE, pages.QuestionPage.as_view(), name="question"),
    path(f"{_ONE}answer/", answer_pages.AnswerPage.as_view(), name="answer"),
    path(f"{_ONE}taking/", answer_pages.TakingPage.as_view(), name="take"),
    path(f"{_ONE}recusal/", answer_pages.RecusalPage.as_view(), name="recuse"),
    path(f"{_ONE}removal/", pages.RemovalPage.as_view(), name="remove"),
    path(
        f"{_ONE}answers/<int:answer_id>/helpful/",
        answer_pages.HelpfulPage.as_view(),
        name="helpful",
    ),
    path("desk/experts/", desk.VerificationsPage.as_view(), name="desk"),
    path("desk/experts/<int:pk>/end/", desk.EndPage.as_view(), name="end"),
]
api_urlpatterns: list[URLPattern] = [
    path("communities/<slug:public_id>/questions/", api.QuestionsApi.as_view(), name="questions"),
    path("questions/<int:question_id>/", api.QuestionApi.as_view(), name="question"),
    path("questions/<int:question_id>/answers/", api.AnswersApi.as_view(), name="answers"),
    path("questions/<int:question_id>/taking/", api.TakingApi.as_view(), name="take"),
    path("questions/<int:question_id>/recusal/", api.RecusalApi.as_view(), name="recuse"),
    path("answers/<int:answer_id>/helpful/", api.HelpfulApi.as_view(), name="helpful"),
    path("experts/", api.ExpertsApi.as_view(), name="experts"),
    path("experts/<int:pk>/", api.ExpertApi.as_view(), name="expert"),
]
