"""Django's registration of the leaf library."""

from importlib import import_module

from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "rareshare.lib"
    label = "lib"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The schema's words for our token register themselves when they are loaded."""
        import_module("rareshare.lib.schema")
