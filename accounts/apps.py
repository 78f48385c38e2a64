"""Django's registration of this room, and of Django's admin with our own front door."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class AccountsConfig(AppConfig):
    name = "accounts"
    label = "accounts"
    default = True
    default_auto_field = "django.db.models.BigAutoField"


class HouseAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "accounts.web.admin_site.HouseAdminSite"
