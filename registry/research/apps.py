"""Django's registration of this room."""

from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "registry.research"
    label = "research"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse to start with settings under which counts would not protect anybody."""
        from registry.research import ranges

        ranges.rule()
