"""Import a release of Mondo."""

from communities.conditions.management.importing import ImportCommand
from communities.conditions.models import Product


class Command(ImportCommand):
    help = "Bring the rare diseases of Mondo up to a release (mondo.json, an OBO graph)."
    product = Product.GRAPH
