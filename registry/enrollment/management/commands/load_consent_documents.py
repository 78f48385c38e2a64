"""Load the shipped consent texts as drafts; what is published stays as it is."""

from typing import Any

from django.core.management.base import BaseCommand

from rareshare.lib.doors import Door, opened
from registry.enrollment import documents, operations


class Command(BaseCommand):
    """`manage.py load_consent_documents`: safe to run again and again."""

    help = "Load the consent texts from registry/enrollment/data/consent as drafts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Draft each file and say in which state it is."""
        with opened(Door.COMMAND):
            for source in documents.shipped():
                version = operations.draft_consent_version(source, by=None)
                self.stdout.write(f"{version.document.slug} {version.number}: {version.state}")
