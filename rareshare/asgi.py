"""The door for asynchronous web servers; the same pages, no sockets of our own."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rareshare.settings")
os.environ.setdefault("RARESHARE_DOOR", "web")

from django.core.asgi import get_asgi_application

application = get_asgi_application()
