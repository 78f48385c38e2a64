"""Django's registration of this room."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "communities.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"
