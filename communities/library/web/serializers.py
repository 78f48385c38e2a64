"""News links, resources and feeds as JSON."""

from typing import Any

from rest_framework import serializers

from communities.library.languages import CHOICES
from communities.library.models import Feed, LengthUnit, NewsLink, Resource, ResourceKind
from communities.library.states import Reason, State


class NewsLinkOut(serializers.Serializer[NewsLink]):
    """An article elsewhere. `reason` says why it is not shown; `could_not_reach_on` is set after
    failures on three days."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    url = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    published_on = serializers.DateField()
    excerpt = serializers.CharField()
    doi = serializers.CharField()
    is_retracted = serializers.BooleanField()
    state = serializers.CharField()
    reason = serializers.CharField()
    could_not_reach_on = serializers.DateField(source="unreachable_since")


class NewsLinkIn(serializers.Serializer[Any]):
    """A suggestion; all four are needed."""

    title = serializers.CharField(max_length=200)
    url = serializers.CharField(max_length=1000)
    source = serializers.CharField(max_length=120)  # type: ignore[assignment]
    published_on = serializers.DateField()


class ShelfDecisionIn(serializers.Serializer[Any]):
    """What is decided; a person's suggestion is declined with a reason."""

    decision = serializers.ChoiceField([State.APPROVED.value, State.DECLINED.value])
    reason = serializers.ChoiceField(Reason.choices, required=False, allow_blank=True, default="")
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class ResourceOut(serializers.Serializer[Resource]):
    """Something worth keeping. `length` counts pages or minutes, as `length_unit` says."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    url = serializers.CharField()
    language = serializers.CharField()
    length = serializers.IntegerField(allow_null=True)
    length_unit = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    state = serializers.CharField()
    reason = serializers.CharField()
    could_not_reach_on = serializers.DateField(source="unreachable_since")


class ResourceIn(serializers.Serializer[Any]):
    """A resource; the first four are needed."""

    kind = serializers.ChoiceField(ResourceKind.choices)
    title = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=500)
    url = serializers.CharField(max_length=1000)
    language = serializers.ChoiceField(CHOICES, required=False, allow_blank=True)
    length = serializers.IntegerField(required=False, allow_null=True)
    length_unit = serializers.ChoiceField(LengthUnit.choices, required=False, allow_blank=True)
    published_on = serializers.DateField(required=False, allow_null=True)


class FeedOut(serializers.Serializer[Feed]):
    """A feed that is read, with what went wrong last; PubMed has no address."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    url = serializers.CharField()
    state = serializers.CharField()
    last_ok_at = serializers.DateTimeField(allow_null=True)
    error = serializers.CharField()


class FeedIn(serializers.Serializer[Any]):
    """The address of an RSS or Atom feed."""

    title = serializers.CharField(max_length=120)
    url = serializers.CharField(max_length=1000)
