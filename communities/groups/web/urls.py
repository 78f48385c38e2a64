"""Addresses of this room: pages, and the API below /api/v1/."""

from django.urls import path

from communities.groups.web import api, pages

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
    path("c/<slug:public_id>/members/", pages.MembersPage.as_view(), name="members"),
]
api_urlpatterns = [
    path("communities/", api.CommunitiesApi.as_view(), name="communities"),
    path("communities/<slug:public_id>/", api.OneCommunityApi.as_view(), name="community"),
    path(
        "communities/<slug:public_id>/membership/", api.MembershipApi.as_view(), name="membership"
    ),
    path("communities/<slug:public_id>/members/", api.MembersApi.as_view(), name="members"),
]
