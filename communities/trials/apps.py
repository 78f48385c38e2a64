"""Django's registration of this room."""

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    name = "communities.trials"
    label = "trials"
    default_auto_field = "django.db.models.BigAutoField"
