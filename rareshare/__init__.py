"""RareShare: a rare-disease community forum and patient registry in one product."""

from rareshare.celery import app as celery_app

__all__ = ["celery_app"]
