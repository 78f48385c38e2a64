"""The door for web servers."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rareshare.settings")
os.environ.setdefault("RARESHARE_DOOR", "web")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
