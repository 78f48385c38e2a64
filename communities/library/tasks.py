"""Celery's doors into the reading of feeds and the checking of links. Each may run twice, late, or
not at all."""

from celery import shared_task

from communities.library import operations
from rareshare.lib.doors import Door, opened


@shared_task
def check_links() -> None:
    """Ask the sites of the links that are due."""
    with opened(Door.TASK):
        operations.check_links()


@shared_task
def read_feeds() -> None:
    """Read the feeds that are due."""
    with opened(Door.TASK):
        operations.read_feeds()


@shared_task
def read_pubmed() -> None:
    """Ask PubMed for the communities that are due."""
    with opened(Door.TASK):
        operations.read_pubmed()
