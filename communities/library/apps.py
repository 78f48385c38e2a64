"""Django's registration of this room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "communities.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"
