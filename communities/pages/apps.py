"""Django's registration of this room."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "communities.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What belongs to a community follows it into another."""
        from communities.groups import merging
        from communities.pages.merging import move_rows

        merging.register(
            move_rows,
            moves=["pages.section.community", "pages.reference.community"],
            keeps=["pages.pageevent.community"],
        )
