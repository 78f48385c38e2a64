"""Django's registration of this room."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "communities.groups"
    label = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What belongs to a community follows it into another."""
        from communities.groups import merging
        from communities.groups.operations.merge import move_rows

        merging.register(
            move_rows,
            moves=["groups.membership.community", "groups.communityfollow.community"],
            keeps=["groups.communityevent.community", "groups.community.merged_into"],
        )
