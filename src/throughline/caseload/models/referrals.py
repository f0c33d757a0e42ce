"""Who was referred, why now, to whom, and what was decided about it?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from .. import codes, walls
from ..lifecycle import REFERRAL, TRANSFER
from .people import ACCESS, CASE, CODED, STAFF, Person


@tracked
class Referral(models.Model):
    """One referral from draft to closing. `key_worker` and `practitioner` are ids of people who sign in.

    `access` repeats the person's limit, because the wall asks it of each row; the database keeps both the same.
    """

    wall: ClassVar[str] = walls.REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {
        "person": CODED,
        "asked": CASE,
        "begun_by": STAFF,
        "sent_by": STAFF,
        "practitioner": STAFF,
        "triaged_by": STAFF,
        "key_worker": STAFF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, help_text="Ours, made by chance; says nothing.")
    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    provider = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    place = models.ForeignKey(
        "organisations.Place", models.PROTECT, related_name="+", help_text="Which locality's service."
    )
    state = models.CharField(max_length=24, choices=REFERRAL.choices)
    source = models.CharField(max_length=12, choices=list(codes.SOURCES.items()), default="community")
    sentence = models.CharField(max_length=12, blank=True)
    requirement = models.CharField(max_length=12, blank=True)
    sentence_ends_on = models.DateField(null=True, blank=True)
    release_on = models.DateField(null=True, blank=True)
    release_unknown = models.CharField(
        max_length=14,
        choices=list(codes.RELEASE_UNKNOWN.items()),
        blank=True,
        help_text="Why no release date is known.",
    )
    is_urgent = models.BooleanField(default=False)
    asked = models.BinaryField(help_text="Sealed: see caseload.sealed.Asked.")
    revision = models.PositiveIntegerField(
        default=0, help_text="Counts savings of a draft, so that no window overwrites another."
    )
    protocol = models.ForeignKey("caseload.Protocol", models.PROTECT, null=True, blank=True, related_name="+")
    practitioner = models.CharField(max_length=64, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=64, blank=True)
    send_key = models.CharField(
        max_length=64, blank=True, help_text="Of the form or machine that sent it: sent once."
    )
    triaged_at = models.DateTimeField(null=True, blank=True)
    triaged_by = models.CharField(max_length=64, blank=True)
    triage_reason = models.CharField(max_length=12, blank=True)
    waits_for = models.CharField(max_length=12, choices=list(codes.WAITS.items()), blank=True)
    key_worker = models.CharField(max_length=64, blank=True)
    assigned_at = models.DateTimeField(null=True, blank=True)
    assigned_by = models.CharField(max_length=64, blank=True)
    first_contact_on = models.DateField(
        null=True, blank=True, help_text="The first appointment that the person came to."
    )
    paused_on = models.DateField(null=True, blank=True)
    pause = models.CharField(max_length=12, choices=list(codes.PAUSES.items()), blank=True)
    exited_on = models.DateField(null=True, blank=True)
    exit_reason = models.CharField(max_length=24, blank=True)
    was_planned = models.BooleanField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=3, choices=list(codes.WITHDRAWAL.items()), blank=True)
    follows = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    access = models.CharField(max_length=12, choices=ACCESS, default="open")
    access_good_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"]) | Q(sent_at__isnull=False),
                name="referral_was_sent",
                violation_error_message="Past the draft a referral has the moment at which it was sent.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["assigned", "assessed", "on_pathway"]) | ~Q(key_worker=""),
                name="referral_has_its_key_worker",
                violation_error_message="From its assignment a referral has a key worker.",
            ),
            models.UniqueConstraint(
                fields=["reference"],
                name="referral_reference_is_used_once",
                violation_error_message="Another referral has this reference already.",
            ),
            models.UniqueConstraint(
                fields=["begun_by", "send_key"],
                condition=~Q(send_key=""),
                name="referral_is_sent_once",
                violation_error_message="This referral was sent already.",
            ),
        )
        indexes = (
            models.Index(fields=["unit", "provider", "state", "sent_at"], name="referrals_of_a_unit"),
            models.Index(
                "unit", F("sent_at").desc(nulls_first=True), "id", name="referrals_of_a_unit_by_day"
            ),
            models.Index(fields=["key_worker", "state"], name="referrals_of_a_worker"),
            models.Index(fields=["person"], name="referrals_of_a_person"),
            models.Index(fields=["begun_by", "state"], name="referrals_begun_by"),
            models.Index(
                fields=["unit", "release_on"],
                condition=Q(release_on__isnull=False),
                name="referrals_by_release",
            ),
        )
        triggers = (
            *follows(REFERRAL),
            pgtrigger.Protect(name="referral_is_never_deleted", operation=pgtrigger.Delete),
        )


@tracked
class NeedSought(models.Model):
    """For which of the eight needs the referral asks for help, and how complex the referrer thinks it is."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"complexity": CODED}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="needs_sought")
    need = models.CharField(max_length=6, choices=list(codes.NEEDS.items()))
    complexity = models.CharField(max_length=6, choices=list(codes.COMPLEXITY.items()))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral", "need"],
                name="need_is_sought_once",
                violation_error_message="This need is named already.",
            ),
        )


@tracked
class Amendment(models.Model):
    """What was changed after sending: which part, from what, to what and why. Nothing is overwritten unseen."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"sealed": CASE, "amended_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="amendments")
    what = models.CharField(max_length=60)
    sealed = models.BinaryField(help_text="Sealed: before, after and why.")
    amended_at = models.DateTimeField()
    amended_by = models.CharField(max_length=64)


@tracked
class Question(models.Model):
    """What the provider asked the referrer, and the answer; the clock goes on."""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {
        "question": CASE,
        "answer": CASE,
        "asked_by": STAFF,
        "answered_by": STAFF,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="questions")
    question = models.BinaryField()
    answer = models.BinaryField(null=True, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=64)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)


@tracked
class Transfer(models.Model):
    """An offer to another unit or provider; until it is taken, whoever offers it stays responsible. R35"""

    wall: ClassVar[str] = walls.TRANSFER
    personal_fields: ClassVar[dict[str, str]] = {"because": CASE, "offered_by": STAFF, "answered_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="transfers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    from_unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    from_provider = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("organisations.ProbationDeliveryUnit", models.PROTECT, related_name="+")
    to_provider = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    to_place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=TRANSFER.choices)
    because = models.BinaryField(help_text="Sealed: why, and the answer.")
    offered_at = models.DateTimeField()
    offered_by = models.CharField(max_length=64)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=64, blank=True)
    access = models.CharField(max_length=12, choices=ACCESS, default="open")
    access_good_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(state="offered"),
                name="transfer_is_offered_once_at_a_time",
                violation_error_message="This person is offered to another unit already.",
            ),
        )
        triggers = (*follows(TRANSFER),)


@tracked
class Pathway(models.Model):
    """What is done for the person, from when until when: treatment, a brief intervention, coordination. R34"""

    wall: ClassVar[str] = walls.OF_REFERRAL
    personal_fields: ClassVar[dict[str, str]] = {"kind": CODED, "begun_by": STAFF}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = models.ForeignKey(Referral, models.PROTECT, related_name="pathways")
    kind = models.CharField(max_length=12, choices=list(codes.PATHWAYS.items()))
    runs_from = models.DateField()
    runs_until = models.DateField(null=True, blank=True)
    begun_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["referral", "kind"],
                condition=Q(runs_until__isnull=True),
                name="pathway_of_a_kind_runs_once",
                violation_error_message="This pathway runs already.",
            ),
        )
