"""Django's registration of the leaf library."""

from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "rareshare.lib"
    label = "lib"
    default_auto_field = "django.db.models.BigAutoField"
