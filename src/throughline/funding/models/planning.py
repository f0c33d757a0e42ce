"""Which scenarios are planned for a round, and which runs were worked out from them?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..lifecycle import ALLOCATION_RUN, SCENARIO
from .rounds import Round

OFFICIAL = "Kept with the round for good: who planned and who decided is part of how public money was given."
SAID_LATER = (
    "state",
    "chosen_at",
    "chosen_by",
    "chosen_because",
    "set_aside_at",
    "set_aside_by",
    "set_aside_because",
    "locked_at",
    "locked_by",
    "decision_id",
)
_SAID_LATER = ", ".join(f"'{column}'" for column in SAID_LATER)


class Scenario(models.Model):
    """One way to split a round, as working text; `revision` grows with each save, so that nobody overwrites another."""

    personal_fields: ClassVar[dict[str, str]] = {
        "values": OFFICIAL,
        "begun_by": OFFICIAL,
        "saved_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="scenarios")
    state = models.CharField(max_length=20, choices=SCENARIO.choices, default="working")
    name = models.CharField(max_length=80)
    values = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["round", "name"],
                name="scenario_name_once",
                violation_error_message="This round has a scenario of that name already.",
            ),
        )
        triggers = (
            *follows(SCENARIO),
            pgtrigger.ReadOnly(name="scenario_keeps_who_began_it", fields=["round", "begun_at", "begun_by"]),
            pgtrigger.Protect(name="scenario_is_never_deleted", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.name


@tracked
class AllocationRun(models.Model):
    """A split worked out from counts. `frozen` holds the inputs; recomputing them gives `result` to the byte (R15).

    `reason` says why it was worked out again; a run of figures that are made up never reaches the public (R46).
    """

    personal_fields: ClassVar[dict[str, str]] = {
        "made_by": OFFICIAL,
        "chosen_by": OFFICIAL,
        "set_aside_by": OFFICIAL,
        "locked_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="runs")
    scenario = models.ForeignKey(Scenario, models.PROTECT, null=True, related_name="runs")
    scenario_revision = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=20, choices=ALLOCATION_RUN.choices)
    name = models.CharField(max_length=120)
    reason = models.TextField(blank=True)
    is_illustration = models.BooleanField(default=False)
    counts_source = models.TextField()
    notes = models.JSONField(default=dict)
    frozen = models.BinaryField()
    result = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.CharField(max_length=64, blank=True)
    chosen_because = models.TextField(blank=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.CharField(max_length=64, blank=True)
    set_aside_because = models.TextField(blank=True)
    locked_at = models.DateTimeField(null=True)
    locked_by = models.CharField(max_length=64, blank=True)
    decision = models.ForeignKey("decisions.Notice", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "name"], name="allocation_run_name_once"),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state__in=["chosen", "amended"]),
                name="allocation_run_one_chosen_per_round",
                violation_error_message="Another run is chosen for this round already.",
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(state="locked"),
                name="allocation_run_one_locked_per_decision",
                violation_error_message="This decision has the run that it decided already.",
            ),
            models.CheckConstraint(
                condition=~Q(state="chosen") | (Q(chosen_at__isnull=False) & ~Q(chosen_because="")),
                name="chosen_run_says_why",
                violation_error_message="A run is chosen with a reason.",
            ),
            models.CheckConstraint(
                condition=Q(state="locked", decision__isnull=False, locked_at__isnull=False)
                | Q(state="amended", decision__isnull=False, locked_at__isnull=True)
                | (~Q(state__in=["locked", "amended"]) & Q(decision__isnull=True)),
                name="locked_run_has_its_decision",
                violation_error_message="A run that was decided points at its decision, and no other does.",
            ),
        )
        triggers = (
            *follows(ALLOCATION_RUN),
            pgtrigger.Trigger(
                name="run_stays_as_computed",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"""
                    IF to_jsonb(NEW) - ARRAY[{_SAID_LATER}] = to_jsonb(OLD) - ARRAY[{_SAID_LATER}] THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'What was worked out never changes; work out a new run.'
                        USING ERRCODE = 'restrict_violation';
                """,
            ),
            pgtrigger.Protect(
                name="locked_run_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="locked"),
            ),
            pgtrigger.Protect(name="run_is_never_deleted", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return self.name
