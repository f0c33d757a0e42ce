"""Which decisions are on record, with what money?"""

import uuid
from dataclasses import replace
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import NOTICE
from ..reading.shape import Finding, PlacePart, YearPart
from ..reading.shape import SignOff as Signed
from ..record import FUNCTIONS, FileFacts, Recorded, from_values

OFFICIAL = (
    "Kept with the decision for good: who decided, and who answers for it, is part of the public record."
)
CONTACT = "Kept with the decision for staff, because people ask about old decisions; never published."
SAID_IN_COLUMNS = (
    "title",
    "reference",
    "author",
    "contact",
    "function",
    "legal_power",
    "decision_type",
    "status",
    "key_decision",
    "subject_to_call_in",
    "decided_on",
    "published_on",
    "effective_from",
    "total_pence",
    "recipients",
    "price_basis",
    "payment_basis",
)
SAID_IN_RECORD = (
    "decision_makers",
    "amounts",
    "percentages",
    "conditions",
    "endorsements",
    "related",
    "promises",
    "safeguarding",
)
NO_SUBJECT = "Decision without a subject"


def _worded() -> "models.TextField[str | None, str | None]":
    return models.TextField(null=True, blank=True)


def states(noun_states: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(state, state.capitalize()) for state in noun_states]


class NumberSeries(models.Model):
    """The last number given to a decision of a year; a number given is never given again."""

    personal_fields: ClassVar[dict[str, str]] = {}

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "number series"
        triggers = [
            pgtrigger.Trigger(
                name="numbers_only_go_up",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'UPDATE' AND NEW.year = OLD.year AND NEW.last > OLD.last THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'A number of a decision is never given again.'
                        USING ERRCODE = 'restrict_violation';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.last:03}"


@tracked
class Notice(models.Model):
    """One decision on record: what its notice says, as a person confirmed it.

    A value that the notice does not give is null; one that its form asks for and leaves empty is "".
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "author": OFFICIAL,
        "contact": CONTACT,
        "record": OFFICIAL,
        "search_text": OFFICIAL,
        "recorded_by": OFFICIAL,
        "made_public_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=12, editable=False)
    state = models.CharField(max_length=20, choices=states(NOTICE.states), default="recorded")

    title = _worded()
    reference = _worded()
    author = _worded()
    contact = _worded()
    function = models.CharField(  # noqa: DJ001 - null as in every value that a notice may lack
        max_length=20, null=True, blank=True, choices=list(FUNCTIONS.items())
    )
    legal_power = _worded()
    decision_type = _worded()
    status = _worded()
    key_decision = models.BooleanField(null=True, blank=True)
    subject_to_call_in = models.BooleanField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    total_pence = MoneyField(null=True, blank=True)
    recipients = _worded()
    price_basis = _worded()
    payment_basis = _worded()
    record = models.JSONField(help_text="Lists, worded answers, and where each value stands.")
    findings = models.JSONField(help_text="What a person should look at, as found when it was recorded.")

    purpose = models.TextField(blank=True, help_text="What it is for, in our own plain words.")
    file = models.ForeignKey(
        "frame.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    position_in_file = models.PositiveSmallIntegerField(default=0)
    again_because = models.TextField(blank=True, help_text="Why the same decision is on record once more.")
    search_text = models.TextField(editable=False)

    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    made_public_at = models.DateTimeField(null=True, blank=True)
    made_public_by = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(F("decided_on").desc(nulls_last=True), "number", name="notices_by_date"),
            models.Index(fields=["total_pence", "decided_on"], name="notices_alike"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["number"],
                name="decision_number_is_given_once",
                violation_error_message="Another decision has this number already.",
            ),
            models.UniqueConstraint(
                fields=["file_sha256", "position_in_file"],
                condition=Q(again_because=""),
                name="decision_of_a_file_is_recorded_once",
                violation_error_message="This decision of this very file is on record already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["recorded", "decided"], made_public_at__isnull=True, made_public_by="")
                | (
                    ~Q(state__in=["recorded", "decided"])
                    & Q(made_public_at__isnull=False)
                    & ~Q(made_public_by="")
                ),
                name="published_decision_says_when_and_by_whom",
                violation_error_message="A published decision says when it was published and by whom.",
            ),
            models.CheckConstraint(
                condition=Q(file__isnull=True) | Q(file=F("file_sha256")),
                name="decision_and_its_file_have_the_same_hash",
                violation_error_message="The file held is not the file that was read.",
            ),
        ]
        triggers = [
            *follows(NOTICE),
            pgtrigger.ReadOnly(
                name="record_stays_as_confirmed", exclude=["state", "made_public_at", "made_public_by"]
            ),
            pgtrigger.Protect(name="decision_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}"

    @property
    def heading(self) -> str:
        """The subject, or words that say that the notice gives none."""
        return self.title or NO_SUBJECT

    @property
    def is_supplied(self) -> bool:
        """Whether it came with Throughline, confirmed from a file that is not held here."""
        return self.file_id is None

    def facts(self) -> Recorded:
        """The whole decision as plain values; asks no more of the database when its parts are prefetched."""
        columns = {name: getattr(self, name) for name in SAID_IN_COLUMNS}
        total = columns.pop("total_pence")
        lists = {name: self.record[name] for name in SAID_IN_RECORD}
        said = replace(
            from_values(lists),
            **columns,
            total_pence=total.pence if total is not None else None,
            breakdown=tuple(
                PlacePart(line.place, line.gss_code or None, line.pence.pence)
                for line in self.award_lines.all()
            ),
            by_year=tuple(
                YearPart(line.year, None if line.pence is None else line.pence.pence)
                for line in self.year_amounts.all()
            ),
            sign_offs=tuple(Signed(line.post, line.signed_on) for line in self.sign_offs.all()),
        )
        return Recorded(
            id=str(self.id),
            number=self.number,
            state=self.state,
            said=said,
            purpose=self.purpose,
            findings=tuple(Finding(**finding) for finding in self.findings),
            evidence=self.record["evidence"],
            file=FileFacts(
                self.file_name, self.file_sha256, self.record["text_sha256"], self.file_id is not None
            ),
        )


@tracked
class AwardLine(models.Model):
    """One place's part of a decision's money, in the order and words of the notice."""

    personal_fields: ClassVar[dict[str, str]] = {}

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="award_lines")
    position = models.PositiveSmallIntegerField()
    place = models.TextField()
    gss_code = models.CharField(max_length=9, blank=True)
    pence = MoneyField()

    class Meta:
        ordering = ["notice", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "position"],
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
    position = models.PositiveSmallIntegerField()
    year = models.CharField(max_length=7)
    pence = MoneyField(null=True, blank=True)

    class Meta:
        ordering = ["notice", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "position"],
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

    personal_fields: ClassVar[dict[str, str]] = {"post": OFFICIAL}

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="sign_offs")
    position = models.PositiveSmallIntegerField()
    post = models.TextField()
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["notice", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "position"],
                name="sign_off_has_its_own_position",
                violation_error_message="Another signature of this decision stands here already.",
            ),
        ]
        triggers = append_only("A signature of a recorded decision is never changed or deleted.")

    def __str__(self) -> str:
        return self.post
