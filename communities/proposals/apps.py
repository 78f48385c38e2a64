"""Django's registration of this room."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "communities.proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What belongs to a community follows it into another; workers must know this room's
        letters."""
        from communities.groups import merging
        from communities.proposals import emails  # noqa: F401
        from communities.proposals.merging import move_rows

        merging.register(
            move_rows,
            moves=["proposals.proposal.community"],
        )
