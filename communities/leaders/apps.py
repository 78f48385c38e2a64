"""Django's registration of this room."""

from django.apps import AppConfig


class LeadersConfig(AppConfig):
    name = "communities.leaders"
    label = "leaders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What belongs to a community follows it into another."""
        from communities.groups import merging
        from communities.leaders.merging import move_rows

        merging.register(
            move_rows,
            moves=["leaders.leaderapplication.community", "leaders.leaderlessperiod.community"],
        )
