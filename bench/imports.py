"""How long and in how much memory 54 MB of product 1 are imported: `python -m bench.imports`.

Into the loaded catalogue, first and then the same bytes again. All is rolled back.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST_SECONDS, MOST_MIB = 60, 300


def main() -> int:
    """Make the file, import it in a new process, and print what it took; 1 where it is too much."""
    setup()
    from bench import product1

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "en_product1.xml"
        size = product1.write(path)
        print(f"{size:,} bytes, {product1.DISORDERS:,} disorders")
        again = [sys.executable, "-m", "bench.imports", str(path)]
        return subprocess.run(again, check=False).returncode


def measure(path: Path) -> int:
    """Import twice in this process and say what each took."""
    setup()
    from django.core.management import call_command
    from django.db import transaction

    from communities.conditions import operations
    from communities.conditions.models import Condition, Product

    if Condition.objects.count() < 11_000:
        call_command("load_conditions", verbosity=0)
    good = True
    with transaction.atomic():
        for what in ("first import", "same bytes again"):
            begin, work = time.perf_counter(), time.process_time()
            done = operations.import_file(Product.NAMES, path, by=None, allow_shrink=True)
            seconds = time.perf_counter() - begin
            work = time.process_time() - work
            mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"| {what} | {seconds:.1f} s | {work:.1f} s | {mib:.0f} MiB |")
            good &= seconds < MOST_SECONDS and mib < MOST_MIB
        print({name: number for name, number in done.difference.items() if number})
        transaction.set_rollback(True)
    return 0 if good else 1


def setup() -> None:
    """Django in test mode, with its own servers."""
    import django

    os.environ.setdefault("RARESHARE_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rareshare.settings")
    django.setup()


if __name__ == "__main__":
    sys.exit(measure(Path(sys.argv[1])) if len(sys.argv) > 1 else main())
