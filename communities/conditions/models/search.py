"""The search index over all names: each distinct written form once, and where each trigram occurs.

Rows are derived from ConditionName and rebuilt by operations.index; nothing else refers to them.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SearchForm(models.Model):
    """One distinct form of a name: lower case, without accents and punctuation."""

    form = models.TextField(unique=True, db_collation="C")
    words = models.TextField(db_collation="C", help_text="its words without plurals, sorted")

    class Meta:
        indexes = [models.Index(fields=["words"], name="searchform_words")]

    def __str__(self) -> str:
        return self.form


class SearchGram(models.Model):
    """One trigram, how many forms hold it, and which: the rare ones lead a search to its names."""

    gram = models.TextField(primary_key=True, db_collation="C")
    frequency = models.PositiveIntegerField()
    forms = ArrayField(models.BigIntegerField(), help_text="number << 10 | how many trigrams")

    def __str__(self) -> str:
        return self.gram
