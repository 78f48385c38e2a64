"""Django's registration of this room."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "forum.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"
