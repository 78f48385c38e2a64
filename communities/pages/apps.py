"""Django's registration of this room."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "communities.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
