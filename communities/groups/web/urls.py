"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import path

from communities.groups.web import api, desk_api, desk_pages, merged_pages, pages, talk

app_name = "groups"
urlpatterns = [
    path("communities/", pages.CommunitiesPage.as_view(), name="communities"),
    path("c/<slug:public_id>/membership/", pages.MembershipPage.as_view(), name="membership"),
    path(
        "c/<slug:public_id>/membership/choices/",
        pages.ChoicesPage.as_view(),
        name="choices",
    ),
    path("c/<slug:public_id>/membership/end/", pages.LeavingPage.as_view(), name="leaving"),
    path("c/<slug:public_id>/manage/talk/", talk.TalkPage.as_view(), name="talk"),
    path("c/<slug:public_id>/merged/", merged_pages.MergedPage.as_view(), name="merged"),
    path("c/<slug:public_id>/members/", pages.MembersPage.as_view(), name="members"),
    path("desk/communities/<slug:public_id>/", desk_pages.CarePage.as_view(), name="care"),
    path("desk/communities/<slug:public_id>/turn/", desk_pages.TurnPage.as_view(), name="turn"),
    path("desk/communities/<slug:public_id>/merge/", desk_pages.MergePage.as_view(), name="merge"),
    path(
        "desk/communities/<slug:public_id>/merge/<slug:target>/",
        desk_pages.MergeIntoPage.as_view(),
        name="merge-into",
    ),
]
api_urlpatterns = [
    path("communities/", api.CommunitiesApi.as_view(), name="communities"),
    path("communities/<slug:public_id>/", api.OneCommunityApi.as_view(), name="community"),
    path(
        "communities/<slug:public_id>/membership/", api.MembershipApi.as_view(), name="membership"
    ),
    path("communities/<slug:public_id>/members/", api.MembersApi.as_view(), name="members"),
    path("communities/<slug:public_id>/talk/", talk.TalkApi.as_view(), name="talk"),
    path("communities/<slug:public_id>/state/", desk_api.StateApi.as_view(), name="state"),
    path("communities/<slug:public_id>/merge/", desk_api.MergeApi.as_view(), name="merge"),
]
