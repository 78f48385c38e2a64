"""Django's registration of this room."""

from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    name = "forum.experts"
    label = "experts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Verified experts review the medical facts of their communities' pages."""
        from communities.pages import reviewers
        from forum.experts import reviewing

        reviewers.register(reviewing.credentials_of, reviewing.communities_of)
        from communities.groups import merging
        from forum.experts.merging import move_rows

        merging.register(
            move_rows,
            moves=["experts.question.community", "experts.expertverification.community"],
        )
