"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import path

from registry.research.web import (
    api,
    application_pages,
    board_api,
    board_pages,
    campaign_api,
    desk_pages,
    pages,
    study_pages,
)

app_name = "research"
_STUDY = "research/applications/<str:public_id>/"
_BOARD = "board/<str:public_id>/"
_CAMPAIGN = "research/campaigns/<str:public_id>/"
_INVITATION = "research/invitations/<str:public_id>/"

urlpatterns = [
    path("research/", pages.ResearchPage.as_view(), name="home"),
    path("research/profile/", pages.ProfilePage.as_view(), name="profile"),
    path("research/counts/", pages.CountsPage.as_view(), name="counts"),
    path("research/inquiries/<str:public_id>/", pages.InquiryPage.as_view(), name="inquiry"),
    path(
        "research/inquiries/<str:public_id>/application/",
        application_pages.StartPage.as_view(),
        name="start",
    ),
    path(_STUDY, application_pages.ApplicationPage.as_view(), name="application"),
    path(f"{_STUDY}edit/", application_pages.ApplicationEditPage.as_view(), name="edit"),
    path(f"{_STUDY}agreement/", application_pages.AgreementPage.as_view(), name="agreement"),
    path(f"{_STUDY}contacts/", application_pages.ContactsPage.as_view(), name="contacts"),
    path("board/", board_pages.BoardPage.as_view(), name="board"),
    path(_BOARD, board_pages.BoardApplicationPage.as_view(), name="board_application"),
    path(f"{_BOARD}conflict/", board_pages.BoardConflictPage.as_view(), name="board_conflict"),
    path(f"{_BOARD}decision/", board_pages.BoardDecisionPage.as_view(), name="board_decision"),
    path(f"{_BOARD}return/", board_pages.BoardReturnPage.as_view(), name="board_return"),
    path("desk/campaigns/", desk_pages.CampaignsPage.as_view(), name="campaigns"),
    path(
        "desk/campaigns/new/<str:public_id>/",
        desk_pages.CampaignStartPage.as_view(),
        name="campaign_start",
    ),
    path("desk/campaigns/<str:public_id>/", desk_pages.CampaignPage.as_view(), name="campaign"),
    path("desk/researchers/", desk_pages.ResearcherLockPage.as_view(), name="locked"),
    # A letter shows this address, so it says nothing about studies.
    path("me/message/", study_pages.MessagePage.as_view(), name="message"),
    path("me/registry/studies/", study_pages.InvitationsPage.as_view(), name="invitations"),
    path(
        "me/registry/studies/<str:public_id>/",
        study_pages.InvitationPage.as_view(),
        name="invitation",
    ),
]
api_urlpatterns = [
    path("research/counts/", api.CountsApi.as_view(), name="counts"),
    path("research/profile/", api.ProfileApi.as_view(), name="profile"),
    path("research/inquiries/", api.InquiriesApi.as_view(), name="inquiries"),
    path("research/applications/", api.ApplicationsApi.as_view(), name="applications"),
    path("research/board/", board_api.BoardQueueApi.as_view(), name="board"),
    path(_STUDY, api.ApplicationApi.as_view(), name="application"),
    path(f"{_STUDY}submission/", api.SubmissionApi.as_view(), name="submission"),
    path(f"{_STUDY}withdrawal/", api.WithdrawalApi.as_view(), name="withdrawal"),
    path(f"{_STUDY}votes/", board_api.VotesApi.as_view(), name="votes"),
    path(f"{_STUDY}conflict/", board_api.ConflictApi.as_view(), name="conflict"),
    path(f"{_STUDY}return/", board_api.ReturnApi.as_view(), name="return"),
    path(f"{_STUDY}decision/", board_api.DecisionApi.as_view(), name="decision"),
    path(f"{_STUDY}agreement/", api.AgreementApi.as_view(), name="agreement"),
    path(f"{_STUDY}releases/", api.ReleasesApi.as_view(), name="releases"),
    path("research/campaigns/", campaign_api.CampaignsApi.as_view(), name="campaigns"),
    path(_CAMPAIGN, campaign_api.CampaignApi.as_view(), name="campaign"),
    path(f"{_CAMPAIGN}cohort/", campaign_api.CohortApi.as_view(), name="cohort"),
    path(f"{_CAMPAIGN}sending/", campaign_api.SendingApi.as_view(), name="sending"),
    path(f"{_CAMPAIGN}closing/", campaign_api.ClosingApi.as_view(), name="closing"),
    path("research/invitations/", campaign_api.InvitationsApi.as_view(), name="invitations"),
    path(_INVITATION, campaign_api.InvitationApi.as_view(), name="invitation"),
    path(f"{_INVITATION}answer/", campaign_api.AnswerApi.as_view(), name="answer"),
]
