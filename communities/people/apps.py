"""Django's registration of this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "communities.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
