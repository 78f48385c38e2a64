"""Sign-in and everything around it, my account, tokens."""

from accounts import operations
from tests.access import Row, World, api, page
from tests.passkeys import Passkey


def build(world: World) -> None:
    """Alma has a token and a passkey of her own."""
    alma = world.cast.alma
    operations.issue_token(alma, by=alma)
    world.token_id = alma.auth_token_set.first().token_key
    options = {"publicKey": {"challenge": "AAAA", "user": {"id": "AAAA"}}}
    data = {"name": "My passkey", "credential": Passkey().create(options)}
    operations.block_person(world.cast.mio, by=alma, kind="mute")
    world.passkey = alma.authenticator_set.create(type="webauthn", data=data)


def token(world: World) -> dict[str, str]:
    """Alma's token."""
    return {"token_id": world.token_id}


def passkey(world: World) -> dict[str, int]:
    """Alma's passkey."""
    return {"pk": world.passkey.pk}


def other(world: World) -> dict[str, str]:
    """Mio, whom Alma muted."""
    return {"public_id": world.cast.mio.public_id}


def muted(world: World) -> dict[str, str]:
    """What a script sends to mute Mio."""
    return {"person": world.cast.mio.public_id, "kind": "mute"}


# Doors for signed-out people send everybody else on; later steps start again without a first one.
ENTRANCE = {"anonymous": 200, "*": 302}
STEP = {"*": 302}
# Whoever has an authenticator app: those with a role.
APP = {"emil": 200, "lena": 200, "gita": 200, "hugo": 200, "admin": 200}
NO_APP = {**dict.fromkeys(APP, 302)}
CODES = page(others=404)
LIBRARY = [
    ("account_login", ENTRANCE, ENTRANCE),
    ("account_signup", ENTRANCE, ENTRANCE),
    ("account_request_login_code", ENTRANCE, ENTRANCE),
    ("account_confirm_login_code", STEP, STEP),
    ("account_reset_password", {"*": 200}, {"*": 200}),
    ("account_confirm_password_reset_code", STEP, STEP),
    ("account_complete_password_reset", STEP, STEP),
    ("account_change_password", page(), page()),
    ("account_set_password", STEP, STEP),
    ("account_email", page(), page(others=302)),
    ("account_reauthenticate", page(), page()),
    ("mfa_authenticate", STEP, STEP),
    ("mfa_reauthenticate", page(others=302, **APP), page(others=302, **APP)),
    ("mfa_activate_totp", page(**NO_APP), page(**NO_APP)),
    ("mfa_deactivate_totp", page(others=404, **APP), page(others=404, **APP)),
    ("mfa_generate_recovery_codes", page(), page(others=200, alma=302, **NO_APP)),
    ("mfa_add_webauthn", page(), page()),
    ("mfa_reauthenticate_webauthn", page(others=302, alma=200), page(others=302)),
    ("mfa_login_webauthn", STEP, STEP),
]
ROWS = [
    *(Row(name, "GET", seen) for name, seen, _ in LIBRARY),
    *(Row(name, "POST", sent) for name, _, sent in LIBRARY),
    # the library's form views take PUT for POST; the second step is none of them
    *(Row(name, "PUT", sent) for name, _, sent in LIBRARY if name != "mfa_authenticate"),
    Row("account_logout", "GET", {"anonymous": 302, "*": 200}),
    Row("account_logout", "POST", STEP),
    Row("account_inactive", "GET", {"*": 200}),
    Row("account_password_reset_completed", "GET", {"*": 200}),
    Row("account_email_verification_sent", "GET", STEP),
    Row("mfa_index", "GET", page()),
    Row("mfa_list_webauthn", "GET", page()),
    Row("mfa_view_recovery_codes", "GET", CODES),
    Row("mfa_download_recovery_codes", "GET", CODES),
    Row("mfa_edit_webauthn", "GET", page(others=404, alma=200), passkey),
    Row("mfa_edit_webauthn", "POST", page(others=404, alma=200), passkey),
    Row("mfa_edit_webauthn", "PUT", page(others=404, alma=200), passkey),
    Row("mfa_remove_webauthn", "GET", page(others=404, alma=200), passkey),
    Row("mfa_remove_webauthn", "POST", page(others=404, alma=302), passkey),
    Row("mfa_remove_webauthn", "DELETE", page(others=404, alma=302), passkey),
    Row("accounts:profile", "GET", page()),
    Row("accounts:profile", "POST", page(others=400)),
    Row("accounts:privacy", "GET", page()),
    Row("accounts:letters", "GET", page()),
    Row("accounts:letters", "POST", page(others=302)),
    Row("accounts:sign-out", "POST", page()),
    Row("accounts:demo", "GET", {"*": 404}),
    Row("accounts-api:tokens", "GET", api()),
    Row("accounts-api:tokens", "POST", {"*": 400}),
    Row("accounts-api:token", "DELETE", api(others=404, alma=204), token),
    Row("accounts-api:me", "GET", api()),
    Row("accounts-api:me", "PATCH", api(others=428), data={"country": "JP"}),
    Row("accounts:people", "GET", page()),
    Row("accounts:block", "GET", page(), other),
    Row("accounts:block", "POST", page(others=302), other, {"kind": "block"}),
    Row("accounts:unblock", "POST", page(others=302), other),
    Row("accounts-api:blocks", "GET", api()),
    Row("accounts-api:blocks", "POST", api(others=201), data=muted),
    Row("accounts-api:block", "PUT", api(), other, {"kind": "block"}),
    Row("accounts-api:block", "DELETE", api(others=204), other),
]
