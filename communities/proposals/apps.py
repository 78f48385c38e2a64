"""Django's registration of this room."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "communities.proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"
