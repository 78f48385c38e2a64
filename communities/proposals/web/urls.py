"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import URLPattern, path

from communities.proposals.web import api, pages, start_pages

app_name = "proposals"
urlpatterns: list[URLPattern] = [
    path("communities/start/", start_pages.StartPage.as_view(), name="start"),
    path("communities/start/match/", start_pages.MatchPage.as_view(), name="match"),
    path("communities/start/names/", start_pages.NamesPage.as_view(), name="names"),
    path("communities/start/why/", start_pages.WhyPage.as_view(), name="why"),
    path("communities/start/link/", start_pages.LinkPage.as_view(), name="link"),
    path("communities/start/check/", start_pages.CheckPage.as_view(), name="check"),
    path("communities/start/tell-me/", start_pages.TellMePage.as_view(), name="tell-me"),
    path("me/proposals/", pages.MyProposalsPage.as_view(), name="mine"),
    path("me/proposals/notices/<int:pk>/end/", pages.NoticeEndPage.as_view(), name="notice-end"),
    path("me/proposals/<slug:public_id>/", pages.ProposalPage.as_view(), name="proposal"),
    path("me/proposals/<slug:public_id>/end/", pages.WithdrawalPage.as_view(), name="withdrawal"),
    path("desk/proposals/", pages.DeskPage.as_view(), name="desk"),
    path("desk/proposals/<slug:public_id>/", pages.DecidePage.as_view(), name="decide"),
    path("desk/proposals/<slug:public_id>/open/", pages.ApprovePage.as_view(), name="approve"),
    path("desk/proposals/<slug:public_id>/ask/", pages.AskPage.as_view(), name="ask"),
    path("desk/proposals/<slug:public_id>/decline/", pages.DeclinePage.as_view(), name="decline"),
]
api_urlpatterns: list[URLPattern] = [
    path("proposals/", api.ProposalsApi.as_view(), name="proposals"),
    path("proposals/notices/", api.NoticesApi.as_view(), name="notices"),
    path("proposals/notices/<int:pk>/", api.NoticeApi.as_view(), name="notice"),
    path("proposals/<slug:public_id>/", api.ProposalApi.as_view(), name="proposal"),
    path("proposals/<slug:public_id>/answers/", api.AnswersApi.as_view(), name="answers"),
    path("proposals/<slug:public_id>/decision/", api.DecisionApi.as_view(), name="decision"),
    path("proposals/<slug:public_id>/withdrawal/", api.WithdrawalApi.as_view(), name="withdrawal"),
]
