"""What was promised in writing, between whom, and who signed which bytes?

A partnership agreement is between the authority and a locality's commissioner, over years; a grant agreement is
between the authority and a grant's recipient, for one round. They are two things (R16, R17) with one life.
"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.append_only import append_only
from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import AGREEMENT
from ..terms import KINDS, SIDES
from .grants import OFFICIAL, Grant


@tracked
class Agreement(models.Model):
    """One agreement, from draft to its end; what it says is frozen when it is issued."""

    personal_fields: ClassVar[dict[str, str]] = {"drafted_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    programme = models.ForeignKey("funding.Programme", models.PROTECT, related_name="+")
    place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    party = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    grant = models.ForeignKey(Grant, models.PROTECT, null=True, blank=True, related_name="agreements")
    specification = models.ForeignKey(
        "agreements.SpecificationVersion", models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    contract = models.ForeignKey(
        "agreements.LocalContract", models.PROTECT, null=True, blank=True, related_name="partnerships"
    )
    into_contract_by = models.DateField(null=True, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    variation = models.ForeignKey(
        "agreements.Variation", models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    own_words = models.TextField(blank=True, help_text="What is agreed here beside the clauses.")
    state = models.CharField(max_length=20, choices=AGREEMENT.choices)
    because = models.TextField(blank=True)
    sign_by = models.DateField(null=True, blank=True)
    is_illustration = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="grant", grant__isnull=False) | Q(kind="partnership", grant__isnull=True),
                name="grant_agreement_is_about_a_grant",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("begins_on")),
                name="agreement_runs_forward",
                violation_error_message="An agreement ends after it begins.",
            ),
            models.UniqueConstraint(
                fields=["grant"],
                condition=Q(state="in_force"),
                name="grant_has_one_agreement_in_force",
                violation_error_message="This grant has an agreement in force already.",
            ),
            models.UniqueConstraint(
                fields=["programme", "place"],
                condition=Q(kind="partnership", state="in_force"),
                name="place_has_one_partnership_in_force",
                violation_error_message="This place has a partnership agreement in force already.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "terminated"]) | ~Q(because=""),
                name="refused_agreement_says_why",
                violation_error_message="Say why.",
            ),
        )
        triggers = (
            *follows(AGREEMENT),
            pgtrigger.Protect(name="agreement_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="agreement_keeps_whom_it_is_between",
                fields=[
                    "kind",
                    "programme",
                    "place",
                    "party",
                    "grant",
                    "is_illustration",
                    "drafted_at",
                    "drafted_by",
                ],
            ),
            pgtrigger.Trigger(
                name="agreement_is_changed_as_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "begins_on",
                    "ends_on",
                    "specification",
                    "contract",
                    "into_contract_by",
                    "replaces",
                    "variation",
                    "own_words",
                ),
                func="""
                    IF OLD.state <> 'draft' THEN
                        RAISE EXCEPTION 'What was issued is changed by taking it back, and by nothing else.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="in_force_when_both_signed_the_same_bytes",  # R16
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__state="in_force") & ~pgtrigger.Q(old__state="in_force"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM agreements_agreementtext AS text
                        JOIN agreements_agreementsignature AS other
                            ON other.text_id = text.id AND other.side = 'other'
                        JOIN agreements_agreementsignature AS ours
                            ON ours.text_id = text.id AND ours.side = 'authority' AND ours.sha256 = other.sha256
                        WHERE text.agreement_id = NEW.id AND text.sha256 = ours.sha256
                          AND text.number = (SELECT max(number) FROM agreements_agreementtext
                                             WHERE agreement_id = NEW.id)
                    ) THEN
                        RAISE EXCEPTION 'An agreement is in force only when both sides signed identical bytes.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )


@tracked
class AgreementText(models.Model):
    """What an agreement said when it was issued: canonical JSON, from which PDF and DOCX are rendered."""

    personal_fields: ClassVar[dict[str, str]] = {"content": OFFICIAL, "frozen_by": OFFICIAL}

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agreement", "number"], name="agreement_text_once"),)
        triggers = append_only("What was issued to be signed is never changed.")


@tracked
class SigningAuthority(models.Model):
    """Who may sign agreements for a body, up to which sum, and what says so."""

    personal_fields: ClassVar[dict[str, str]] = {"person": OFFICIAL, "recorded_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("organisations.Person", models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", models.PROTECT, related_name="+")
    capacity = models.CharField(
        max_length=120, help_text="The office that signs, as it will stand on the page."
    )
    up_to_pence = MoneyField(null=True, blank=True)
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "signing authorities"
        constraints = (
            models.CheckConstraint(
                condition=Q(up_to_pence__isnull=True) | Q(up_to_pence__gt=0),
                name="signing_authority_is_for_something",
                violation_error_message="An authority up to nothing is none.",
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=models.F("held_from")),
                name="signing_authority_runs_forward",
                violation_error_message="An authority ends after it begins.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="signing_authority_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="signing_authority_only_ends", exclude=["held_until"]),
        )


@tracked
class AgreementSignature(models.Model):
    """One side's signature on a text: which person, in which capacity, when, on which bytes."""

    personal_fields: ClassVar[dict[str, str]] = {"signed_by": OFFICIAL, "name": OFFICIAL}

    text = models.ForeignKey(AgreementText, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=12, choices=list(SIDES.items()))
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=120)
    authority = models.ForeignKey(SigningAuthority, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["text", "side"],
                name="side_signs_once",
                violation_error_message="This side has signed already.",
            ),
        )
        triggers = append_only("A signature is never changed or deleted.")
