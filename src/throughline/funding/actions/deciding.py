"""What does a decision do to the run and the round that it decides?"""

import json
from datetime import datetime
from typing import Literal
from uuid import UUID

from throughline.decisions.decided import DecisionMade
from throughline.decisions.queries import notices as decisions
from throughline.funding.actions.planning import locked_run, stated_sum_fits
from throughline.funding.lifecycle import ALLOCATION_RUN
from throughline.funding.models import Allocation, AllocationRun, Round
from throughline.funding.planning.record import recompute, thaw
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations


def hear_decision(made: DecisionMade) -> None:
    """A decision that approves a linked run locks it; one that refuses leaves the run chosen.

    An amendment is in words, which may change money: then nothing is locked before the programme lead has read them.
    """
    if made.run_id is None:
        return
    if made.outcome == "approved":
        lock_by_decision(
            number=made.number,
            run_id=made.run_id,
            is_money_exempt=made.is_money_exempt,
            actor=made.actor,
            at=made.at,
        )
    elif made.outcome == "approved_as_amended":
        _amend(made.number, made.run_id, made.actor, made.at)


def _amend(number: str, run_id: UUID, actor: Actor, at: datetime) -> None:
    step = ALLOCATION_RUN.step("amend")
    with act(actor=actor, at=at, verb=step.event, subject=("allocation run", str(run_id))) as doing:
        run, round_ = locked_run(run_id)
        ALLOCATION_RUN.may("amend", run.state, actor).or_raise()
        run.state, run.decision = step.to, decisions.decision_on_record(number)
        run.save(update_fields=["state", "decision"])
        doing.facts |= {"round": str(round_.id), "decision": number}


def stand_as_amended(*, run_id: UUID, actor: Actor, at: datetime) -> AllocationRun:
    """The amendment changes none of the run's figures, so it is what was decided. Authority: R13, R15."""
    run, _ = locked_run(run_id)
    ALLOCATION_RUN.may("stand", run.state, actor).or_raise()
    if run.decision is None:
        raise RefusedError(f"“{run.name}” has no decision yet.")
    number = run.decision.number
    exempt = decisions.is_money_exempt(run.decision)
    return lock_by_decision(
        number=number, run_id=run_id, is_money_exempt=exempt, actor=actor, at=at, step_name="stand"
    )


def lock_by_decision(
    *,
    number: str,
    run_id: UUID,
    actor: Actor,
    at: datetime,
    is_money_exempt: bool = False,
    step_name: Literal["lock", "stand"] = "lock",
) -> AllocationRun:
    """The run is what was decided: its round is confirmed, with the decision's parts as allocations (R13, R15).

    RefusedError when the decision's parts are not the run's shares to the penny. Exempt money is on no public page,
    so then the round stays as it is.
    """
    step = ALLOCATION_RUN.step(step_name)
    with act(actor=actor, at=at, verb=step.event, subject=("allocation run", str(run_id))) as doing:
        run, round_ = locked_run(run_id)
        ALLOCATION_RUN.may(step_name, run.state, actor).or_raise()
        if recompute(bytes(run.frozen)) != bytes(run.result):
            raise RefusedError(f"“{run.name}” no longer recomputes from its frozen inputs. Tell the auditor.")
        notice = decisions.decision_on_record(number)
        if not is_money_exempt:
            _confirm(round_, run, number, actor, at)
        run.state, run.locked_at, run.locked_by, run.decision = step.to, at, actor.id, notice
        run.save(update_fields=["state", "locked_at", "locked_by", "decision"])
        doing.facts |= {"round": str(round_.id), "decision": number, "digest": run.digest}
    return run


def _same_to_the_penny(run: AllocationRun, decided: dict[str, int], number: str) -> None:
    shares = {each["gss_code"]: each for each in json.loads(bytes(run.result))["shares"] if each["pence"]}
    for code, share in shares.items():
        if decided.get(code) != share["pence"]:
            says = "nothing" if code not in decided else str(Money(decided[code]))
            raise RefusedError(
                f"Decision {number} gives {share['place']} {says}, and “{run.name}” gives it "
                f"{Money(share['pence'])}. What is decided must be the chosen split to the penny."
            )
    if more := decided.keys() - shares.keys():
        raise RefusedError(f"Decision {number} has a part for {min(more)}, which “{run.name}” does not have.")


def _confirm(round_: Round, run: AllocationRun, number: str, actor: Actor, at: datetime) -> None:
    """The round is confirmed: the decision's total and bases, and its parts as allocations (R13).

    A round that an earlier decision confirms stays as it is until that one is superseded (actions/following.py).
    """
    notice, total = decisions.decision_on_record(number), thaw(bytes(run.frozen)).total
    lines = {line.gss_code: line for line in notice.parts_now() if line.pence}
    _same_to_the_penny(run, {code: line.pence.pence for code, line in lines.items()}, number)
    if notice.total_pence != total:
        raise RefusedError(f"Decision {number} totals {notice.total_pence}, and its split {total}.")
    stated_sum_fits(round_, total)
    if round_.standing == "confirmed":
        return
    with act(actor=actor, at=at, verb="round.confirmed", subject=("round", str(round_.id))) as doing:
        round_.standing, round_.total_pence, round_.decision = "confirmed", total, notice
        round_.price_basis, round_.payment_basis = notice.price_basis or "", notice.payment_basis or ""
        round_.paid_to = round_.paid_to or (notice.recipients or "")[:300]
        round_.save()
        places = organisations.places_by_code()
        Allocation.objects.bulk_create(
            Allocation(round=round_, place=places[code], award_line=line, amount_pence=line.pence)
            for code, line in lines.items()
        )
        doing.facts |= {"year": round_.year, "decision": number}
