"""Django's registration of the pages that look at several rooms."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "rareshare.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Workers must know this app's letters, too; a condition's page shows its community."""
        from communities.conditions.web.pages import ConditionPage
        from rareshare.home import emails, weekly  # noqa: F401
        from rareshare.home.beside import beside_condition

        ConditionPage.beside = staticmethod(beside_condition)
