"""Django's registration of this room."""

from django.apps import AppConfig


class EnrollmentConfig(AppConfig):
    name = "registry.enrollment"
    label = "enrollment"
    default_auto_field = "django.db.models.BigAutoField"
