"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import path

from registry.enrollment.web import (
    api,
    consent_pages,
    desk_pages,
    landing_pages,
    my_pages,
    screening_pages,
    sharing_pages,
)

app_name = "enrollment"
_WAY = "registry/join/<str:reference>"
urlpatterns = [
    path("registry/", landing_pages.RegistryPage.as_view(), name="registry"),
    path("registry/text/<str:name>/", landing_pages.TextPage.as_view(), name="text"),
    path("registry/join/", landing_pages.JoinPage.as_view(), name="join"),
    path("registry/join/saved/", landing_pages.SavedPage.as_view(), name="saved"),
    path("registry/join/check/", screening_pages.CheckPage.as_view(), name="check"),
    path("registry/join/result/", screening_pages.ResultPage.as_view(), name="result"),
    path(
        "registry/join/question/<str:name>/",
        screening_pages.ScreeningPage.as_view(),
        name="screen",
    ),
    path(f"{_WAY}/", landing_pages.GoOnPage.as_view(), name="go-on"),
    path(f"{_WAY}/consent/", consent_pages.ConsentPage.as_view(), name="consent"),
    path(
        f"{_WAY}/consent/sign/",
        consent_pages.SignPage.as_view(),
        name="consent-sign",
    ),
    path(f"{_WAY}/consent/refused/", consent_pages.RefusedPage.as_view(), name="consent-refused"),
    path(
        f"{_WAY}/consent/check/<int:place>/",
        consent_pages.QuestionPage.as_view(),
        name="consent-check",
    ),
    path(f"{_WAY}/consent/<int:place>/", consent_pages.IdeaPage.as_view(), name="consent-idea"),
    path(f"{_WAY}/assent/", consent_pages.AssentPage.as_view(), name="assent"),
    path(f"{_WAY}/sharing/", sharing_pages.JoinSharingPage.as_view(), name="join-sharing"),
    path(f"{_WAY}/done/", sharing_pages.JoinedPage.as_view(), name="joined"),
    path("me/registry/", my_pages.MinePage.as_view(), name="mine"),
    path("me/registry/seen/", my_pages.SeenPage.as_view(), name="seen"),
    path("me/registry/consent/", my_pages.ConsentsPage.as_view(), name="consents"),
    path("me/registry/consent/<int:pk>/", my_pages.CopyPage.as_view(), name="copy"),
    path(
        "me/registry/consent/<int:pk>/copy.<str:kind>",
        my_pages.CopyFilePage.as_view(),
        name="copy-file",
    ),
    path("me/registry/sharing/", sharing_pages.SharingPage.as_view(), name="sharing"),
    path("me/registry/leave/", my_pages.LeavePage.as_view(), name="leave"),
    path("me/registry/leave/confirm/", my_pages.LeaveConfirmPage.as_view(), name="leave-confirm"),
    path("me/registry/erase/", my_pages.ErasePage.as_view(), name="erase"),
    path("me/registry/resume/", my_pages.ResumePage.as_view(), name="resume"),
    path("desk/participants/", desk_pages.ParticipantsPage.as_view(), name="desk"),
    path(
        "desk/participants/<str:reference>/",
        desk_pages.ParticipantPage.as_view(),
        name="desk-participant",
    ),
]
_ONE = "registry/enrollments/<str:reference>"
api_urlpatterns = [
    path("registry/screenings/", api.ScreeningsApi.as_view(), name="screenings"),
    path("registry/screenings/<str:public_id>/", api.ScreeningApi.as_view(), name="screening"),
    path(
        "registry/screenings/<str:public_id>/submission/",
        api.SubmissionApi.as_view(),
        name="submission",
    ),
    path(
        "registry/consent-documents/",
        api.ConsentDocumentsApi.as_view(),
        name="consent-documents",
    ),
    path("registry/enrollments/", api.EnrollmentsApi.as_view(), name="enrollments"),
    path(f"{_ONE}/", api.EnrollmentApi.as_view(), name="enrollment"),
    path(f"{_ONE}/consents/", api.ConsentsApi.as_view(), name="consents"),
    path(f"{_ONE}/assent/", api.AssentApi.as_view(), name="assent"),
    path(f"{_ONE}/permissions/", api.PermissionsApi.as_view(), name="permissions"),
    path(f"{_ONE}/pause/", api.PauseApi.as_view(), name="pause"),
    path(f"{_ONE}/withdrawal/", api.WithdrawalApi.as_view(), name="withdrawal"),
    path(f"{_ONE}/erasure/", api.ErasureApi.as_view(), name="erasure"),
    path(f"{_ONE}/disclosures/", api.DisclosuresApi.as_view(), name="disclosures"),
]
