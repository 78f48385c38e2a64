"""Our own words for what the sign-in library says."""

# Which of our letters stands for one of the library's.
LETTERS = {
    "login_code": "sign_in_code_requested",
    "unknown_account": "address_unknown",
    "email_confirmation": "address_code_requested",
    "email_confirmation_signup": "address_code_requested",
    "account_already_exists": "account_existed",
    "password_reset_code": "password_reset_requested",
}

# What a note about a change says.
HAPPENED = {
    "email_changed": "The e-mail address of your account was changed.",
    "email_deleted": "An e-mail address was taken off your account.",
    "email_confirm": "An e-mail address was added to your account.",
    "password_changed": "The password of your account was changed.",
    "password_set": "A password was set for your account.",
    "password_reset": "The password of your account was changed.",
    "totp_activated": "An authenticator app was added to your account.",
    "totp_deactivated": "The authenticator app was taken off your account.",
    "webauthn_added": "A passkey was added to your account.",
    "webauthn_removed": "A passkey was taken off your account.",
    "recovery_codes_generated": "New recovery codes were made for your account.",
}

NOTES = {
    "email_confirmed": "Your e-mail address is confirmed.",
    "password_changed": "Your password was changed. You are signed out on all other devices.",
    "password_set": "Your password was set.",
    "totp_activated": "Your authenticator app is set up.",
    "totp_deactivated": "Your authenticator app was taken off.",
    "webauthn_added": "Your passkey was added.",
    "webauthn_removed": "The passkey was taken off.",
    "recovery_codes_generated": "Here are your recovery codes. Keep them in a safe place.",
    "email_confirmation_failed": "This address cannot be used. Choose another address.",
    "logged_out": "You are signed out.",
}

ERRORS = {
    "email_password_mismatch": "The address or the password is not right. Check both.",
    "incorrect_code": "This code is not right. Check it and type it again.",
    "incorrect_password": "This password is not right. Type it again.",
    "enter_current_password": "This is not your present password. Type it again.",
    "too_many_login_attempts": "There were too many tries. Ask for a new code.",
    "duplicate_email": "This is your address already. Write the new one.",
    "email_taken": "This address cannot be used. Choose another address.",
    "max_email_addresses": "You cannot add more addresses.",
    "invalid_password_reset": "This code has ended. Ask for a new one.",
    "rate_limited": "You tried this many times. Wait a while, then try again.",
    "select_only_one": "Choose one.",
    "same_as_current": "This is the same as before.",
}

FACTOR_ERRORS = {
    "add_email_blocked": "You cannot add an address while a second step protects the account.",
    "cannot_delete_authenticator": "Your role needs a second step. Add another one first.",
    "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
    "incorrect_code": "This code is not right, or it was used before. Wait for the next one.",
    "unverified_email": "Confirm your e-mail address first.",
}
