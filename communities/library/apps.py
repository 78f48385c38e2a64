"""Django's registration of this room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "communities.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What belongs to a community follows it into another."""
        from communities.groups import merging
        from communities.library.merging import move_rows

        merging.register(
            move_rows,
            moves=[
                "library.newslink.community",
                "library.resource.community",
                "library.feed.community",
            ],
        )
