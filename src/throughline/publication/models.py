"""Which bytes of a published decision are frozen?"""

from typing import ClassVar

from django.db import models

from throughline.frame.append_only import append_only
from throughline.ledger.tracking import tracked

MADE_BY = "Kept with the published record: it shows who published it."


@tracked
class Edition(models.Model):
    """The published forms of a decision as they were frozen, in its own act, when it was published.

    A later edition never replaces an earlier one; the newest is served.
    """

    personal_fields: ClassVar[dict[str, str]] = {"made_by": MADE_BY}

    decision = models.ForeignKey("decisions.Notice", models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    record = models.ForeignKey("frame.StoredFile", models.PROTECT, related_name="+")
    document = models.ForeignKey("frame.StoredFile", models.PROTECT, related_name="+")
    act = models.UUIDField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["decision", "version"], name="edition_has_its_own_version"),
        )
        triggers = append_only("An edition of a published decision is never changed or deleted.")

    def __str__(self) -> str:
        return f"edition {self.version}"
