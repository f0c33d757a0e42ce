"""Which scenarios and runs may somebody see, and what do their pages need?"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse

from throughline.decisions.ports import PlannedPart, PlannedSplit
from throughline.frame.tasks import Task, Waiting
from throughline.funding.lifecycle import CHOOSERS, PLANNERS
from throughline.funding.models import AllocationRun, Round, Scenario
from throughline.funding.planning.record import recompute, thaw
from throughline.funding.planning.rules import Outcome, Plan, PlannedShare, plan_split
from throughline.funding.planning.words import Difference, differences, held_sentences
from throughline.funding.planning.working import Problem, Working, read_plan
from throughline.funding.queries import standing
from throughline.funding.queries.rounds import (
    RUN_READERS,
    runs_visible_to,
    visible_to,
)
from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.organisations import queries as organisations

ON_TABLE = ("draft", "chosen", "amended", "locked")


def scenarios_visible_to(actor: Actor) -> QuerySet[Scenario]:
    """Scenarios, for those who plan or audit (R46)."""
    rows = Scenario.objects.select_related("round__programme").order_by("begun_at", "id")
    return rows if actor.roles & RUN_READERS else rows.none()


def planned_round(actor: Actor, code: str, slug: str) -> Round | None:
    """The round for a page of the workbench, or None when the actor may not see it."""
    if not actor.roles & RUN_READERS:
        return None
    return visible_to(actor).filter(programme__code=code, year=slug.replace("-", "/")).first()


@dataclass(frozen=True, slots=True)
class ShownRun:
    """A run read back: its plan, its shares by place, its sentences."""

    run: AllocationRun
    plan: Plan
    shares: tuple[PlannedShare, ...]
    outcome: Outcome

    @property
    def by_code(self) -> dict[str, PlannedShare]:
        return {share.code: share for share in self.shares}

    @property
    def held(self) -> list[str]:
        return held_sentences(self.plan, self.outcome)


def shown_run(run: AllocationRun) -> ShownRun:
    """The run read back from its own record; nothing is worked out anew."""
    plan, outcome = _read_back(bytes(run.frozen), bytes(run.result))
    return ShownRun(run, plan, outcome.shares, outcome)


# What follows from bytes alone is worked out once in a process: a page, its picture and its next visit share it.
@lru_cache(maxsize=32)
def _read_back(frozen: bytes, result: bytes) -> tuple[Plan, Outcome]:
    return thaw(frozen), outcome_of(json.loads(result))


@lru_cache(maxsize=32)
def _recomputed(frozen: bytes) -> bytes:
    return recompute(frozen)


@lru_cache(maxsize=32)
def _read(working: Working) -> tuple[Plan | None, tuple[Problem, ...]]:
    plan, problems = read_plan(working)
    return plan, tuple(problems)


@lru_cache(maxsize=32)
def _split_of(plan: Plan) -> Outcome:
    return plan_split(plan)


def outcome_of(record: dict[str, Any]) -> Outcome:
    """The split that a record says."""
    return Outcome(
        totals=tuple(Fraction(each) for each in record["counted"]),
        unit_prices=tuple(None if each is None else Fraction(each) for each in record["unit_prices_pence"]),
        growth_factor=None if record["growth_factor"] is None else Fraction(record["growth_factor"]),
        shares=tuple(_share(each) for each in record["shares"]),
        range_kind=record["ranges"],
    )


@dataclass(frozen=True, slots=True)
class Bench:
    """The workbench of a round: its scenarios, each with its newest run, and those put away."""

    round: Round
    scenarios: Sequence[Scenario]
    columns: Sequence[ShownRun]
    put_away: Sequence[Scenario]
    aside: Sequence[AllocationRun]
    places: Sequence[tuple[str, str]] = field(default=())

    @property
    def decided(self) -> list[ShownRun]:
        """What decisions locked, and what is put forward, the last of them last."""
        found = [each for each in self.columns if each.run.state in ("chosen", "amended", "locked")]
        return sorted(found, key=lambda each: each.run.chosen_at or each.run.made_at)


def bench(actor: Actor, code: str, slug: str) -> Bench | None:
    """What the workbench shows: for each scenario its newest run on the table, and the chosen one; four queries."""
    round_ = planned_round(actor, code, slug)
    if round_ is None:
        return None
    runs = AllocationRun.objects.filter(scenario__isnull=False).order_by("-made_at", "id")
    scenarios = list(
        scenarios_visible_to(actor).filter(round=round_).prefetch_related(Prefetch("runs", runs))
    )
    on_table = []
    for scenario in scenarios:
        newest = [run for run in scenario.runs.all() if run.state in ON_TABLE]
        decided = [run for run in newest if run.state in ("chosen", "amended", "locked")]
        if scenario.state == "working" and newest:
            on_table += [newest[0], *(run for run in decided if run is not newest[0])]
        else:
            on_table += decided
    columns = [shown_run(run) for run in on_table]
    places = {share.code: share.place for column in columns for share in column.shares}
    places |= {site.code: site.name for column in columns for site in column.plan.sites}
    return Bench(
        round=round_,
        scenarios=[each for each in scenarios if each.state == "working"],
        columns=columns,
        put_away=[each for each in scenarios if each.state == "put_away"],
        aside=[run for each in scenarios for run in each.runs.all() if run.state == "set_aside"],
        places=list(places.items()),
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """A scenario as it stands: its working text, what is wrong with it or what it comes to, and its runs."""

    scenario: Scenario
    working: Working
    plan: Plan | None
    outcome: Outcome | None
    problems: Sequence[Problem]
    refusal: str
    runs: Sequence[AllocationRun]

    @property
    def is_kept(self) -> bool:
        """Whether the newest run is of this very text."""
        return bool(self.runs) and self.runs[0].scenario_revision == self.scenario.revision


def desk(actor: Actor, scenario_id: UUID, *, computed: bool = True) -> Desk | None:
    """What a scenario's page shows; two queries. Without `computed` the split is not worked out."""
    scenario = (
        scenarios_visible_to(actor)
        .filter(id=scenario_id)
        .prefetch_related(
            Prefetch("runs", AllocationRun.objects.defer("frozen", "result").order_by("-made_at", "id"))
        )
        .first()
    )
    if scenario is None:
        return None
    working = Working.of(scenario.values)
    plan, problems = _read(working)
    outcome, refusal = None, ""
    if plan is not None and computed:
        try:
            outcome = _split_of(plan)
        except RefusedError as refused:
            refusal = str(refused)
    return Desk(scenario, working, plan, outcome, problems, refusal, list(scenario.runs.all()))


