"""Addresses of this room: pages, and the API below /api/v1/. What readers see of a community's
page is composed in rareshare.home."""

from django.urls import path

from communities.pages.web import api, decision_api, history_pages, pages, review_pages
from communities.pages.web import suggestion_pages as suggesting

app_name = "pages"
_c = "c/<slug:public_id>"
_manage = f"{_c}/manage"
_history = f"{_c}/sections/<slug:kind>/history"
_revert = history_pages.RevertPage.as_view()
_withdraw = suggesting.WithdrawalPage.as_view()
urlpatterns = [
    path("me/suggestions/", suggesting.OwnSuggestionsPage.as_view(), name="own-suggestions"),
    path("me/reviews/", review_pages.ReviewsPage.as_view(), name="reviews"),
    path(f"{_c}/suggest/<slug:kind>/", suggesting.SuggestPage.as_view(), name="suggest"),
    path(f"{_c}/suggestions/<int:pk>/withdrawal/", _withdraw, name="suggestion-withdrawal"),
    path(f"{_manage}/suggestions/", suggesting.SuggestionsPage.as_view(), name="suggestions"),
    path(
        f"{_manage}/suggestions/<int:pk>/", suggesting.SuggestionPage.as_view(), name="suggestion"
    ),
    path(
        f"{_manage}/suggestions/<int:pk>/decline/",
        suggesting.DeclinePage.as_view(),
        name="suggestion-decline",
    ),
    path(f"{_history}/", history_pages.HistoryPage.as_view(), name="history"),
    path(f"{_history}/<int:number>/revert/", _revert, name="revert"),
    path(f"{_c}/sections/<slug:kind>/review/", review_pages.ReviewPage.as_view(), name="review"),
    path(f"{_manage}/sections/<slug:kind>/", pages.SectionPage.as_view(), name="section"),
    path(f"{_manage}/references/", pages.ReferencesPage.as_view(), name="references"),
    path(f"{_manage}/references/<int:pk>/", pages.ReferencePage.as_view(), name="reference"),
    path(
        f"{_manage}/references/<int:pk>/removal/",
        pages.ReferenceRemovalPage.as_view(),
        name="reference-removal",
    ),
]
_community = "communities/<slug:public_id>"
_section = f"{_community}/sections/<slug:kind>"
_texts = decision_api.SuggestionsApi.as_view()
_one = f"{_section}/suggestions/<int:pk>"
api_urlpatterns = [
    path(f"{_community}/sections/", api.SectionsApi.as_view(), name="sections"),
    path(f"{_section}/", api.SectionApi.as_view(), name="section"),
    path(f"{_section}/versions/", api.VersionsApi.as_view(), name="versions"),
    path(f"{_section}/versions/<int:number>/", api.VersionApi.as_view(), name="version"),
    path(f"{_section}/versions/<int:number>/revert/", api.RevertApi.as_view(), name="revert"),
    path(f"{_section}/diff/", api.DiffApi.as_view(), name="diff"),
    path(f"{_section}/suggestions/", _texts, name="suggestions"),
    path(f"{_one}/", decision_api.SuggestionApi.as_view(), name="suggestion"),
    path(f"{_one}/decision/", decision_api.DecisionApi.as_view(), name="suggestion-decision"),
    path(f"{_one}/withdrawal/", decision_api.WithdrawalApi.as_view(), name="suggestion-withdrawal"),
    path(f"{_section}/reviews/", decision_api.ReviewsApi.as_view(), name="section-reviews"),
    path(f"{_community}/references/", api.ReferencesApi.as_view(), name="references"),
    path(f"{_community}/references/<int:pk>/", api.ReferenceApi.as_view(), name="reference"),
]
