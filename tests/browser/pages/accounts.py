"""Sign-in, second step, profile."""

from tests.browser.pages import Shown

PAGES = [
    Shown("/account/login/"),
    Shown("/account/login/", state="errors", press="Sign in"),
    Shown("/account/signup/"),
    Shown("/account/signup/", state="errors", press="Continue"),
    Shown("/account/login/code/"),
    Shown("/account/password/reset/"),
    Shown("/account/password/reset/done/"),
    Shown("/account/inactive/"),
    Shown("/account/profile/", who="fay"),
    Shown("/account/profile/", who="lena", state="with a second step"),
    Shown("/account/email/", who="fay"),
    Shown("/account/password/change/", who="fay"),
    Shown("/account/password/change/", who="fay", state="errors", press="Save the password"),
    Shown("/account/logout/", who="fay"),
    Shown("/account/reauthenticate/", who="lena"),
    Shown("/account/second-step/", who="fay"),
    Shown("/account/second-step/", who="lena", state="set up"),
    Shown("/account/second-step/totp/activate/", who="fay"),
    Shown("/account/second-step/totp/deactivate/", who="lena"),
    Shown("/account/second-step/recovery-codes/generate/", who="lena"),
    Shown("/account/second-step/reauthenticate/", who="lena"),
    Shown("/account/second-step/webauthn/", who="fay"),
    Shown("/account/second-step/webauthn/add/", who="fay"),
    Shown("/me/privacy/", who="fay"),
    Shown("/me/notifications/", who="fay"),
]