def run_visible(actor: Actor, run_id: UUID) -> AllocationRun | None:
    """The run with its round and scenario, if the actor may see it."""
    return (
        runs_visible_to(actor)
        .select_related("round__programme", "round__decision", "scenario", "decision")
        .filter(id=run_id)
        .first()
    )


def still_recomputes(run: AllocationRun) -> bool:
    """Whether the frozen inputs give the result to the byte (R15)."""
    return _recomputed(bytes(run.frozen)) == bytes(run.result)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more runs side by side; differences are of each later one from the first."""

    runs: Sequence[ShownRun]
    found: Sequence[Sequence[Difference]]


def comparison(actor: Actor, round_: Round, ids: Sequence[UUID]) -> Comparison:
    """The runs of that round among these, in the order asked for, at most five."""
    held = {
        run.id: run for run in runs_visible_to(actor).filter(round=round_, id__in=ids, scenario__isnull=False)
    }
    runs = [shown_run(held[each]) for each in dict.fromkeys(ids) if each in held][:5]
    return Comparison(runs, [differences(runs[0].shares, each.shares) for each in runs[1:]] if runs else [])


def comparable(actor: Actor, round_: Round) -> list[AllocationRun]:
    """The runs of a round that can be compared, newest first, without their bytes."""
    runs = runs_visible_to(actor).filter(round=round_, scenario__isnull=False).defer("frozen", "result")
    return list(runs.order_by("-made_at", "id"))


def planned_splits() -> list[PlannedSplit]:
    """The chosen splits that wait for a decision, newest year first."""
    rows = AllocationRun.objects.filter(state="chosen").select_related("round__programme")
    return [_planned(run) for run in rows.order_by("-round__year", "round__programme__code")]


def planned_split(run_id: UUID) -> PlannedSplit | None:
    """What the chosen or decided split of that run says; None when it is not put forward any more."""
    rows = AllocationRun.objects.filter(id=run_id, state__in=["chosen", "amended", "locked"])
    run = rows.select_related("round__programme").first()
    return None if run is None else _planned(run)


def _planned(run: AllocationRun) -> PlannedSplit:
    record = json.loads(bytes(run.result))
    programme = run.round.programme
    return PlannedSplit(
        run_id=run.id,
        round_code=f"{programme.code}/{run.round.slug}",
        programme_code=programme.code,
        year=run.round.year,
        name=run.name,
        total=Money(record["inputs"]["total_pence"]),
        parts=tuple(
            PlannedPart(each["place"], each["gss_code"], Money(each["pence"]))
            for each in record["shares"]
            if each["pence"]
        ),
        digest=run.digest,
        price_basis=run.round.price_basis,
        payment_basis=run.round.payment_basis,
        is_decided=run.state == "locked",
        is_illustration=run.is_illustration,
    )


def waiting_for(actor: Actor) -> Iterator[Waiting]:
    """Rounds that are planned and have no chosen split yet, and those whose decision another one replaces."""
    if actor.roles & CHOOSERS:
        begun = Scenario.objects.filter(round=OuterRef("pk")).order_by("begun_at").values("begun_at")
        rows = Round.objects.filter(standing="planned").annotate(since=Subquery(begun[:1]))
        rows = rows.exclude(runs__state__in=["chosen", "amended", "locked"]).exclude(since=None)
        yield Waiting(
            rows.order_by("year", "id")[:20],
            ("programme__code", "programme__name", "year", "since"),
            lambda found: [_unchosen(each) for each in found],
        )
        yield from standing.waiting_for(actor)
    if "programme-lead" in actor.roles:
        yield Waiting(
            AllocationRun.objects.filter(state="amended").order_by("chosen_at", "id"),
            ("chosen_at", "decision__number", *_OF_ROUND),
            lambda found: [_amended(each) for each in found],
        )


def waiting_for_others(actor: Actor) -> Iterator[Waiting]:
    """Chosen splits that wait for their decision."""
    if actor.roles & PLANNERS:
        rows = AllocationRun.objects.filter(state="chosen", chosen_at__isnull=False)
        yield Waiting(
            rows.order_by("chosen_at", "id"),
            (
                "chosen_at",
                *_OF_ROUND,
            ),
            lambda found: [_undecided(each) for each in found],
        )


_OF_ROUND = tuple(f"round__{name}" for name in ("year", "programme__code", "programme__name"))


def _amended(each: Any) -> Task:
    return Task(
        f"Decision {each.decision.number} approved the split as amended: say whether its figures stand",
        f"{each.round.programme}, {each.round.year}",
        each.chosen_at,
        "Read the amendment",
        run_address(each),
    )


def _unchosen(each: Any) -> Task:
    return Task(
        "No split is chosen yet",
        f"{each.programme}, {each.year}",
        each.since,
        "Compare and choose",
        bench_address(each),
    )


def _undecided(each: Any) -> Task:
    return Task(
        "The chosen split waits for its decision",
        f"{each.round.programme}, {each.round.year}",
        each.chosen_at,
        "See it",
        run_address(each),
        who="those who draft and sign",
    )


def bench_address(round_: Round) -> str:
    """The address of a round's workbench."""
    return reverse("workbench", args=[round_.programme.code, round_.slug])


