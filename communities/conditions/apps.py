"""Django's registration of this room."""

from django.apps import AppConfig


class ConditionsConfig(AppConfig):
    name = "communities.conditions"
    label = "conditions"
    default_auto_field = "django.db.models.BigAutoField"
