"""How does each instalment stand on a day, and why?

Facts of four rooms are fetched at once, `rules` turns them into a standing; page, command and refusal print the same.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import localdate

from throughline.agreements.queries.paying import Paying, paying
from throughline.assurance.queries.papers import Known, known_of, papers_of
from throughline.assurance.rules import Papers
from throughline.frame.written import AsJson, Given, Written, day_given, rows_in
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.wording import long_date
from throughline.organisations.reach import reach_of
from throughline.organisations.roles import title_of

from .. import rules
from ..models import Hold, Instalment, Override, PaymentRequest
from ..rules import Facts, Held, Passed, Reason, Standing

OPEN = ("planned", "due", "held")
ASKED = ("requested",)
SETTLED = ("paid", "reconciled")
Verdict = Literal["release", "hold", "not_due", "requested", "paid"]


class InstalmentStanding(NamedTuple):
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
    actor: Actor | None, on: date, grants: Iterable[UUID] | None = None, known: Known | None = None
) -> list[InstalmentStanding]:
    """Every instalment that counts, of these grants if any are named, as it stands on that day; by day and place.

    Without an actor those of everybody, for commands and jobs. Who has read already what is `known` of the grants
    hands it in.
    """
    rows = visible_to(actor or Actor("system:payments", frozenset({"system"})), on)
    rows = rows if grants is None else rows.filter(grant__id__among=grants)
    return stand(_rows(_NAMED(ids=rows.order_by().values("pk"), on=on)), on, known)


def open_of(grants: Iterable[UUID], on: date) -> list["Row"]:
    """The instalments of these grants that are still open; one query. `stand` says how they stand."""
    return _rows(_OPEN(grants=grants, on=on))


def standings_of(rows: Iterable[Instalment], on: date) -> list[InstalmentStanding]:
    """How these instalments stand, in their order; the number of queries does not grow with them."""
    turn = {each.pk: number for number, each in enumerate(rows)}
    return stand(sorted(_rows(_NAMED(ids=turn, on=on)), key=lambda each: turn[each.id]), on)


def standings_of_loaded(rows: Iterable[Instalment], on: date) -> list[InstalmentStanding]:
    """The same of instalments that came with their papers and their grant’s place; asks for neither again."""
    return stand([_loaded(each, on) for each in rows], on)


class Requested(NamedTuple):
    """The live request of an instalment."""

    run: int
    reference: str
    paid_on: date | None


class Row(NamedTuple):
    """An instalment with what people did to it: open holds, what was agreed to pass over, and its live request."""

    id: UUID
    grant_id: UUID
    locality: str
    number: int
    due_on: date
    amount: Money
    state: str
    holds: tuple[Held, ...]
    passed: dict[str, Passed]
    request: Requested | None


def _rows(said: Iterable[tuple[Any, ...]]) -> list[Row]:
    found = []
    for *row, pence, state, holds, passed, request in said:
        held = tuple([_held(**each) for each in rows_in(holds)])
        done = held, _all_passed(rows_in(passed)), _requested(**json.loads(request)) if request else None
        found.append(Row._make((*row, Money(pence), state, *done)))
    return found


def _loaded(row: Instalment, on: date) -> Row:
    held = [each for each in row.holds.all() if not each.lifted_at and localdate(each.placed_at) <= on]
    agreed = sorted((each for each in row.overrides.all() if each.agreed_at), key=_when_agreed)
    live = next((each for each in row.requests.all() if each.is_live), None)
    return Row(
        *(row.pk, row.grant_id, row.grant.place.name, row.number, row.due_on, row.amount_pence, row.state),
        tuple([Held(each.reason, title_of(each.cleared_by_role), each.look_again_on) for each in held]),
        {code: passed for each in agreed for code, passed in passed_by(each).items()},
        Requested(live.run.number, live.reference, live.paid_on) if live else None,
    )


def _when_agreed(override: Override) -> tuple[datetime | None, int]:
    return override.agreed_at, override.pk


def _held(reason: str, who: str, look_again_on: str) -> Held:
    return Held(reason, title_of(who), date.fromisoformat(look_again_on))


def _all_passed(said: Iterable[dict[str, Any]]) -> dict[str, Passed]:
    found: dict[str, Passed] = {}
    for each in said:
        found |= _passed(each["conditions"], each["seen"], each["pence"])
    return found


def _requested(run: int, reference: str, paid_on: str | None) -> Requested:
    return Requested(run, reference, date.fromisoformat(paid_on) if paid_on else None)


def _instalments(among: Q) -> QuerySet[Instalment, Any]:
    mine = {"instalment": OuterRef("pk")}
    holds = Hold.objects.filter(**mine, lifted_at=None, placed_at__date__lte=day_given("on"))
    said = JSONObject(reason="reason", who="cleared_by_role", look_again_on="look_again_on")
    passed = Override.objects.filter(**mine).exclude(agreed_by="").order_by("agreed_at", "pk")
    let_pass = JSONObject(conditions="conditions", seen="seen", pence="unallocated_pence")
    live = PaymentRequest.objects.filter(**mine, is_live=True)
    request = JSONObject(paid_on="paid_on", reference="reference", run="run__number")
    return (
        Instalment.objects.filter(among)
        .order_by("due_on", "grant__place__name", "grant", "number", "pk")
        .values_list(
            *("pk", "grant", "grant__place__name", "number", "due_on", "amount_pence", "state"),
            AsJson(ArraySubquery(holds.order_by("placed_at", "pk").values(said=said))),
            AsJson(ArraySubquery(passed.values(said=let_pass))),
            Subquery(live.values(request=request)[:1]),
        )
    )


_NAMED = Written(lambda: _instalments(Q(id__among=Given("ids"))))
_OPEN = Written(lambda: _instalments(Q(grant__id__among=Given("grants"), state__in=OPEN)))


def stand(rows: Sequence[Row], on: date, known: Known | None = None) -> list[InstalmentStanding]:
    """How these instalments stand on that day, in their order."""
    worked_out = _worked_out([each for each in rows if each.state in OPEN], on, known)
    found = []
    for each in rows:
        open_one = worked_out.get(each.id)
        verdict: Verdict = open_one.verdict if open_one else "paid" if each.state in SETTLED else "requested"
        found.append(
            InstalmentStanding(
                *each[:7],
                verdict,
                open_one.reasons if open_one else (_asked_for(each.request),),
                each.request.run if each.request else None,
            )
        )
    return found


def _asked_for(request: Requested | None) -> Reason:
    said = "It was asked for."
    if request:
        said = f"Asked for in run {request.run}, under {request.reference}."
        if request.paid_on:
            said = f"Finance paid it on {long_date(request.paid_on)}, under {request.reference}."
    return Reason("request", "met", said, "")


def _worked_out(rows: Sequence[Row], on: date, known: Known | None = None) -> dict[UUID, Standing]:
    return (
        {each: rules.standing(facts, on) for each, facts in _facts(rows, on, known).items()} if rows else {}
    )


def facts_of(rows: Iterable[Instalment], on: date) -> dict[UUID, Facts]:
    """What the standing of each of these open instalments depends on."""
    return _facts(_rows(_NAMED(ids=[each.pk for each in rows], on=on)), on)


def _facts(rows: Sequence[Row], on: date, known: Known | None = None) -> dict[UUID, Facts]:
    known = known or known_of(paying({each.grant_id for each in rows}, on).values())
    papers = papers_of(known, on)
    common = {each.id: _of_grant(each, papers.get(each.id, Papers())) for each in known.grants.values()}
    return {
        each.id: Facts._make(
            (each.number, each.due_on, each.amount, *common[each.grant_id], each.holds, each.passed)
        )
        for each in rows
    }


def _of_grant(grant: Paying, papers: Papers) -> tuple[Any, ...]:
    """What all instalments of a grant have in common, as `Facts` has it."""
    return (
        *(grant.state, grant.recipient_kind, grant.has_agreement, grant.has_partnership),
        *(grant.conditions, papers, grant.checks, grant.terms.underspend_limit if grant.terms else None),
    )


def passed_by(override: Override) -> dict[str, Passed]:
    """What each condition said that this override lets pass."""
    pence = override.unallocated_pence
    return _passed(override.conditions, override.seen, None if pence is None else pence.pence)


def _passed(conditions: Sequence[str], seen: dict[str, str], pence: int | None) -> dict[str, Passed]:
    unallocated = None if pence is None else Money(pence)
    return {
        code: Passed(seen[code], unallocated if code == "underspend" else None)
        for code in conditions
        if code in seen
    }


def with_papers(rows: QuerySet[Instalment]) -> QuerySet[Instalment]:
    """The same instalments with what people did to each: holds, overrides and requests, oldest first."""
    return rows.prefetch_related(
        Prefetch("holds", Hold.objects.order_by("placed_at", "pk")),
        Prefetch("overrides", Override.objects.order_by("asked_at", "pk")),
        Prefetch("requests", PaymentRequest.objects.select_related("run").order_by("run__number")),
    )
