"""`manage.py rotate_field_keys`: re-seal every encrypted field with the first of FIELD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand

from rareshare.lib import crypto


class Command(BaseCommand):
    """Resumable and safe beside running web servers; then the old key can be removed."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Batch after batch, until no row of an older key is left."""
        for model, field in crypto.encrypted_fields():
            total = 0
            while done := crypto.rotate(model, field):
                total += done
            self.stdout.write(f"{model._meta.label}.{field.name}: {total} rows sealed anew")
