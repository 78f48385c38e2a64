"""Django's registration of this room."""

from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "registry.research"
    label = "research"
    default_auto_field = "django.db.models.BigAutoField"
