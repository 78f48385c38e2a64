"""Django's registration of this room."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "forum.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What belongs to a community follows it into another."""
        from communities.groups import merging
        from forum.care.merging import move_rows

        merging.register(
            move_rows,
            moves=["care.report.community"],
        )
