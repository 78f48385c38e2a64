"""The files that can be imported: how each is opened, whose it is, and who is thanked for it."""

from pathlib import Path
from typing import Any

from accounts.models import User
from communities.conditions import permissions
from communities.conditions.models import ImportRelease, Product, Source, System
from communities.conditions.operations.catalogue import Progress, Release, import_catalogue
from communities.conditions.operations.mondo_graph import MondoGraph
from communities.conditions.operations.orphadata_names import OrphadataNames
from communities.conditions.operations.orphadata_prevalence import OrphadataPrevalence
from communities.conditions.operations.prevalence import import_prevalence
from communities.conditions.operations.reading import Table
from rareshare.lib.errors import NotAllowed

MONDO = "Mondo, Monarch Initiative, CC BY 4.0"
ORPHADATA = "Orphanet, Orphadata, INSERM, CC BY 4.0"
_READERS: dict[Product, tuple[Any, Source, System, str]] = {
    Product.TABLE: (Table, Source.MONDO, System.MONDO, MONDO),
    Product.GRAPH: (MondoGraph, Source.MONDO, System.MONDO, MONDO),
    Product.NAMES: (OrphadataNames, Source.ORPHANET, System.ORPHA, ORPHADATA),
    Product.PREVALENCE: (OrphadataPrevalence, Source.ORPHANET, System.ORPHA, ORPHADATA),
}


def import_file(
    product: Product,
    path: Path,
    *,
    by: User | None,
    release: str = "",
    allow_shrink: bool = False,
    progress: Progress = iter,
) -> ImportRelease:
    """Import one file of a product, under the release that it names itself, or else its digest.
    Nobody else than those who may import has a file opened."""
    if not permissions.can_import_file(by):
        raise NotAllowed
    reader, source, identity, licence = _READERS[product]
    file = reader(path)
    name = release or file.release or f"{product.value} {file.digest[:12]}"
    described = Release(source, name, licence, identity, file.language, product)
    bring = import_prevalence if product == Product.PREVALENCE else import_catalogue
    return bring(file, described, by=by, allow_shrink=allow_shrink, progress=progress)
