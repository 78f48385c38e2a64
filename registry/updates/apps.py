"""Django's registration of this room."""

from django.apps import AppConfig


class UpdatesConfig(AppConfig):
    name = "registry.updates"
    label = "updates"
    default_auto_field = "django.db.models.BigAutoField"
