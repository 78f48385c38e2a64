"""Django's registration of this room."""

from django.apps import AppConfig


class TalkConfig(AppConfig):
    name = "forum.talk"
    label = "talk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What belongs to a community follows it into another."""
        from communities.groups import merging
        from forum.talk.merging import move_rows

        merging.register(
            move_rows,
            moves=["talk.topic.community", "talk.post.community"],
        )
