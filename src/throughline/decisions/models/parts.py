"""Of which parts, years and signatures does a decision on record consist, in each of its versions?"""

from typing import ClassVar

from django.db import models

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.ledger.tracking import tracked

from .notice import OFFICIAL, Notice


@tracked
class AwardLine(models.Model):
    """One place's part of a decision's money, in the order and words of the notice."""

    personal_fields: ClassVar[dict[str, str]] = {"recipient": OFFICIAL}

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="award_lines")
    version = models.PositiveSmallIntegerField(default=1, help_text="The version of the decision it is of.")
    position = models.PositiveSmallIntegerField()
    place = models.TextField()
    gss_code = models.CharField(max_length=9, blank=True)
    recipient = models.TextField(
        blank=True, help_text="Who receives this part, where the decision names them."
    )
    pence = MoneyField()

    class Meta:
        ordering = ["notice", "version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "version", "position"],
                name="award_line_has_its_own_position",
                violation_error_message="Another part of this decision stands here already.",
            ),
        ]
        triggers = append_only("A part of a recorded decision is never changed or deleted.")

    def __str__(self) -> str:
        return f"{self.place} {self.pence}"


@tracked
class YearAmount(models.Model):
    """The money of one financial year; no figure where the notice names the year only."""

    personal_fields: ClassVar[dict[str, str]] = {}

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="year_amounts")
    version = models.PositiveSmallIntegerField(default=1, help_text="The version of the decision it is of.")
    position = models.PositiveSmallIntegerField()
    year = models.CharField(max_length=7)
    pence = MoneyField(null=True, blank=True)

    class Meta:
        ordering = ["notice", "version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "version", "position"],
                name="year_amount_has_its_own_position",
                violation_error_message="Another year of this decision stands here already.",
            ),
        ]
        triggers = append_only("A year of a recorded decision is never changed or deleted.")

    def __str__(self) -> str:
        return f"{self.year} {self.pence or ''}".strip()


@tracked
class SignOff(models.Model):
    """A signature that the notice evidences, with the post as printed; none is ever supplied (R2)."""

    personal_fields: ClassVar[dict[str, str]] = {"post": OFFICIAL, "on_behalf": OFFICIAL}

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="sign_offs")
    version = models.PositiveSmallIntegerField(default=1, help_text="The version of the decision it is of.")
    position = models.PositiveSmallIntegerField()
    post = models.TextField()
    signed_on = models.DateField(null=True, blank=True)
    on_behalf = models.TextField(blank=True, help_text="Under what somebody signed for the post's holder.")

    class Meta:
        ordering = ["notice", "version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "version", "position"],
                name="sign_off_has_its_own_position",
                violation_error_message="Another signature of this decision stands here already.",
            ),
        ]
        triggers = append_only("A signature of a recorded decision is never changed or deleted.")

    def __str__(self) -> str:
        return self.post
