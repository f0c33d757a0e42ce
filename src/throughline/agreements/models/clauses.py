"""From which clauses is an agreement put together?"""

from typing import ClassVar

from django.db import models

from throughline.frame.append_only import append_only
from throughline.ledger.tracking import tracked

from ..terms import KINDS
from .grants import OFFICIAL


@tracked
class Clause(models.Model):
    """A clause by what it is about; its words are versioned, and `position` is its place in the text."""

    personal_fields: ClassVar[dict[str, str]] = {}

    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    heading = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "code"], name="clause_once_a_kind"),)


@tracked
class ClauseVersion(models.Model):
    """What a clause says from a day on; `{amount}` and the like are filled in when an agreement is issued."""

    personal_fields: ClassVar[dict[str, str]] = {"confirmed_by": OFFICIAL}

    clause = models.ForeignKey(Clause, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    used_from = models.DateField()
    source = models.CharField(max_length=300)
    confirmed_by = models.CharField(max_length=64, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["clause", "number"], name="clause_version_once"),)
        triggers = append_only("A clause that was used stays as it was; write its next version.")
