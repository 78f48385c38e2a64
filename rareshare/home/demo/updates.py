"""The demo's yearly updates: everybody who joined gets a first due day."""

from rareshare.home.demo.cast import Cast
from registry.updates import operations


def load(cast: Cast) -> None:
    """Look once, as the scanner does every minute."""
    operations.find_due()
