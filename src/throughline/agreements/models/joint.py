"""What did a locality and probation agree to do, who of them by when, in which version?"""

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from throughline.frame.guards import follows
from throughline.ledger.tracking import tracked

from ..joint.lifecycle import JOINT_PLAN, WAITING
from .grants import OFFICIAL


@tracked
class JointPlan(models.Model):
    """A version of what a locality and probation do together; in force when both sides agreed, and the only one."""

    personal_fields: ClassVar[dict[str, str]] = {
        "drafted_by": OFFICIAL,
        "for_locality_by": OFFICIAL,
        "for_probation_by": OFFICIAL,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.ForeignKey("organisations.Place", models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=JOINT_PLAN.choices)
    review_on = models.DateField(help_text="When both look at it again.")
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=64)
    for_locality_at = models.DateTimeField(null=True, blank=True)
    for_locality_by = models.CharField(max_length=64, blank=True)
    for_probation_at = models.DateTimeField(null=True, blank=True)
    for_probation_by = models.CharField(max_length=64, blank=True)
    is_illustration = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["place", "version"],
                name="joint_plan_version_once",
                violation_error_message="This version is there already.",
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(state__in=WAITING),
                name="joint_plan_is_written_once_at_a_time",
                violation_error_message="A version of this plan is being written already.",
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(state="agreed"),
                name="joint_plan_in_force_is_one",
                violation_error_message="A locality has one joint plan in force.",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed")
                | (Q(for_locality_at__isnull=False) & Q(for_probation_at__isnull=False)),
                name="joint_plan_is_agreed_by_both",
                violation_error_message="A joint plan is in force when the locality and probation agreed.",
            ),
        )
        triggers = (
            *follows(JOINT_PLAN),
            pgtrigger.Protect(name="joint_plan_is_never_deleted", operation=pgtrigger.Delete),
        )


@tracked
class JointAction(models.Model):
    """One thing of a joint plan: what, who (a post or an organisation, because people leave), by when, and if done."""

    personal_fields: ClassVar[dict[str, str]] = {"who": OFFICIAL, "done_by": OFFICIAL}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(JointPlan, models.PROTECT, related_name="actions")
    what = models.CharField(max_length=400)
    who = models.CharField(max_length=200)
    by_on = models.DateField(help_text="The day by which it is done.")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=64, blank=True)

    class Meta:
        triggers = (
            pgtrigger.Trigger(
                name="what_was_agreed_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF TG_OP = 'UPDATE' AND (NEW.plan_id, NEW.what, NEW.who, NEW.by_on)
                        IS NOT DISTINCT FROM (OLD.plan_id, OLD.what, OLD.who, OLD.by_on) THEN
                        RETURN NEW;
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM agreements_jointplan
                        WHERE id IN (NEW.plan_id, OLD.plan_id) AND state <> 'draft'
                    ) THEN
                        RAISE EXCEPTION 'What a side agreed to stays as it is; the next version says it anew.'
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            ),
        )
