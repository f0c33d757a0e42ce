"""How does each instalment stand on a day, and why?

Facts of four rooms are fetched at once, `rules` turns them into a standing; page, command and refusal print the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from throughline.agreements.queries import diligence
from throughline.agreements.queries import grants as agreements
from throughline.agreements.terms import OWNERS
from throughline.assurance.queries.papers import papers_of
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.wording import long_date
from throughline.organisations.reach import reach_of
from throughline.organisations.roles import title_of

from .. import rules
from ..models import Hold, Instalment, Override, PaymentRequest
from ..rules import Check, Facts, Held, Papers, Passed, Reason, Recorded, Standing

OPEN = ("planned", "due", "held")
ASKED = ("requested",)
SETTLED = ("paid", "reconciled")
Verdict = Literal["release", "hold", "not_due", "requested", "paid"]


@dataclass(frozen=True, slots=True)
class InstalmentStanding:
    """One instalment of a grant on a day: whether it may be asked for, with every reason, those in the way first."""

    instalment_id: UUID
    grant_id: UUID
    locality: str
    number: int
    due_on: date
    amount: Money
    state: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    in_run: int | None = None  # the number of the run that has it

    @property
    def in_the_way(self) -> tuple[Reason, ...]:
        return tuple(each for each in self.reasons if each.state in rules.IN_THE_WAY)


def visible_to(actor: Actor, on: date) -> QuerySet[Instalment]:
    """Instalments that count: of all grants for those who run, pay or audit; else of the actor's places and body."""
    return (
        Instalment.objects.filter(reach_of(actor, on).rows("grant__place", "grant__recipient"))
        .exclude(state="cancelled")
        .select_related("grant__round__programme", "grant__place", "grant__recipient")
        .order_by("due_on", "grant__place__name", "grant", "number", "pk")
    )


def standings(
    actor: Actor | None, on: date, grants: Iterable[UUID] | None = None
) -> list[InstalmentStanding]:
    """Every instalment that counts, of these grants if any are named, as it stands on that day; by day and place.

    Without an actor those of everybody, for commands and jobs.
    """
    rows = visible_to(actor or Actor("system:payments", frozenset({"system"})), on)
    return standings_of(rows if grants is None else rows.filter(grant__in=list(grants)), on)


def standings_of(rows: Iterable[Instalment], on: date) -> list[InstalmentStanding]:
    """How these instalments stand, in their order; the number of queries does not grow with them."""
    found = list(rows)
    worked_out = _worked_out([each for each in found if each.state in OPEN], on)
    requests = _requests(found)
    return [
        InstalmentStanding(
            instalment_id=each.pk,
            grant_id=each.grant_id,
            locality=each.grant.place.name,
            number=each.number,
            due_on=each.due_on,
            amount=each.amount_pence,
            state=each.state,
            verdict=worked_out[each.pk].verdict if each.pk in worked_out else _verdict(each),
            reasons=worked_out[each.pk].reasons
            if each.pk in worked_out
            else (_asked_for(requests.get(each.pk)),),
            in_run=requests[each.pk].run.number if each.pk in requests else None,
        )
        for each in found
    ]


def _verdict(settled: Instalment) -> Verdict:
    return "paid" if settled.state in SETTLED else "requested"


def _requests(found: Sequence[Instalment]) -> dict[UUID, PaymentRequest]:
    if not found:
        return {}
    rows = PaymentRequest.objects.filter(instalment__in=[each.pk for each in found], is_live=True)
    return {each.instalment_id: each for each in rows.select_related("run")}


def _asked_for(request: PaymentRequest | None) -> Reason:
    if request is None:
        return Reason("request", "met", "It was asked for.", "")
    if request.paid_on:
        day = request.paid_on
        return Reason(
            "request", "met", f"Finance paid it on {long_date(day)}, under {request.reference}.", ""
        )
    return Reason("request", "met", f"Asked for in run {request.run.number}, under {request.reference}.", "")


def _worked_out(rows: Sequence[Instalment], on: date) -> dict[UUID, Standing]:
    return {each: rules.standing(facts, on) for each, facts in facts_of(rows, on).items()} if rows else {}


def facts_of(rows: Sequence[Instalment], on: date) -> dict[UUID, Facts]:
    """What the standing of each of these open instalments depends on."""
    ids = [each.pk for each in rows]
    grants = {each.grant_id: each.grant for each in rows}
    holds: dict[UUID, list[Hold]] = {}
    placed = Hold.objects.filter(instalment__in=ids, lifted_at=None, placed_at__date__lte=on)
    for hold in placed.order_by("placed_at", "pk"):  # on an earlier day it did not stand yet
        holds.setdefault(hold.instalment_id, []).append(hold)
    passed: dict[UUID, dict[str, Passed]] = {}
    agreed = Override.objects.filter(instalment__in=ids).exclude(agreed_by="")
    for override in agreed.order_by("agreed_at", "pk"):
        passed.setdefault(override.instalment_id, {}).update(passed_by(override))
    conditions = agreements.conditions_of(grants)
    in_force, partnerships = agreements.in_force(grants), agreements.partnerships_in_force(on)
    limits = agreements.underspend_limits({each.round_id for each in grants.values()})
    checks = diligence.checks_of({each.recipient_id for each in grants.values()})
    papers = papers_of(grants, on)
    return {
        each.pk: Facts(
            number=each.number,
            due_on=each.due_on,
            amount=each.amount_pence,
            grant_state=each.grant.state,
            recipient_kind=each.grant.recipient_kind,
            has_agreement=each.grant_id in in_force,
            has_partnership=(each.grant.round.programme_id, each.grant.place_id) in partnerships,
            conditions=tuple(
                Recorded(
                    code=condition.code,
                    text=condition.text,
                    owner=OWNERS.get(condition.owner, condition.owner),
                    state=None if condition.state == "open" else condition.state,  # type: ignore[arg-type]  # its states
                    because=condition.because,
                    from_instalment=condition.from_instalment,
                )
                for condition in conditions.get(each.grant_id, [])
            ),
            papers=Papers(
                **{name: getattr(papers[each.grant_id], name) for name in Papers.__dataclass_fields__}
            )
            if each.grant_id in papers
            else Papers(),
            checks=tuple(
                Check(check.register, check.is_clear, check.good_until)
                for check in checks.get(each.grant.recipient_id, ())
            ),
            underspend_limit=limits.get(each.grant.round_id),
            holds=tuple(
                Held(hold.reason, title_of(hold.cleared_by_role), hold.look_again_on)
                for hold in holds.get(each.pk, ())
            ),
            passed=passed.get(each.pk, {}),
        )
        for each in rows
    }


def passed_by(override: Override) -> dict[str, Passed]:
    """What each condition said that this override lets pass."""
    return {
        code: Passed(override.seen[code], override.unallocated_pence if code == "underspend" else None)
        for code in override.conditions
        if code in override.seen
    }


def with_papers(rows: QuerySet[Instalment]) -> QuerySet[Instalment]:
    """The same instalments with what people did to each: holds, overrides and requests, oldest first."""
    return rows.prefetch_related(
        Prefetch("holds", Hold.objects.order_by("placed_at", "pk")),
        Prefetch("overrides", Override.objects.order_by("asked_at", "pk")),
        Prefetch("requests", PaymentRequest.objects.select_related("run").order_by("run__number")),
    )
