"""The Celery application. A message is only a hint to look at a table; rows are the truth."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rareshare.settings")
os.environ.setdefault("RARESHARE_DOOR", "worker")

from celery import Celery

app = Celery("rareshare")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
