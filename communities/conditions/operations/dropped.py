"""The drop folder: an operator puts a new release there, and it is imported once."""

import hashlib
import re
import time
from pathlib import Path

from django.conf import settings

from communities.conditions.models import ImportRelease, Product, RefusedFile
from communities.conditions.operations.products import import_file
from rareshare.lib import clock
from rareshare.lib.errors import DomainError

SETTLED_SECONDS = 60
# In the order in which they build on each other.
_NAMES = (
    (Product.GRAPH, re.compile(r"mondo.*\.json")),
    (Product.TABLE, re.compile(r".*\.tsv(\.gz)?")),
    (Product.NAMES, re.compile(r"en_product1.*\.xml")),
    (Product.NAMES, re.compile(r"[a-z]{2}_product1.*\.xml")),
    (Product.PREVALENCE, re.compile(r"en_product9_prev.*\.xml")),
)


def import_dropped() -> list[ImportRelease]:
    """Import each file of the drop folder whose bytes were neither imported nor refused before. A
    refusal is kept with its reason. A file that is still being written waits."""
    folder = str(settings.CATALOGUE_FOLDER)
    if not folder:
        return []
    done = []
    for product, path in _waiting(Path(folder)):
        if (imported := _import(product, path)) is not None:
            done.append(imported)
    return done


def _waiting(folder: Path) -> list[tuple[Product, Path]]:
    if not folder.is_dir():
        return []
    files = sorted(path for path in folder.iterdir() if path.is_file() and _settled(path))
    found: dict[Path, Product] = {}
    for product, pattern in _NAMES:
        for path in files:
            if pattern.fullmatch(path.name):
                found.setdefault(path, product)
    return [(product, path) for path, product in found.items()]


def _settled(path: Path) -> bool:
    return time.time() - path.stat().st_mtime >= SETTLED_SECONDS


def _import(product: Product, path: Path) -> ImportRelease | None:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if (
        ImportRelease.objects.filter(digest=digest).exists()
        or RefusedFile.objects.filter(digest=digest).exists()
    ):
        return None
    try:
        return import_file(product, path, by=None)
    except DomainError as error:
        RefusedFile.objects.get_or_create(
            digest=digest,
            defaults={"name": path.name[:255], "detail": error.detail, "at": clock.now()},
        )
        return None
