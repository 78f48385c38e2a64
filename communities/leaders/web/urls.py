"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import URLPattern, path

from communities.leaders.web import api, desk, desk_api, own_pages, pages

app_name = "leaders"
_AT = "c/<slug:public_id>/leaders/"
_ONE = "me/leading/<slug:application_id>/"
_DESK = "desk/leaders/<slug:application_id>/"
_API = "communities/<slug:public_id>/leaders/"
_APPLICATION = "leader-applications/<slug:application_id>/"

urlpatterns: list[URLPattern] = [
    path(_AT, pages.LeadersPage.as_view(), name="leaders"),
    path(f"{_AT}apply/", pages.ApplyPage.as_view(), name="apply"),
    path(f"{_AT}ask/", pages.AskPage.as_view(), name="ask"),
    path(f"{_AT}mine/", pages.MinePage.as_view(), name="mine"),
    path(f"{_AT}mine/renew/", pages.RenewPage.as_view(), name="renew"),
    path(f"{_AT}mine/stop/", pages.StopPage.as_view(), name="stop"),
    path(f"{_AT}mine/handover/", pages.HandoverPage.as_view(), name="handover"),
    path(f"{_AT}<int:pk>/end/", pages.EndPage.as_view(), name="end"),
    path("me/leading/", own_pages.LeadingPage.as_view(), name="leading"),
    path(_ONE, own_pages.AnswerPage.as_view(), name="answer"),
    path(f"{_ONE}refuse/", own_pages.RefusePage.as_view(), name="refuse"),
    path(f"{_ONE}withdraw/", own_pages.WithdrawPage.as_view(), name="withdraw"),
    path("desk/leaders/", desk.LeadersDesk.as_view(), name="desk"),
    path(_DESK, desk.DecisionPage.as_view(), name="decision"),
    path(f"{_DESK}appoint/", desk.AppointPage.as_view(), name="appoint"),
]
api_urlpatterns: list[URLPattern] = [
    path(_API, api.LeadersApi.as_view(), name="leaders"),
    path(f"{_API}<int:pk>/", api.LeaderApi.as_view(), name="leader"),
    path(f"{_API}<int:pk>/renewal/", api.RenewalApi.as_view(), name="renewal"),
    path(f"{_API}<int:pk>/handover/", api.HandoverApi.as_view(), name="handover"),
    path(
        "communities/<slug:public_id>/leader-applications/",
        api.CommunityApplicationsApi.as_view(),
        name="community-applications",
    ),
    path(
        "leader-desk/applications/", desk_api.AllApplicationsApi.as_view(), name="desk-applications"
    ),
    path("leader-desk/communities/", desk_api.LedCommunitiesApi.as_view(), name="desk-communities"),
    path("leader-questions/", api.QuestionsApi.as_view(), name="questions"),
    path("leader-applications/", api.ApplicationsApi.as_view(), name="applications"),
    path(_APPLICATION, api.ApplicationApi.as_view(), name="application"),
    path(f"{_APPLICATION}answer/", api.AnswerApi.as_view(), name="answer"),
    path(f"{_APPLICATION}withdrawal/", api.WithdrawalApi.as_view(), name="withdrawal"),
    path(f"{_APPLICATION}decision/", api.DecisionApi.as_view(), name="decision"),
]
