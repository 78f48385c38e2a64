"""Where allauth meets our rules."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in and sign-up."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors."""
