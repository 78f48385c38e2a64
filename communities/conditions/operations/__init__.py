"""What can be done to the catalogue."""

from communities.conditions.operations.additions import add_condition
from communities.conditions.operations.catalogue import Release, import_catalogue
from communities.conditions.operations.dropped import import_dropped
from communities.conditions.operations.names import add_community_names
from communities.conditions.operations.prevalence import import_prevalence
from communities.conditions.operations.products import import_file
from communities.conditions.operations.reading import Table, community_names

__all__ = [
    "Release",
    "Table",
    "add_community_names",
    "add_condition",
    "community_names",
    "import_catalogue",
    "import_dropped",
    "import_file",
    "import_prevalence",
]