def run_address(run: AllocationRun) -> str:
    """The address of a run."""
    return reverse("run", args=[run.round.programme.code, run.round.slug, run.id])


def funders_of(programme_code: str) -> list[tuple[str, str]]:
    """Code and name of each body that has put money into a round of the programme."""
    rows = Round.objects.filter(programme__code=programme_code, contributions__isnull=False)
    return sorted(set(rows.values_list("contributions__funder__code", "contributions__funder__name")))


def planned_values(round_: Round) -> dict[str, Any]:
    """What the plan of a round says, as its form shows it."""
    given = {
        f"from-{each.funder.code}": each.amount_pence
        for each in round_.contributions.select_related("funder")
    }
    amounts = {
        name: amount for name, amount in {"intended": round_.intended_pence, **given}.items() if amount
    }
    return {name: str(amount).removeprefix("£") for name, amount in amounts.items()} | {"note": round_.note}


def known_places() -> dict[str, tuple[str, str]]:
    """Code and name of every place, by its code and by its name as tables write it."""
    from throughline.funding.rules import place_key

    found = {}
    for place in organisations.places():
        found[place.gss_code] = found[place_key(place.name)] = (place.gss_code, place.name)
    return found


def names_of_runs(runs: Sequence[AllocationRun]) -> dict[str, str]:
    """The names of those who made, chose, set aside and locked the runs."""
    ids = {
        one for run in runs for one in (run.made_by, run.chosen_by, run.set_aside_by, run.locked_by) if one
    }
    return organisations.names_of(ids)


def _share(read: dict[str, Any]) -> PlannedShare:
    from throughline.funding.planning.ranges import Range

    low, high, pure = read["low_pence"], read["high_pence"], read["by_need_alone_pence"]
    return PlannedShare(
        place=read["place"],
        code=read["gss_code"],
        need=None if read["need"] is None else Fraction(read["need"]),
        amount=Money(read["pence"]),
        bound=read["bound"],
        pure=None if pure is None else Money(pure),
        range=None if low is None else Range(Money(low), Money(high)),
    )
