"""Addresses in templates that serve a community's library and the shelf of the whole site."""

from django import template

from communities.groups.models import Community
from communities.library.web.place import address

register = template.Library()


@register.simple_tag
def library_url(name: str, community: Community | None, *args: object) -> str:
    """The address of a page of this library."""
    return address(name, community, *args)
