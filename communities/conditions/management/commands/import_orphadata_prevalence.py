"""Import a file of Orphadata (prevalence)."""

from communities.conditions.management.importing import ImportCommand
from communities.conditions.models import Product


class Command(ImportCommand):
    help = "Bring how common conditions are up to a file of Orphadata product 9 (prevalence)."
    product = Product.PREVALENCE
