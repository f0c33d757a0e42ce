"""Which decisions are on record, with what money?"""

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import NOTICE
from ..made import made_from
from ..reading.shape import Finding, PlacePart, YearPart
from ..reading.shape import SignOff as Signed
from ..record import FUNCTIONS, FileFacts, Recorded, from_values

if TYPE_CHECKING:
    from .parts import AwardLine

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


_STEPS = ("state", "made_public_at", "made_public_by")
_AT_PUBLICATION = (*_STEPS, "published_on", "effective_from")
_FOR_GOOD = (
    "id", "number", "file_id", "file_name", "file_sha256", "position_in_file", "again_because",
    "recorded_at", "recorded_by", "made_public_at", "made_public_by", "is_illustration",
)  # fmt: skip


def _names(columns: tuple[str, ...]) -> str:
    return "ARRAY[" + ", ".join(f"'{column}'" for column in columns) + "]"


_STAYS = f"""
    IF to_jsonb(NEW) - {_names(_STEPS)} = to_jsonb(OLD) - {_names(_STEPS)} THEN
        RETURN NEW;
    END IF;
    IF OLD.state = 'decided' AND NEW.state = 'published'
       AND to_jsonb(NEW) - {_names(_AT_PUBLICATION)} = to_jsonb(OLD) - {_names(_AT_PUBLICATION)} THEN
        RETURN NEW;
    END IF;
    IF OLD.state = 'published' AND NEW.version = OLD.version + 1
       AND {" AND ".join(f"NEW.{each} IS NOT DISTINCT FROM OLD.{each}" for each in _FOR_GOOD)}
       AND EXISTS (SELECT FROM decisions_revision r WHERE r.notice_id = NEW.id AND r.version = NEW.version) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Cannot update a decision on record without a new version that says why.'
        USING ERRCODE = 'restrict_violation';
"""


@tracked
class Notice(models.Model):
    """One decision on record: what its notice says, as a person confirmed it, or what was decided here.

    A value that the notice does not give is null; one that its form asks for and leaves empty is "". What is exempt
    from publication never comes into this table: it stays in the file.
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "author": OFFICIAL,
        "contact": CONTACT,
        "record": OFFICIAL,
        "made": OFFICIAL,
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
    made = models.JSONField(
        null=True, blank=True, help_text="What only a decision made here says; null for one from a notice."
    )
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

    version = models.PositiveSmallIntegerField(default=1, help_text="Grows with each correction.")
    is_illustration = models.BooleanField(
        default=False, help_text="Made up for a demonstration: never on the register (R46)."
    )
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )

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
            models.CheckConstraint(
                condition=Q(state="superseded", superseded_by__isnull=False)
                | (~Q(state="superseded") & Q(superseded_by__isnull=True)),
                name="superseded_decision_says_by_which",
                violation_error_message="A superseded decision says which one stands in its place.",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | ~Q(superseded_by=F("id")),
                name="no_decision_supersedes_itself",
                violation_error_message="A decision does not stand in its own place.",
            ),
        ]
        triggers = [
            *follows(NOTICE),
            pgtrigger.Trigger(
                name="record_stays_as_confirmed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=_STAYS,
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
                PlacePart(line.place, line.gss_code or None, line.pence.pence, line.recipient)
                for line in self.parts_now()
            ),
            by_year=tuple(
                YearPart(line.year, None if line.pence is None else line.pence.pence)
                for line in self.year_amounts.all()
                if line.version == self.version
            ),
            sign_offs=tuple(
                Signed(line.post, line.signed_on, line.on_behalf)
                for line in self.sign_offs.all()
                if line.version == self.version
            ),
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
            made=None if self.made is None else made_from(self.made),
            version=self.version,
            revisions=tuple(each.facts() for each in self.revisions.all()) if self.version > 1 else (),
            superseded_by=None if self.superseded_by is None else self.superseded_by.number,
        )

    def parts_now(self) -> "list[AwardLine]":
        """The parts of the present version in their order, from what is prefetched."""
        return [line for line in self.award_lines.all() if line.version == self.version]
