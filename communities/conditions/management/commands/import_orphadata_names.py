"""Import a file of Orphadata (names)."""

from communities.conditions.management.importing import ImportCommand
from communities.conditions.models import Product


class Command(ImportCommand):
    help = "Bring names, codes and definitions up to a file of Orphadata product 1."
    product = Product.NAMES
