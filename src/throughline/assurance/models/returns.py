"""Which returns does an area owe, what does each say, and who certified it?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import RETURN
from .asking import KINDS

OFFICIAL = "Kept with the return: who said what about public money is part of the record."


@tracked
class Return(models.Model):
    """One return of one recipient in one place for a year; it covers all its grants there, of whichever programme."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    recipient = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    year = models.CharField(max_length=7)
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    quarter = models.PositiveSmallIntegerField(null=True, blank=True)
    opens_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=RETURN.choices)
    because = models.TextField(blank=True)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["place", "recipient", "year", "kind", "quarter"],
                name="return_once_a_period",
                nulls_distinct=False,
                violation_error_message="This return is on the calendar already.",
            ),
            models.CheckConstraint(
                condition=Q(kind="quarterly", quarter__gte=1, quarter__lte=4)
                | (~Q(kind="quarterly") & Q(quarter__isnull=True)),
                name="quarterly_return_names_its_quarter",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("opens_on")), name="return_opens_before_it_is_due"
            ),
        )
        triggers = (
            *follows(RETURN),
            pgtrigger.Protect(name="return_is_never_deleted", operation=pgtrigger.Delete),
        )


@tracked
class ReturnGrant(models.Model):
    """Which grants a return covers."""

    personal_fields: ClassVar[dict[str, str]] = {}

    of = models.ForeignKey(Return, models.PROTECT, related_name="covers")
    grant = models.ForeignKey("agreements.Grant", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "grant"], name="return_covers_a_grant_once"),)
        triggers = append_only("Which grants a return covers is never taken back.")


class ReturnLine(models.Model):
    """What is typed so far at one place of a return: a spend line of a grant, a post, or an answer. Working text.

    `key` says which ("spend:<rule>", "post:<id>", "answer:<question>"); `revision` grows with each save.
    """

    personal_fields: ClassVar[dict[str, str]] = {"words": OFFICIAL, "saved_by": OFFICIAL}

    of = models.ForeignKey(Return, models.PROTECT, related_name="lines")
    grant = models.ForeignKey("agreements.Grant", models.PROTECT, null=True, blank=True, related_name="+")
    key = models.CharField(max_length=80)
    plan_pence = MoneyField(null=True, blank=True)
    actual_pence = MoneyField(null=True, blank=True)
    projected_pence = MoneyField(null=True, blank=True)
    words = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["of", "grant", "key"], name="return_line_once", nulls_distinct=False
            ),
        )


@tracked
class ReturnVersion(models.Model):
    """What a return said when it was submitted: canonical JSON and its hash, for good."""

    personal_fields: ClassVar[dict[str, str]] = {"content": OFFICIAL, "submitted_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    of = models.ForeignKey(Return, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["of", "number"], name="return_version_once"),)
        triggers = append_only("What was submitted is never changed; submit a new version.")


@tracked
class Certification(models.Model):
    """A finance officer's word that a version is right: who, in which capacity, on which bytes (R25)."""

    personal_fields: ClassVar[dict[str, str]] = {"certified_by": OFFICIAL, "name": OFFICIAL}

    version = models.OneToOneField(ReturnVersion, models.PROTECT, related_name="certification")
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=120)
    delegation_words = models.CharField(
        max_length=300, blank=True, help_text="By which recorded delegation, if not the officer."
    )
    sha256 = models.CharField(max_length=64)
    certified_at = models.DateTimeField()
    certified_by = models.CharField(max_length=64)

    class Meta:
        triggers = append_only("A certification is never changed or deleted.")


@tracked
class ReturnQuery(models.Model):
    """A question about a version, by the certifier or the authority, and its answer with the next one."""

    personal_fields: ClassVar[dict[str, str]] = {
        "words": OFFICIAL,
        "asked_by": OFFICIAL,
        "answered_by": OFFICIAL,
    }

    version = models.ForeignKey(ReturnVersion, models.PROTECT, related_name="queries")
    line_key = models.CharField(max_length=80, blank=True)
    words = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)

    class Meta:
        triggers = (
            pgtrigger.Protect(name="return_query_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="question_stays_as_asked",
                fields=["version", "line_key", "words", "asked_at", "asked_by"],
            ),
        )
