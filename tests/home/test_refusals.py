"""Every refusal is a page in plain words with its own status: what happened, and what to do."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory

from communities.conditions.models import Condition, ConditionParent
from rareshare.lib import errors
from rareshare.lib.pages import error_page
from tests.communities.conftest import community, make_condition

__all__ = ["community"]
REFUSALS = [
    (errors.Invalid("Choose a day that is not over yet."), 400, "Go back to see the page"),
    (errors.NotAllowed("Only leaders can do this."), 403, "If you have another account"),
    (errors.WrongState("This letter was sent already."), 409, "copy your words"),
    (errors.Conflict("Somebody answered before you."), 409, "copy your words"),
    (errors.Stale("The text is newer than yours."), 412, "copy your words"),
    (errors.TooMany("You asked ten times.", wait=90), 429, "The last step was not saved"),
]


@pytest.fixture
def request_of_a_stranger():
    request = RequestFactory().post("/me/")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(("error", "status", "advice"), REFUSALS)
def test_a_refusal_keeps_its_status_and_says_what_to_do(
    request_of_a_stranger, error, status, advice
):
    answer = error_page(request_of_a_stranger, error)
    text = answer.content.decode()
    assert answer.status_code == status
    assert error.detail in text and advice in text
    assert text.count("<h1>") == 1
    assert 'href="/help/contact/"' in text and 'class="btn"' in text
    assert '<meta name="robots" content="noindex">' in text
    if status == 429:
        assert answer["Retry-After"] == "90"


def test_a_step_that_came_too_late_says_so_in_its_heading(request_of_a_stranger):
    text = error_page(request_of_a_stranger, errors.Conflict("Too late.")).content.decode()
    assert f"<h1>{errors.Conflict.title}</h1>" in text


def test_a_retired_illness_says_where_it_went(anonymous, db):
    old, wider = make_condition("Old fever"), make_condition("Winter fevers")
    ConditionParent.objects.create(child=old, parent=wider, parent_code="MONDO:1", source="MONDO")
    Condition.objects.filter(pk=old.pk).update(status="retired")
    answer = anonymous.get(f"/conditions/{old.slug}/")
    assert answer.status_code == 410
    text = answer.content.decode()
    assert "This page is gone" in text and f'href="/conditions/{wider.slug}/"' in text


def test_a_replaced_illness_leads_to_the_new_name(anonymous, db):
    old, new = make_condition("Old fever"), make_condition("New fever")
    Condition.objects.filter(pk=old.pk).update(status="retired", replaced_by=new)
    answer = anonymous.get(f"/conditions/{old.slug}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/conditions/{new.slug}/")


def test_words_of_refusals_fit_what_was_done(cast, client_for, api_for):
    """After only reading, nobody is told that something they sent was lost."""
    for status in (409, 412, 429):
        get = render_to_string(f"errors/{status}.html", {}, RequestFactory().get("/"))
        post = render_to_string(f"errors/{status}.html", {}, RequestFactory().post("/"))
        assert "not saved" not in get and "Nothing was changed" in get
        assert "not saved" in post
    csrf = render_to_string("errors/csrf.html", {}, RequestFactory().post("/"))
    assert "too long" not in csrf and "may keep no cookies" in csrf
    refused = api_for(cast.fay).post("/api/v1/communities/zzzzzz/state/", {})
    assert refused.status_code == 403
    assert refused.json()["detail"] == "Your account may not do this."
