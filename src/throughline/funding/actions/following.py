"""What does a round do when its decision is corrected, or when another decision stands in its place?"""

from datetime import datetime
from uuid import UUID

from throughline.decisions.actions.revisions import DecisionRevised
from throughline.funding.models import Allocation, AllocationRun, Round
from throughline.funding.queries.rounds import standing_allocations
from throughline.funding.queries.standing import Standing, standing
from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.organisations import queries as organisations


def hear_revision(revised: DecisionRevised) -> None:
    """A round takes over its decision's correction, and the later decision whose split was planned for it.

    What it cannot take over, or what nobody planned here, its page says, and waits for the programme lead.
    """
    rounds = Round.objects.select_for_update(of=("self",)).filter(decision__number=revised.number)
    for round_ in rounds.order_by("year", "id"):
        found = _standing(round_, revised.actor)
        if found is None or not found.differs or not found.may_follow:
            continue
        if not found.is_replaced or _was_planned_here(round_, found):
            _take_over(round_, found, revised.actor, revised.at)


def follow_decision(*, round_id: UUID, seen: str, actor: Actor, at: datetime) -> Round:
    """The round takes over what its decision, or the one in its place, says now; `seen` is that one's number."""
    with act(
        actor=actor, at=at, verb="round.followed", subject=("round", str(round_id)), public=True
    ) as doing:
        round_ = Round.objects.select_for_update().get(pk=round_id)
        found = _standing(round_, actor)
        if found is None or not found.differs:
            raise RefusedError("This round says what its decision says already.")
        found.may_follow.or_raise()
        if found.now.number != seen:
            raise RefusedError(f"Meanwhile decision {found.now.number} stands. Look at it first.")
        doing.facts |= _taken_over(round_, found)
    return round_


def _standing(round_: Round, actor: Actor) -> Standing | None:
    return standing(round_, list(standing_allocations().filter(round=round_)), actor)


def _was_planned_here(round_: Round, found: Standing) -> bool:
    return AllocationRun.objects.filter(round=round_, state="locked", decision=found.now).exists()


def _take_over(round_: Round, found: Standing, actor: Actor, at: datetime) -> None:
    with act(
        actor=actor, at=at, verb="round.followed", subject=("round", str(round_.pk)), public=True
    ) as doing:
        doing.facts |= _taken_over(round_, found)


def _taken_over(round_: Round, found: Standing) -> dict[str, Json]:
    places = organisations.places_by_code()
    round_.decision, round_.total_pence = found.now, found.now.total_pence
    round_.price_basis = found.now.price_basis or ""
    round_.payment_basis = found.now.payment_basis or ""
    round_.version += 1
    round_.save(update_fields=["decision", "total_pence", "price_basis", "payment_basis", "version"])
    Allocation.objects.bulk_create(
        Allocation(
            round=round_,
            place=places[line.gss_code],
            award_line=line,
            amount_pence=line.pence,
            version=round_.version,
        )
        for line in found.lines
    )
    return {"year": round_.year, "decision": found.now.number, "version": round_.version}
