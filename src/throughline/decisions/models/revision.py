"""What became of a published decision: which version, what was, what is, and why?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.ledger.tracking import tracked

from ..revised import Change, Revised
from .notice import OFFICIAL, Notice


@tracked
class Revision(models.Model):
    """One version of a published decision after the first: what was, what is, why, by whom and when.

    `changes` is a list of path, label, was and is; nothing of it is exempt, because nothing exempt was published.
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "reason": OFFICIAL,
        "changes": OFFICIAL,
        "made_by": OFFICIAL,
    }

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveSmallIntegerField()
    reason = models.TextField()
    changes = models.JSONField(default=list)
    made_on = models.DateField(help_text="The day of the authority, on which everybody could read it.")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)

    class Meta:
        ordering = ["notice", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "version"],
                name="revision_has_its_own_version",
                violation_error_message="Somebody has corrected this decision meanwhile.",
            ),
            models.CheckConstraint(condition=Q(version__gt=1), name="first_version_is_no_revision"),
            models.CheckConstraint(condition=~Q(reason=""), name="revision_says_why"),
        ]
        triggers = append_only("A version of a published decision is never changed or deleted.")

    def __str__(self) -> str:
        return f"version {self.version}"

    def facts(self) -> Revised:
        """The version as plain values."""
        return Revised(
            self.version, self.made_on, self.reason, tuple(Change(**each) for each in self.changes)
        )
