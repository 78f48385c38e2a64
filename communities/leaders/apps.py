"""Django's registration of this room."""

from django.apps import AppConfig


class LeadersConfig(AppConfig):
    name = "communities.leaders"
    label = "leaders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What belongs to a community follows it into another, or ends with it."""
        from communities.groups import closing, merging
        from communities.leaders.merging import close, move_rows

        merging.register(
            move_rows,
            moves=[
                "groups.leadership.community",
                "leaders.leaderapplication.community",
                "leaders.leaderlessperiod.community",
            ],
        )
        closing.register(close)
