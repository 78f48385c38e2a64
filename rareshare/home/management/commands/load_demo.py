"""`manage.py load_demo`: fill the demo with people, communities, talk and registry, once."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rareshare.home.demo.cast import Cast

# In this order: later loaders build on what earlier ones made.
LOADERS = [
    "accounts",
    "communities",
    "leaders",
    "pages",
    "library",
    "trials",
    "talk",
    "people",
    "proposals",
    "experts",
    "reviews",
    "enrollment",
    "updates",
    "research",
]


class Command(BaseCommand):
    """Every loader uses operations only and makes nothing twice, so this can be run again."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all loaders; refused in production."""
        if settings.PRODUCTION:
            raise CommandError("Demo data belong into the demo only.")
        cast = Cast()
        for name in LOADERS:
            import_module(f"rareshare.home.demo.{name}").load(cast)
            self.stdout.write(f"demo: {name}")
