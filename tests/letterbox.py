"""The letters of a test: what is queued, and what it would say if it left now."""

from email.message import EmailMessage
from typing import Any

from django.db import transaction

from rareshare.lib import envelopes, letters
from rareshare.lib.models import Letter


class Outbox:
    """Queued letters, read from their rows."""

    def rows(self, kind: str = "", to: Any = None) -> list[Letter]:
        """All letters, oldest first; of one kind or to one account where asked."""
        rows = Letter.objects.order_by("pk")
        rows = rows.filter(kind=kind) if kind else rows
        found = list(rows)
        if to is None:
            return found
        address, pk = (to, None) if isinstance(to, str) else (to.email, to.pk)
        return [row for row in found if row.address == address or (pk and row.recipient_id == pk)]

    def read(self, row: Letter) -> EmailMessage:
        """The letter as it would leave now."""
        kind = letters.kinds()[row.kind]
        with transaction.atomic():
            context = kind.decide(row)
        assert not isinstance(context, letters.Cancel), context
        return envelopes.compose(kind, row, row.address or "somebody@demo.example", context)

    def text(self, kind: str = "", to: Any = None) -> str:
        """The plain text of the newest letter of a kind."""
        body = self.read(self.rows(kind, to)[-1]).get_body(("plain",))
        assert body is not None
        return body.get_content()
