"""Lasting resources: guides, books, podcasts, groups that help."""

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.groups.models import Community
from communities.library import permissions
from communities.library.models import Resource, ResourceEvent, ResourceKind
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from rareshare.lib.text import clean_line
from rareshare.lib.weblinks import clean_weblink


def add_resource(
    community: Community, *, by: User, kind: str, title: str, description: str, url: str
) -> Resource:
    """A leader adds something worth keeping, with one sentence on what it is."""
    if kind not in ResourceKind.values:
        raise Invalid("Choose what it is.", field="kind")
    resource = Resource(
        community=community,
        kind=kind,
        title=clean_line(title, "title"),
        description=clean_line(description, "description", limit=500),
        url=clean_weblink(url),
        added_by=by,
    )
    if not resource.title or not resource.description:
        field = "description" if resource.title else "title"
        raise Invalid("Write a title and one sentence on what it is.", field=field)
    with transaction.atomic():
        if not permissions.can_add_resource(by, community):
            raise NotAllowed("Only leaders of this community add resources.")
        try:
            with transaction.atomic():
                resource.save(force_insert=True)
        except IntegrityError as error:
            raise Conflict("This address is in the list already.", field="url") from error
        ResourceEvent.objects.create(resource=resource, verb="resource_added", by=by)
    return resource
