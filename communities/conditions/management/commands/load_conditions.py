"""Load the bundled catalogue of rare conditions, or another file of the same shape."""

from pathlib import Path
from typing import Any

from communities.conditions import operations, queries
from communities.conditions.management.importing import ImportCommand
from communities.conditions.models import ImportRelease, Product

DATA = Path(__file__).resolve().parents[2] / "data"
BUNDLED = DATA / "rare-conditions.tsv.gz"


class Command(ImportCommand):
    help = "Bring the catalogue of rare conditions up to a file; again and again, same end state."
    product = Product.TABLE
    bundled = BUNDLED

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, then add the names that members use. Where a release of Mondo was imported, the
        bundled table is older and is left alone."""
        if options["file"] is None and ImportRelease.objects.filter(product=Product.GRAPH).exists():
            self.stdout.write("A release of Mondo is loaded already; the bundled table is older.")
        else:
            self.run(options["file"] or BUNDLED, options)
        named = _add_community_names()
        if options["verbosity"]:
            what = queries.counted("conditions", named)
            self.stdout.write(f"Names from members: {named} {what}.")


def _add_community_names() -> int:
    """Give each condition of the small file the names that members use; it may hold none."""
    named = 0
    for code, names in operations.community_names(DATA / "community-names.tsv").items():
        for condition in queries.conditions_with_code(code):
            operations.add_community_names(condition, names, by=None)
            named += 1
    return named
