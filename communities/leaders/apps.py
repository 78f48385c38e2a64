"""Django's registration of this room."""

from django.apps import AppConfig


class LeadersConfig(AppConfig):
    name = "communities.leaders"
    label = "leaders"
    default_auto_field = "django.db.models.BigAutoField"
