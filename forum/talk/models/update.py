"""Which post told the forum of a change of the community's page."""

from django.db import models

from forum.talk.models.post import Post


class PageUpdate(models.Model):
    """The unique announcement makes that every change is told once, whatever runs twice."""

    announcement = models.OneToOneField(
        "pages.Announcement", on_delete=models.PROTECT, related_name="page_update"
    )
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="page_updates")

    def __str__(self) -> str:
        return f"announcement {self.announcement_id} in post {self.post_id}"
