"""How does an aim or a means come by a measure, a baseline, a target and somebody who answers for it?"""

from datetime import date, datetime

from throughline.evidence import tables as evidence
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.organisations.roles import ROLES

from ..lifecycle import CHOOSERS
from ..models import Objective, ObjectiveMeasure

SUPPLIER = frozenset({"supplier"})


def may_measure(actor: Actor) -> Verdict:
    """Whether they say by what an aim is measured."""
    if actor.is_system or actor.roles & (CHOOSERS | SUPPLIER):
        return Allowed()
    return Refused("The programme team says by what an aim is measured.", "Ask the programme lead.")


def measure_objective(
    *,
    actor: Actor,
    at: datetime,
    objective: Objective,
    measure: str,
    owner: str,
    target: str = "",
    baseline: str = "",
    baseline_on: date | None = None,
    baseline_source: str = "",
) -> ObjectiveMeasure:
    """The aim has this measure, or what was said of it is changed. A baseline has its date and source."""
    may_measure(actor).or_raise()
    if measure not in evidence.measures():
        raise RefusedError("The catalogue of measures does not have this one.", "Choose one that it has.")
    if owner not in {role.code for role in ROLES}:
        raise RefusedError("Nobody has this role.", "Choose who answers for the measure.")
    if len({bool(baseline), bool(baseline_on), bool(baseline_source)}) > 1:
        raise RefusedError(
            "A baseline is said with its date and its source, or not at all.",
            "Fill in all three, or leave all three empty.",
        )
    said = {
        "owner": owner,
        "target": target,
        "baseline": baseline,
        "baseline_on": baseline_on,
        "baseline_source": baseline_source,
    }
    facts = {"objective": objective.code, "measure": measure, "owner": owner}
    subject = ("programme", str(objective.programme_id))
    with act(actor=actor, at=at, verb="objective.measured", subject=subject, facts=facts):
        found, _ = ObjectiveMeasure.objects.update_or_create(
            objective=objective, measure=measure, defaults=said
        )
    return found


def stop_measuring(*, actor: Actor, at: datetime, of: ObjectiveMeasure) -> None:
    """The aim is no longer measured by this; its history stays."""
    may_measure(actor).or_raise()
    facts = {"objective": of.objective.code, "measure": of.measure}
    subject = ("programme", str(of.objective.programme_id))
    with act(actor=actor, at=at, verb="objective.measure_dropped", subject=subject, facts=facts):
        of.delete()
