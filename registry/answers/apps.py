"""Django's registration of this room."""

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "registry.answers"
    label = "answers"
    default_auto_field = "django.db.models.BigAutoField"
