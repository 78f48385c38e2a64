"""Whose answers a browser or a proxy may keep: signed-out ones of public doors, and no others."""

import pytest

pytestmark = pytest.mark.django_db
NEVER = "no-store, private"
PUBLIC = ["/", "/help/", "/communities/", "/api/v1/communities/", "/api/schema/", "/api/docs/"]
PRIVATE = ["/me/", "/account/login/", "/account/signup/", "/account/password/reset/", "/admin/"]
MISSING = ["/nowhere/", "/api/v1/nowhere/", "/api/v1/communities/zz9999/", "/e/nonsense/"]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_signed_out_visitor_may_keep_a_public_page(anonymous, path):
    answer = anonymous.get(path)
    assert answer.status_code == 200
    assert "no-store" not in answer.get("Cache-Control", "")


@pytest.mark.parametrize("path", PUBLIC + PRIVATE + MISSING)
def test_nobody_keeps_what_a_signed_in_person_was_shown(cast, client_for, path):
    assert client_for(cast.admin).get(path)["Cache-Control"] == NEVER


@pytest.mark.parametrize("path", PRIVATE + MISSING)
def test_nobody_keeps_a_page_of_a_library_or_an_error(anonymous, path):
    assert anonymous.get(path)["Cache-Control"] == NEVER


def test_nobody_keeps_what_a_token_opened(cast, api_for):
    script = api_for(cast.fay)
    for path in ("/api/v1/me/", "/api/v1/communities/", "/api/v1/registry/enrollments/"):
        answer = script.get(path)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == NEVER
        assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))


def test_a_private_page_of_a_public_door_is_not_kept(cast, anonymous):
    from rareshare.lib import subscriptions

    token = subscriptions.unsubscribe_token(cast.fay.pk, "replies")
    answer = anonymous.get(f"/e/{token}/")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == NEVER
