"""Under which scheme and which law is a decision made, from when until when, and who has confirmed that?

Everything here is dated configuration: unverified until the monitoring officer confirms it with name and date, and
nobody is refused anything because of an unverified row (DOMAIN, Sources). What is in force is never edited, it is
succeeded.
"""

import uuid
from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from throughline.frame.fields import MoneyField
from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..drafting.terms import DECISION_TYPES
from ..law.lifecycle import IN_FORCE, REGIME, SCHEME
from ..record import FUNCTIONS
from .notice import OFFICIAL, states

_CONFIRMED = Q(state="confirmed", confirmed_at__isnull=False) & ~Q(confirmed_by="")
_UNCONFIRMED = ~Q(state="confirmed") & Q(confirmed_at__isnull=True, confirmed_by="")


def _stays() -> pgtrigger.Trigger:
    """What is in force changes only by being confirmed and by ending where its successor begins."""
    may = "ARRAY['state', 'confirmed_at', 'confirmed_by', 'in_force_until']"
    return pgtrigger.Trigger(
        name="what_is_in_force_stays",
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF TG_OP = 'UPDATE' AND (OLD.state = 'prepared'
               OR to_jsonb(NEW) - {may} = to_jsonb(OLD) - {may}) THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'What is or was in force is not edited or deleted; it is succeeded by a new version.'
                USING ERRCODE = 'restrict_violation';
        """,
    )


def _of_a_prepared_scheme() -> pgtrigger.Trigger:
    """Lines and test cases change only while their scheme is being prepared."""
    return pgtrigger.Trigger(
        name="only_a_prepared_scheme_changes",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("found", "text"), ("of_scheme", "uuid")],
        func="""
            of_scheme := CASE WHEN TG_OP = 'DELETE' THEN OLD.scheme_id ELSE NEW.scheme_id END;
            SELECT state INTO found FROM decisions_scheme WHERE id = of_scheme FOR SHARE;
            IF found = 'prepared' AND (TG_OP <> 'UPDATE' OR NEW.scheme_id = OLD.scheme_id) THEN
                RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
            END IF;
            RAISE EXCEPTION 'A scheme that is or was in force is not edited; it is succeeded by a new version.'
                USING ERRCODE = 'restrict_violation';
        """,
    )


@tracked
class Scheme(models.Model):
    """A version of the scheme of delegation: which posts sign which decisions, while it is in force. Authority: R2."""

    personal_fields: ClassVar[dict[str, str]] = {"confirmed_by": OFFICIAL, "made_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=12, choices=states(SCHEME.states), default="prepared")
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-in_force_from", "-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["in_force_from"],
                condition=Q(state__in=IN_FORCE),
                name="scheme_begins_alone",
                violation_error_message="A scheme is in force from that very day already.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gt=F("in_force_from")),
                name="scheme_ends_after_it_begins",
                violation_error_message="A scheme ends after it begins.",
            ),
            models.CheckConstraint(
                condition=_CONFIRMED | _UNCONFIRMED,
                name="confirmed_scheme_says_when_and_by_whom",
                violation_error_message="A confirmed scheme says when it was confirmed and by whom.",
            ),
        ]
        triggers = [*follows(SCHEME), _stays()]

    def __str__(self) -> str:
        return self.title


@tracked
class SigningRule(models.Model):
    """One line of a scheme: this post signs decisions of this type from this value on, in this turn."""

    personal_fields: ClassVar[dict[str, str]] = {}

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="rules")
    decision_type = models.CharField(max_length=20, choices=list(DECISION_TYPES.items()))
    turn = models.PositiveSmallIntegerField()
    post = models.ForeignKey("organisations.Post", on_delete=models.PROTECT, related_name="+")
    from_pence = MoneyField(help_text="The value from which the post must sign; nothing means always.")
    authority = models.CharField(max_length=300, help_text="Which paper says so.")

    class Meta:
        ordering = ["scheme", "decision_type", "turn", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "decision_type", "post"],
                name="post_stands_once_in_a_scheme",
                violation_error_message="This post has a line for this type of decision already.",
            ),
            models.CheckConstraint(
                condition=Q(from_pence__gte=0),
                name="signing_rule_begins_at_nothing_or_more",
                violation_error_message="A value is not below nothing.",
            ),
        ]
        triggers = [_of_a_prepared_scheme()]


@tracked
class SchemeCase(models.Model):
    """A test case that stands with a scheme: these facts ask for these posts, else the scheme is not confirmed."""

    personal_fields: ClassVar[dict[str, str]] = {}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="cases")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    decision_type = models.CharField(max_length=20, choices=list(DECISION_TYPES.items()))
    facts = models.JSONField(help_text="Whole pence by the name of the basis; a variation says so.")
    expected = models.JSONField(help_text="The codes of the posts that must sign.")

    class Meta:
        ordering = ["scheme", "position", "id"]
        triggers = [_of_a_prepared_scheme()]


@tracked
class Regime(models.Model):
    """A version of what a function brings with it: scrutiny, key decision, call-in, notice, publication.

    Authority: R6.
    """

    personal_fields: ClassVar[dict[str, str]] = {"confirmed_by": OFFICIAL, "made_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=12, choices=states(REGIME.states), default="prepared")
    function = models.CharField(max_length=20, choices=list(FUNCTIONS.items()))
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)
    scrutiny_body = models.CharField(max_length=200)
    key_decision_applies = models.BooleanField()
    key_decision_from_pence = MoneyField(null=True, blank=True)
    call_in_applies = models.BooleanField()
    call_in_working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    notice_clear_days = models.PositiveSmallIntegerField(null=True, blank=True)
    not_applicable_because = models.TextField(blank=True)
    publish_within_working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    publication_duty = models.TextField()
    usual_power = models.CharField(max_length=300, blank=True)
    authority = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["function", "-in_force_from", "-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["function", "in_force_from"],
                condition=Q(state__in=IN_FORCE),
                name="regime_begins_alone",
                violation_error_message="A regime of this function is in force from that very day already.",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gt=F("in_force_from")),
                name="regime_ends_after_it_begins",
                violation_error_message="A regime ends after it begins.",
            ),
            models.CheckConstraint(
                condition=_CONFIRMED | _UNCONFIRMED,
                name="confirmed_regime_says_when_and_by_whom",
                violation_error_message="A confirmed regime says when it was confirmed and by whom.",
            ),
            models.CheckConstraint(
                condition=(Q(key_decision_applies=False) & Q(key_decision_from_pence__isnull=True))
                | (Q(key_decision_applies=True) & Q(key_decision_from_pence__gt=0)),
                name="regime_with_key_decisions_says_from_which_value",
                violation_error_message="Say from which value a decision is a key decision, or that there are none.",
            ),
            models.CheckConstraint(
                condition=(Q(call_in_applies=False) & Q(call_in_working_days__isnull=True))
                | (Q(call_in_applies=True) & Q(call_in_working_days__gte=1)),
                name="regime_with_call_in_says_how_long",
                violation_error_message="Say for how many working days a decision can be called in, or that it cannot.",
            ),
        ]
        triggers = [*follows(REGIME), _stays()]

    def __str__(self) -> str:
        return f"{FUNCTIONS.get(self.function, self.function)} from {self.in_force_from}"  # type: ignore[call-overload]  # any text

    def was_in_force(self, day: date) -> bool:
        """Whether it is the version of that day."""
        return self.in_force_from <= day and (self.in_force_until is None or day < self.in_force_until)


@tracked
class PublicationDuty(models.Model):
    """Who must publish a decision, where somebody was named; without a row it is the programme lead. Authority: R6."""

    personal_fields: ClassVar[dict[str, str]] = {"person": OFFICIAL, "named_by": OFFICIAL}

    notice = models.OneToOneField(
        "decisions.Notice", on_delete=models.PROTECT, related_name="publication_duty"
    )
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=64)
