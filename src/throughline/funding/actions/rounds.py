"""How does a round come to stand, and a split with it?"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from throughline.decisions.queries import notices as decisions
from throughline.funding import allocation
from throughline.funding.lifecycle import ALLOCATION_RUN
from throughline.funding.models import (
    Allocation,
    AllocationRun,
    Contribution,
    Objective,
    Programme,
    ProgrammeName,
    Round,
)
from throughline.funding.rules import Inputs
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations


def found_programme(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    name: str,
    purpose: str,
    authority: str,
    names: Sequence[tuple[str, date | None, date | None, str]],
    objectives: Sequence[tuple[str, str, str]],
    is_public: bool = True,
) -> Programme:
    """Put a programme on record: its authority's body code, its dated names, its aims and means (code, kind, text)."""
    with act(
        actor=actor, at=at, verb="programme.founded", subject=("programme", code), public=is_public
    ) as doing:
        programme = Programme.objects.create(
            code=code, name=name, purpose=purpose, authority=organisations.body(authority)
        )
        ProgrammeName.objects.bulk_create(
            ProgrammeName(programme=programme, name=each, used_from=begins, used_until=ends, source=source)
            for each, begins, ends, source in names
        )
        Objective.objects.bulk_create(
            Objective(programme=programme, code=each, kind=kind, text=text) for each, kind, text in objectives
        )
        doing.facts["name"] = name
    return programme


def open_round(
    *,
    actor: Actor,
    at: datetime,
    programme: Programme,
    year: str,
    decision: str = "",
    funders: Mapping[str, Money | None],
    paid_to: str = "",
    intended: bool = False,
    note: str = "",
    is_public: bool = True,
) -> Round:
    """Put a year of a programme on record: from the decision of that number, as a gap, or as an intention.

    A decision brings its total and bases, and its parts by place when they add up to it; parts that do not are
    refused in words, never mended (R1). Funders (body codes) may have no stated amount (R11); stated amounts sum
    to the total.
    """
    with act(actor=actor, at=at, verb="round.opened", subject=("round", None), public=is_public) as doing:
        notice = decisions.decision_on_record(decision) if decision else None
        stated = [amount for amount in funders.values() if amount is not None]
        if notice and len(stated) == len(funders) and sum(stated, Money(0)) != notice.total_pence:
            raise RefusedError(
                f"The contributions come to {sum(stated, Money(0))}, and decision {decision} states "
                f"{notice.total_pence}."
            )
        each = Round.objects.create(
            programme=programme,
            year=year,
            standing="confirmed" if notice else "intended" if intended else "not_held",
            total_pence=notice.total_pence if notice else None,
            decision=notice,
            price_basis=(notice.price_basis or "") if notice else "",
            payment_basis=(notice.payment_basis or "") if notice else "",
            paid_to=paid_to,
            note=note,
        )
        Contribution.objects.bulk_create(
            Contribution(round=each, funder=organisations.body(code), amount_pence=amount)
            for code, amount in funders.items()
        )
        lines = notice.parts_now() if notice else []
        if notice and lines:
            parts = sum((line.pence for line in lines), Money(0))
            if parts != notice.total_pence:
                raise RefusedError(
                    f"The parts of decision {decision} come to {parts}, not to {notice.total_pence}."
                )
            places = organisations.places_by_code()
            Allocation.objects.bulk_create(
                Allocation(round=each, place=places[line.gss_code], award_line=line, amount_pence=line.pence)
                for line in lines
            )
        doing.subject = ("round", str(each.id))
        doing.facts |= {"year": year, "decision": decision, "places": len(lines)}
    return each


def reconstruct_run(
    *, actor: Actor, at: datetime, round_: Round, name: str, inputs: Inputs, counts_source: str
) -> AllocationRun:
    """Keep a run whose counts are inferred from a published split; it decides nothing and says so."""
    ALLOCATION_RUN.may("reconstruct", None, actor).or_raise()
    row = ALLOCATION_RUN.step("reconstruct")
    made = allocation.run(inputs)
    with act(actor=actor, at=at, verb=row.event, subject=("allocation run", None)) as doing:
        kept = AllocationRun.objects.create(
            round=round_,
            state=row.to,
            name=name,
            counts_source=counts_source,
            frozen=made.frozen,
            result=made.record,
            digest=made.digest,
            made_at=at,
            made_by=actor.id,
        )
        doing.subject = ("allocation run", str(kept.id))
        doing.facts |= {"round": str(round_.id), "digest": made.digest}
    return kept
