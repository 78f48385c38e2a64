"""What can be done with the page of a community, by noun."""

from communities.pages.operations.references import add_reference, remove_reference
from communities.pages.operations.sections import write_section

__all__ = ["add_reference", "remove_reference", "write_section"]
