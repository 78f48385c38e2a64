"""Django's registration of this room."""

from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "forum.experts"
    label = "experts"
    default_auto_field = "django.db.models.BigAutoField"
