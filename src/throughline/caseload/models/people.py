"""Whom is this record about, who may see it, and who looked?"""

import uuid
from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.ledger.tracking import tracked

from .. import walls

CASE = "Sealed with the person's own key, which is destroyed when the retention of the record's organisation ends."
CODED = "Kept with the person's record; without its key it names nobody."
STAFF = "Kept with the record: who saw and who did what is part of it."
ACCESS = [
    ("open", "Open to everybody in sight"),
    ("restricted", "Only the named may see"),
    ("excluding", "All in sight but the named may see"),
    ("unknown", "Not known: nobody may see"),
]
HOLDS = [
    ("inquest", "An inquest or a review of a death"),
    ("complaint", "A complaint"),
    ("claim", "A claim or a court case"),
    ("police", "An investigation by the police"),
    ("inquiry", "An inquiry or an inspection"),
]


@tracked(exclude=["wrapped_key"])
class Person(models.Model):
    """A person on probation, as one organisation's record knows them. Who they are is sealed in `identity`.

    Nothing that identifies is unique across organisations, for that would tell that somebody hidden is known.
    """

    wall: ClassVar[str] = walls.PERSON
    may_be_added: ClassVar[str] = "true"
    personal_fields: ClassVar[dict[str, str]] = {"identity": CASE, "wrapped_key": CASE, "access_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(
        "organisations.Body", models.PROTECT, related_name="+", help_text="Whose record it is."
    )
    identity = models.BinaryField(help_text="Sealed: see caseload.sealed.Identity.")
    wrapped_key = models.BinaryField(help_text="Empty once the person's data are deleted.")
    is_made_up = models.BooleanField(default=False)
    access = models.CharField(max_length=12, choices=ACCESS, default="open")
    access_source = models.CharField(max_length=120, blank=True)
    access_on = models.DateField(null=True, blank=True, help_text="The day on which the source said so.")
    access_by = models.CharField(max_length=64, blank=True)
    access_good_until = models.DateField(null=True, blank=True)
    legal_hold = models.CharField(
        max_length=12, choices=HOLDS, blank=True, help_text="Why nothing of it may be deleted."
    )
    died_on = models.DateField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(access="open")
                | Q(access="unknown")
                | (
                    Q(access_on__isnull=False, access_good_until__isnull=False)
                    & ~Q(access_source="")
                    & ~Q(access_by="")
                ),
                name="limit_has_source_date_and_confirmer",
                violation_error_message="A limit has its source, its date, who confirmed it and until when it is good.",
            ),
        )
        indexes = (
            models.Index(
                fields=["id"], condition=Q(deleted_at__isnull=False), name="people_who_were_deleted"
            ),
        )


class SearchHash(models.Model):
    """By which keyed hashes a person is found: CRN, each word of a name, its first three letters."""

    wall: ClassVar[str] = walls.OF_PERSON
    may_be_added: ClassVar[str] = "true"
    may_be_deleted: ClassVar[str] = walls.OF_PERSON
    personal_fields: ClassVar[dict[str, str]] = {"hash": "Deleted with the person's data."}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="hashes")
    kind = models.CharField(
        max_length=8, choices=[("crn", "CRN"), ("word", "Word"), ("start", "First letters")]
    )
    hash = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["hash", "kind", "person"], name="people_are_found_by_hash"),)


@tracked
class LimitName(models.Model):
    """Who alone may, or may not, see a person whose record is limited; `staff` is an actor's id."""

    wall: ClassVar[str] = walls.OWN_NAME
    may_be_added: ClassVar[str] = walls.ANSWERS_FOR_A_UNIT
    may_be_deleted: ClassVar[str] = f"{walls.ANSWERS_FOR_A_UNIT} AND {walls.OF_PERSON}"
    personal_fields: ClassVar[dict[str, str]] = {"staff": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="limit_names")
    kind = models.CharField(max_length=8, choices=[("may", "May see"), ("may_not", "May not see")])
    staff = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["person", "staff", "kind"],
                name="limit_names_somebody_once",
                violation_error_message="This person is named already.",
            ),
        )


class Read(models.Model):
    """Somebody looked at something of a person; the ledger keeps one leaf a day over all of them. R39"""

    wall: ClassVar[str] = walls.OF_PERSON
    may_be_added: ClassVar[str] = "true"
    personal_fields: ClassVar[dict[str, str]] = {"person": STAFF, "read_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    body = models.UUIDField(null=True, blank=True)
    what = models.CharField(max_length=60)
    because = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField()
    read_by = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=["person", "read_at"], name="reads_of_a_person"),
            BrinIndex(fields=["read_at"], name="reads_of_a_day"),
        )
        triggers = append_only("A record of who looked is never changed or deleted.")
