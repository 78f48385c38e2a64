"""What the imports changed, for staff who look after the catalogue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from communities.conditions import queries
from communities.conditions.models import ImportRelease, Product, RefusedFile


class Command(BaseCommand):
    help = "Show what the newest import of each file changed: conditions and names, in lists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which product, and how many imports."""
        parser.add_argument("--product", choices=Product.values)
        parser.add_argument("--last", type=int, default=0, help="so many imports, newest first")

    def handle(self, *args: Any, **options: Any) -> None:
        """The newest imports, then the files of the drop folder that were refused."""
        found = ImportRelease.objects.all()
        if options["product"]:
            found = found.filter(product=options["product"])
        last = options["last"] or bool(options["product"])
        imports = list(found[:last]) if last > 0 else queries.newest_of_each()
        if not imports:
            raise CommandError("Nothing was imported yet.")
        self.stdout.write("\n\n".join(queries.report(one) for one in imports))
        for refused in RefusedFile.objects.all()[:10]:
            self.stdout.write(f"\nRefused {refused.name} ({refused.at:%Y-%m-%d}): {refused.detail}")
