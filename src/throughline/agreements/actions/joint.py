"""How is a joint plan written, agreed by both sides, and its actions done?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Step
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act

from ..joint.lifecycle import JOINT_PLAN
from ..models import JointAction, JointPlan
from ..queries import joint as queries


@dataclass(frozen=True, slots=True)
class Said:
    """One action: what is done, who does it, by which day."""

    what: str
    who: str
    by_on: date


def draft(
    *, actor: Actor, at: datetime, place_id: UUID, review_on: date, is_illustration: bool = False
) -> JointPlan:
    """The next version; it begins with what the one in force has not done yet. Nobody is bound by it."""
    JOINT_PLAN.may("draft", None, actor).or_raise()
    queries.may_act(actor, place_id, localdate(at)).or_raise()
    if review_on <= localdate(at):
        raise RefusedError("Both look at it again on a day that is still to come.")
    plan = JointPlan(
        id=uuid4(),
        place_id=place_id,
        version=JointPlan.objects.filter(place=place_id).count() + 1,
        state="draft",
        review_on=review_on,
        drafted_at=at,
        drafted_by=actor.id,
        is_illustration=is_illustration,
    )
    left = JointAction.objects.filter(plan__place=place_id, plan__state="agreed", done_at__isnull=True)
    try:
        with (
            transaction.atomic(),
            act(actor=actor, at=at, verb=_event("draft"), subject=("joint-plan", plan.id)),
        ):
            plan.save(force_insert=True)
            for each in left.order_by("by_on", "id"):
                JointAction.objects.create(plan=plan, what=each.what, who=each.who, by_on=each.by_on)
    except IntegrityError as fault:
        raise RefusedError(
            "A version of this plan is being written already.", "Agree to it or throw it away first."
        ) from fault
    return plan


def add_action(*, actor: Actor, at: datetime, plan_id: UUID, said: Said) -> JointAction:
    """The draft says one thing more that somebody does by a day."""
    plan = _locked(plan_id)
    queries.may("write", plan, actor, localdate(at)).or_raise()
    if not (said.what.strip() and said.who.strip()):
        raise RefusedError("Say what is done, and who does it.")
    with act(actor=actor, at=at, verb=_event("write"), subject=("joint-plan", plan.id)):
        return JointAction.objects.create(
            plan=plan, what=said.what.strip(), who=said.who.strip(), by_on=said.by_on
        )


def remove_action(*, actor: Actor, at: datetime, action_id: UUID) -> JointPlan:
    """The draft does not say it any more."""
    plan, action = _of_action(action_id)
    queries.may("write", plan, actor, localdate(at)).or_raise()
    with act(actor=actor, at=at, verb=_event("write"), subject=("joint-plan", plan.id)):
        action.delete()
    return plan


def finish_action(*, actor: Actor, at: datetime, action_id: UUID) -> JointPlan:
    """An action of the plan in force is done; that is said once."""
    plan, action = _of_action(action_id)
    queries.may("finish", plan, actor, localdate(at)).or_raise()
    if action.done_at is not None:
        raise RefusedError("This is done already.")
    with act(actor=actor, at=at, verb=_event("finish"), subject=("joint-plan", plan.id)):
        action.done_at, action.done_by = at, actor.id
        action.save(update_fields=["done_at", "done_by"])
    return plan


def agree(*, actor: Actor, at: datetime, plan_id: UUID, side: str = "") -> JointPlan:
    """One side agrees, and with the second the version is in force and replaces the one before.

    The locality's side is its commissioner, probation's the head of its unit; they are two people.
    """
    plan, on = _locked(plan_id), localdate(at)
    queries.may_agree(actor, plan, on, side).or_raise()
    if not plan.actions.exists():
        raise RefusedError("A plan that says nothing cannot be agreed.", "Add who does what by when.")
    step = JOINT_PLAN.step("agree_too" if plan.state == "half_agreed" else "agree")
    side = side or queries.side_of(actor, plan.place_id, on)
    with act(actor=actor, at=at, verb=step.event, subject=("joint-plan", plan.id), facts={"side": side}):
        if step.to == "agreed":
            earlier = JointPlan.objects.select_for_update().filter(place=plan.place_id, state="agreed")
            for each in earlier:
                _take(JOINT_PLAN.step("replace"), each, actor, at)
        plan.state = step.to
        setattr(plan, f"for_{side}_at", at)
        setattr(plan, f"for_{side}_by", actor.id)
        plan.save(update_fields=["state", f"for_{side}_at", f"for_{side}_by"])
    return plan


def take_back(*, actor: Actor, at: datetime, plan_id: UUID) -> JointPlan:
    """The wording is open again, and nobody has agreed to it."""
    plan = _locked(plan_id)
    queries.may("take_back", plan, actor, localdate(at)).or_raise()
    for side in queries.SIDES:
        setattr(plan, f"for_{side}_at", None)
        setattr(plan, f"for_{side}_by", "")
    return _take(JOINT_PLAN.step("take_back"), plan, actor, at)


def discard(*, actor: Actor, at: datetime, plan_id: UUID) -> JointPlan:
    """The version is thrown away before both agreed."""
    plan = _locked(plan_id)
    queries.may("discard", plan, actor, localdate(at)).or_raise()
    return _take(JOINT_PLAN.step("discard"), plan, actor, at)


def _take(step: Step, plan: JointPlan, actor: Actor, at: datetime) -> JointPlan:
    with act(actor=actor, at=at, verb=step.event, subject=("joint-plan", plan.id)):
        plan.state = step.to
        plan.save()
    return plan


def _event(step: str) -> str:
    return JOINT_PLAN.step(step).event


def _locked(plan_id: UUID) -> JointPlan:
    return JointPlan.objects.select_for_update().get(id=plan_id)


def _of_action(action_id: UUID) -> tuple[JointPlan, JointAction]:
    """The plan, locked, and the action as it stands after that."""
    plan = _locked(JointAction.objects.values_list("plan", flat=True).get(id=action_id))
    return plan, JointAction.objects.get(id=action_id)
