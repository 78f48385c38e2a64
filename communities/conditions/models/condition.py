"""A rare condition, with every name and code it has and where it stands in the classification.

Names, codes and parents carry the source that gave them, so that an import changes only its own.
"""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from communities.conditions.states import Status
from rareshare.lib.models import Event


class Source(models.TextChoices):
    """Who vouches for a name, a code or a place in the classification."""

    MONDO = "MONDO", "Mondo"
    ORPHANET = "ORPHANET", "Orphanet"
    COMMUNITY = "COMMUNITY", "Community"


class System(models.TextChoices):
    """The coding systems, in the order in which a bare number is looked for."""

    ORPHA = "ORPHA", "ORPHA"
    OMIM = "OMIM", "OMIM"
    GARD = "GARD", "GARD"
    MONDO = "MONDO", "Mondo"
    ICD10CM = "ICD-10-CM", "ICD-10-CM"
    ICD10 = "ICD-10", "ICD-10"
    ICD11 = "ICD-11", "ICD-11"
    MESH = "MeSH", "MeSH"
    UMLS = "UMLS", "UMLS"
    MEDGEN = "MedGen", "MedGen"
    MEDDRA = "MedDRA", "MedDRA"


class Relation(models.TextChoices):
    """How a code fits the condition that bears it."""

    EXACT = "E", "the same"
    WIDER = "NTBT", "wider"  # the condition is narrower than the code
    NARROWER = "BTNT", "narrower"
    OTHER = "", "not exactly the same"


class Level(models.TextChoices):
    """What kind of entry a condition is. A group is no illness, yet has a page."""

    GROUP = "group", "Group of conditions"
    DISORDER = "disorder", "Condition"
    SUBTYPE = "subtype", "Subtype"
    UNKNOWN = "", "Not said"


class NameKind(models.TextChoices):
    PREFERRED = "preferred", "Main name"
    SYNONYM = "synonym", "Other name"
    ABBREVIATION = "abbreviation", "Short name"
    COMMUNITY = "community", "Name used by members"


class ConditionQuerySet(models.QuerySet["Condition"]):
    def active(self) -> "ConditionQuerySet":
        return self.filter(status=Status.ACTIVE)


class Condition(models.Model):
    """A condition keeps its key and its slug for ever, whatever later imports call it."""

    key = models.CharField(max_length=16, unique=True)
    slug = models.CharField(max_length=160, unique=True)
    name = models.CharField(max_length=500)
    sort_name = models.CharField(max_length=500, db_collation="C")
    letter = models.CharField(max_length=1, db_collation="C", help_text="a to z, or 0 for the rest")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    level = models.CharField(max_length=10, choices=Level.choices, default="", blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    changed_at = models.DateTimeField()

    objects = ConditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="condition_status_known"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(status=Status.RETIRED),
                name="condition_replaced_is_retired",
            ),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="condition_level_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["letter", "sort_name", "id"],
                name="condition_a_to_z",
                condition=Q(status=Status.ACTIVE),
            ),
            models.Index(
                fields=["sort_name", "id"],
                name="condition_by_name",
                condition=Q(status=Status.ACTIVE),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("conditions:condition", args=[self.slug])

    @property
    def is_active(self) -> bool:
        return self.status == Status.ACTIVE


class ConditionName(models.Model):
    """One name in one language from one source; `normalized` is the form that search compares."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=500)
    kind = models.CharField(max_length=12, choices=NameKind.choices)
    language = models.CharField(max_length=10, default="en")
    source = models.CharField(max_length=20, choices=Source.choices)
    normalized = models.CharField(max_length=500, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "source", "language", "text"], name="name_once_per_source"
            ),
            models.CheckConstraint(condition=Q(kind__in=NameKind.values), name="name_kind_known"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="name_source_known"),
        ]
        indexes = [models.Index(fields=["normalized"], name="name_normalized")]

    def __str__(self) -> str:
        return self.text


class ConditionCode(models.Model):
    """A code of a condition in one system. One code may stand on several conditions."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=12, choices=System.choices)
    value = models.CharField(max_length=30)
    search_value = models.CharField(
        max_length=30, db_collation="C", help_text="without prefix, dots and leading zeros"
    )
    relation = models.CharField(
        max_length=4, choices=Relation.choices, default=Relation.EXACT, blank=True
    )
    validated = models.BooleanField(default=True, help_text="checked by its source")
    source = models.CharField(max_length=20, choices=Source.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "system", "value", "source"], name="code_once_per_source"
            ),
            models.UniqueConstraint(
                fields=["value"],
                condition=Q(system=System.MONDO, source=Source.MONDO),
                name="mondo_names_one_condition",
            ),
            models.CheckConstraint(condition=Q(system__in=System.values), name="code_system_known"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="code_source_known"),
            models.CheckConstraint(
                condition=Q(relation__in=Relation.values), name="code_relation_known"
            ),
        ]
        indexes = [models.Index(fields=["search_value", "system"], name="code_search")]

    def __str__(self) -> str:
        return f"{self.system}:{self.value}"


class ConditionParent(models.Model):
    """A wider group that holds a condition; outside the catalogue it is only a code."""

    child = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="parents")
    parent_code = models.CharField(max_length=30)
    parent = models.ForeignKey(
        Condition, null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    source = models.CharField(max_length=20, choices=Source.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "parent_code", "source"], name="parent_once_per_source"
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="parent_source_known"
            ),
        ]
        indexes = [models.Index(fields=["parent_code"], name="parent_of_whom")]

    def __str__(self) -> str:
        return f"{self.child_id} in {self.parent_code}"


class ConditionEvent(Event):
    """A condition was retired, came back, or was given names; who did it, and when."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="events")
