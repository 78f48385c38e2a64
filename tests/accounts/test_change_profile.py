"""Name, place and time zone through page and API; look-alike and staff-like names refused."""

import json
import unicodedata

import pytest

from accounts import names, operations
from accounts.models import User
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, Stale

pytestmark = pytest.mark.django_db
PAGE, API = "/account/profile/", "/api/v1/me/"

LOOK_ALIKES = [
    "lena", "LENA", "L e n a", "Lenа", "Lеna", "L.e-n_a", "Ｌｅｎａ", "Léna", "Lęna", "Łena",
    "Iena", "1ena", "l3na", "𝓛ena", "ⓛena", "Lenɑ", "ʟena", "Lena\u200b", "\u202eaneL",
    "Le\u00adna", "Lena.", " Lena ", "L℮na", "Ŀena", "lеnа",
]  # fmt: skip
OFFICIAL = [
    "Admin", "admin", "Adm1n", "ADMIN", "RareShare", "Rare Share Team", "rareshаre", "Staff",
    "Lena Staff", "Moderator", "M0derator", "the system", "Support", "ＡＤＭＩＮ", "Ádmin",
    "RareShare team", "Rare\u200bShare", "RareShare\u200d", "\u202emaet erahSeraR", "RaгеShаге",
    "RARESHARE.TEAM", "Rare-Share", "RareShаrеTeam", "Board Chair", "Coordinator Emil",
]  # fmt: skip


def put(user, name):
    return operations.change_profile(user, by=user, changes={"display_name": name})


@pytest.mark.parametrize("name", LOOK_ALIKES, ids=ascii)
def test_names_that_look_like_somebodys_are_refused(cast, name):
    assert cast.lena.display_name == "Lena"
    with pytest.raises((Conflict, Invalid)):
        put(cast.fay, name)


@pytest.mark.parametrize("name", OFFICIAL, ids=ascii)
def test_names_that_sound_like_staff_are_refused(cast, name):
    with pytest.raises(Invalid):
        put(cast.fay, name)


def test_many_look_alikes_are_refused(cast):
    swaps = {"e": "еéèêëēėę3ε", "a": "аáàâäãåāα4", "i": "іíìîïīıι1", "o": "оóòôöõøō0ο"}
    tried = 0
    for person in (
        cast.alma,
        cast.chidi,
        cast.dora,
        cast.eze,
        cast.emil,
        cast.lena,
        cast.hugo,
        cast.kofi,
        cast.ines,
        cast.jon,
        cast.gita,
    ):
        for letter, others in swaps.items():
            for other in others:
                fake = person.display_name.replace(letter, other, 1)
                if fake == person.display_name:
                    continue
                tried += 1
                composed = unicodedata.normalize("NFC", fake)
                with pytest.raises((Conflict, Invalid)):
                    put(cast.fay, composed)
    assert tried >= 140


@pytest.mark.parametrize("name", ["Zoë", "O’Neil", "张伟", "Мария", "Ana-Lucía", "Nguyễn", "Sam 2"])
def test_honest_names_of_many_languages_are_fine(cast, name):
    assert put(cast.fay, name).display_name == unicodedata.normalize("NFKC", name)


@pytest.mark.parametrize(
    "name", ["", "A", "12", "x" * 41, "a\0b", "a\ud800b", "Sam 👍", "a\nb\x07"]
)
def test_bad_names_are_refused_at_both_doors(cast, client_for, api_for, name):
    before = User.objects.get(pk=cast.fay.pk).display_name
    if "\ud800" not in name:  # a form cannot even carry a lone surrogate
        form = {"display_name": name, "country": "", "state": ""}
        assert client_for(cast.fay).post(PAGE, form).status_code == 400
    me = api_for(cast.fay)
    body = json.dumps({"display_name": name})
    answer = me.patch(API, body, content_type="application/json", headers={"If-Match": '"1"'})
    assert answer.status_code == 400
    assert User.objects.get(pk=cast.fay.pk).display_name == before


def test_both_doors_change_and_the_zone_follows_the_place(cast, client_for, api_for):
    form = {"display_name": "Fay", "country": "US", "state": "Hawaii", "time_zone": ""}
    assert client_for(cast.fay).post(PAGE, form).status_code == 302
    me = api_for(cast.fay)
    seen = me.get(API)
    assert seen.json()["time_zone"] == "Pacific/Honolulu"
    changed = me.patch(API, {"country": "JP", "state": ""}, headers={"If-Match": seen["ETag"]})
    assert changed.json()["time_zone"] == "Asia/Tokyo"
    assert changed["ETag"] != seen["ETag"]
    kept = {"time_zone": "Europe/Oslo", "country": "SE"}
    assert me.patch(API, kept, headers={"If-Match": changed["ETag"]}).json()["time_zone"] == (
        "Europe/Oslo"
    )


def test_a_stale_edit_changes_nothing(cast, client_for, api_for):
    me = api_for(cast.fay)
    assert me.patch(API, {"country": "JP"}).status_code == 428
    assert me.patch(API, {"country": "JP"}, headers={"If-Match": '"9"'}).status_code == 412
    form = {"display_name": "Fay", "country": "JP", "version": "9"}
    assert client_for(cast.fay).post(PAGE, form).status_code == 412
    with pytest.raises(Stale):
        operations.change_profile(cast.fay, by=cast.fay, changes={"country": "JP"}, version=9)
    assert User.objects.get(pk=cast.fay.pk).country == "IE"


def test_fields_that_are_not_mine_to_change_stay(cast, api_for):
    me = api_for(cast.fay)
    seen = me.get(API)
    evil = {
        "email": "x@y.example",
        "roles": ["admin"],
        "role_names": ["admin"],
        "id": "zzz",
        "is_active": False,
        "public_id": "zzz",
        "is_staff": True,
    }
    assert me.patch(API, evil, headers={"If-Match": seen["ETag"]}).json() == seen.json()


@pytest.mark.parametrize(
    "bad", [{"country": "XX"}, {"time_zone": "Mars/Base"}, {"state": "x" * 300}, {"country": 5}, []]
)
def test_bad_input_is_refused(cast, api_for, bad):
    assert api_for(cast.fay).patch(API, bad, headers={"If-Match": '"1"'}).status_code == 400


def test_nobody_changes_anothers_profile(cast):
    with pytest.raises(NotAllowed):
        operations.change_profile(cast.fay, by=cast.admin, changes={"country": "JP"})


def test_skeletons_are_stable():
    assert names.skeleton("Еmіl") == names.skeleton("EMIL") == names.skeleton("Ernil")
