"""How is a round planned: opened, split by scenarios, worked out, and one run chosen for the decision?"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, count
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from throughline.funding.lifecycle import ALLOCATION_RUN, PLANNERS, SCENARIO, SUPPLIER
from throughline.funding.models import AllocationRun, Contribution, Programme, Round, Scenario
from throughline.funding.planning.record import PlannedRun, run, thaw
from throughline.funding.planning.working import PlaceText, Working, plan_of
from throughline.funding.rules import may_intend, stated_sum
from throughline.kernel.actor import Actor
from throughline.kernel.dates import FinancialYear
from throughline.kernel.money import Money
from throughline.kernel.verdict import Refused, RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.organisations import queries as organisations

NOTHING = Money(0)


def plan_round(
    *,
    actor: Actor,
    at: datetime,
    programme: Programme,
    year: FinancialYear,
    intended: Money | None,
    contributions: Mapping[str, Money | None],
    note: str = "",
) -> Round:
    """A coming year of a programme, planned here and seen by nobody outside (R13, R46).

    Contributions (body codes) may be unstated; when all are stated they sum to what is intended (R11).
    """
    may_plan_round(actor, intended, contributions).or_raise()
    if Round.objects.filter(programme=programme, year=str(year)).exists():
        raise RefusedError(f"{programme.name} has a round {year} already.")
    with (
        _once(f"{programme.name} has a round {year} already."),
        act(actor=actor, at=at, verb="round.planned", subject=("round", None)) as doing,
    ):
        each = Round.objects.create(
            programme=programme, year=str(year), standing="planned", intended_pence=intended, note=note
        )
        Contribution.objects.bulk_create(
            Contribution(round=each, funder=organisations.body(code), amount_pence=amount)
            for code, amount in contributions.items()
        )
        doing.subject = ("round", str(each.id))
        doing.facts["year"] = str(year)
    return each


def may_plan_round(
    actor: Actor, intended: Money | None, contributions: Mapping[str, Money | None]
) -> Verdict:
    """Whether that may be planned, by that actor (R11)."""
    if not actor.roles & (PLANNERS | SUPPLIER):
        return Refused("Planning a round is for programme officers, programme leads and analysts.")
    return may_intend(intended, list(contributions.values()))


def plan_again(
    *,
    actor: Actor,
    at: datetime,
    round_id: UUID,
    intended: Money | None,
    contributions: Mapping[str, Money | None],
    note: str = "",
) -> Round:
    """What is intended for a round that is still planned, and who puts in how much, is this now (R11)."""
    may_plan_round(actor, intended, contributions).or_raise()
    with act(actor=actor, at=at, verb="round.planned_again", subject=("round", str(round_id))) as doing:
        each = Round.objects.select_for_update().get(pk=round_id)
        if each.standing != "planned":
            raise RefusedError(f"{each.year} is not planned any more: what is decided changes by a decision.")
        each.intended_pence, each.note = intended, note
        each.save(update_fields=["intended_pence", "note"])
        held = {one.funder.code: one for one in each.contributions.select_related("funder")}
        for code, amount in contributions.items():
            one = held.get(code) or Contribution(round=each, funder=organisations.body(code))
            one.amount_pence = amount
            one.save()
        doing.facts["year"] = each.year
    return each


def begin_scenario(
    *, actor: Actor, at: datetime, round_: Round, name: str, like: Working | None = None
) -> Scenario:
    """A new scenario: like another one, or the localities of the programme with last year's amounts."""
    SCENARIO.may("begin", None, actor).or_raise()
    if round_.standing == "not_held":
        raise RefusedError(f"The decision of {round_.year} is not held here, so there is nothing to plan.")
    if not (name := " ".join(name.split())):
        raise RefusedError("Give the scenario a name.")
    taken = f"This round has a scenario named “{name}” already."
    if round_.scenarios.filter(name=name).exists():
        raise RefusedError(taken)
    step = SCENARIO.step("begin")
    working = like or _blank(round_)
    with (
        _once(taken),
        act(actor=actor, at=at, verb=step.event, subject=("scenario", None)) as doing,
    ):
        scenario = Scenario.objects.create(
            round=round_,
            state=step.to,
            name=name,
            values=working.as_values(),
            begun_at=at,
            begun_by=actor.id,
            saved_at=at,
            saved_by=actor.id,
        )
        doing.subject = ("scenario", str(scenario.id))
        doing.facts["round"] = str(round_.id)
    return scenario


@contextmanager
def _once(taken: str) -> Iterator[None]:
    """What two people begin at once is begun by one of them; the other is told that it is there."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as second:
        raise RefusedError(taken) from second


def _blank(round_: Round) -> Working:
    before = (
        Round.objects.filter(programme=round_.programme_id, year__lt=round_.year, allocations__isnull=False)
        .order_by("-year")
        .first()
    )
    last = (
        dict(before.allocations.filter(version=before.version).values_list("place__gss_code", "amount_pence"))
        if before and before.financial_year.next == round_.financial_year
        else {}
    )
    return Working(
        total="" if round_.intended_pence is None else str(round_.intended_pence).removeprefix("£"),
        places=tuple(
            PlaceText(
                place.gss_code,
                place.name,
                last_year=str(last[place.gss_code]).removeprefix("£") if place.gss_code in last else "",
            )
            for place in organisations.localities()
        ),
    )


def save_scenario(
    *, actor: Actor, at: datetime, scenario_id: UUID, revision: int, working: Working
) -> Scenario:
    """The scenario says this now; RefusedError when somebody saved it since `revision` was read."""
    with transaction.atomic():
        scenario = Scenario.objects.select_for_update().get(pk=scenario_id)
        SCENARIO.may("edit", scenario.state, actor).or_raise()
        if scenario.revision != revision:
            raise RefusedError(
                "Somebody saved this scenario while you worked on it. What you typed is still here: "
                "look at what differs, then save again."
            )
        scenario.values, scenario.revision = working.as_values(), revision + 1
        scenario.saved_at, scenario.saved_by = at, actor.id
        scenario.save(update_fields=["values", "revision", "saved_at", "saved_by"])
    return scenario


def move_scenario(*, actor: Actor, at: datetime, scenario_id: UUID, step: str) -> Scenario:
    """The scenario is put away, or taken up again."""
    row = SCENARIO.step(step)
    with act(actor=actor, at=at, verb=row.event, subject=("scenario", str(scenario_id))):
        scenario = Scenario.objects.select_for_update().get(pk=scenario_id)
        SCENARIO.may(step, scenario.state, actor).or_raise()
        scenario.state = row.to
        scenario.save(update_fields=["state"])
    return scenario


def compute_run(*, actor: Actor, at: datetime, scenario_id: UUID, reason: str = "") -> AllocationRun:
    """A run of the scenario as it stands, its inputs frozen; the same inputs again are refused.

    After a first run a reason is needed: what changed, and why.
    """
    ALLOCATION_RUN.may("plan", None, actor).or_raise()
    step = ALLOCATION_RUN.step("plan")
    with act(actor=actor, at=at, verb=step.event, subject=("allocation run", None)) as doing:
        scenario = Scenario.objects.select_for_update().get(pk=scenario_id)
        SCENARIO.may("edit", scenario.state, actor).or_raise()
        working = Working.of(scenario.values)
        made = run(plan_of(working))
        earlier = scenario.runs.count()
        _new_or_refused(scenario, made, earlier, reason)
        kept = AllocationRun.objects.create(
            round_id=scenario.round_id,
            scenario=scenario,
            scenario_revision=scenario.revision,
            state=step.to,
            name=_name_of_run(scenario, earlier),
            reason=reason.strip(),
            is_illustration=working.is_illustration,
            counts_source=" ".join(
                f"{each.name}: {each.source.rstrip('.')}." for each in working.indicators if each.source
            ),
            notes={"": working.note, **{each.code: each.note for each in working.places if each.note}},
            frozen=made.frozen,
            result=made.record,
            digest=made.digest,
            made_at=at,
            made_by=actor.id,
        )
        doing.subject = ("allocation run", str(kept.id))
        doing.facts |= {"round": str(scenario.round_id), "digest": made.digest}
    return kept


def _name_of_run(scenario: Scenario, earlier: int) -> str:
    """The scenario's own name for its first run, then with a number; no other run of the round has it."""
    taken = set(AllocationRun.objects.filter(round=scenario.round_id).values_list("name", flat=True))
    numbered = (f"{scenario.name}, run {n}" for n in count(earlier + 1))
    return next(name for name in chain([scenario.name] * (not earlier), numbered) if name not in taken)


def _new_or_refused(scenario: Scenario, made: PlannedRun, earlier: int, reason: str) -> None:
    if not earlier:
        return
    same = scenario.runs.filter(
        digest=made.digest, state__in=["draft", "chosen", "amended", "locked"]
    ).first()
    if same is not None:
        raise RefusedError(f"These inputs were worked out already: “{same.name}”. Nothing has changed since.")
    if not reason.strip():
        raise RefusedError("Say what changed since the last run, and why.")


def choose_run(
    *,
    actor: Actor,
    at: datetime,
    run_id: UUID,
    because: str,
    knows_small_counts: bool = False,
    stands: str = "",
) -> AllocationRun:
    """This run is put forward for the round's decision; the one before it is set aside with the same reason.

    `stands` is the decision that the page showed as standing: to change it is meant, not met by chance.
    """
    step = ALLOCATION_RUN.step("choose")
    if not (because := because.strip()):
        raise RefusedError("Say why this run is put forward. The reason is kept with the round.")
    with act(actor=actor, at=at, verb=step.event, subject=("allocation run", str(run_id))) as doing:
        run_, round_ = locked_run(run_id)
        ALLOCATION_RUN.may("choose", run_.state, actor).or_raise()
        if round_.decision is not None and round_.decision.number != stands:
            raise RefusedError(
                f"Decision {round_.decision.number} decides {round_.year} now. Look at it first."
            )
        if run_.is_illustration and not settings.DEMONSTRATION:
            raise RefusedError(
                "The figures of this split are made up, and a decision needs real ones. "
                "Say so under “Money and rules” once they are real, and work it out again."
            )
        plan = thaw(bytes(run_.frozen))
        stated_sum_fits(round_, plan.total)
        if plan.small_counts and not knows_small_counts:
            raise RefusedError(
                "Say that you have looked at the counts of 1 to 4 that this split would reveal."
            )
        before = (
            AllocationRun.objects.select_for_update()
            .filter(round=round_, state__in=["chosen", "amended"])
            .first()
        )
        if before is not None:
            _set_aside(before, f"“{run_.name}” was chosen instead: {because}", actor, at)
        run_.state, run_.chosen_at, run_.chosen_by, run_.chosen_because = step.to, at, actor.id, because
        run_.save(update_fields=["state", "chosen_at", "chosen_by", "chosen_because"])
        doing.facts |= {"round": str(round_.id), "digest": run_.digest}
    return run_


def stated_sum_fits(round_: Round, total: Money) -> None:
    """RefusedError when every contribution is stated and they do not sum to the total (R11)."""
    amounts = list(round_.contributions.values_list("amount_pence", flat=True))
    if (stated := stated_sum(amounts)) not in (None, total):
        raise RefusedError(
            f"The contributions stated for {round_.year} come to {stated}, and this split shares {total}. "
            "Change the plan of the round, or the total of the scenario."
        )


def set_run_aside(*, actor: Actor, at: datetime, run_id: UUID, because: str) -> AllocationRun:
    """The run is kept and used for nothing."""
    if not (because := because.strip()):
        raise RefusedError("Say why it is set aside. The reason is kept with the run.")
    with transaction.atomic():
        run_, _ = locked_run(run_id)
        ALLOCATION_RUN.may("set_aside", run_.state, actor).or_raise()
        _set_aside(run_, because, actor, at)
    return run_


def _set_aside(run_: AllocationRun, because: str, actor: Actor, at: datetime) -> None:
    step = ALLOCATION_RUN.step("set_aside")
    with act(actor=actor, at=at, verb=step.event, subject=("allocation run", str(run_.id))):
        run_.state, run_.set_aside_at, run_.set_aside_by = step.to, at, actor.id
        run_.set_aside_because, run_.decision = because, None
        run_.save(update_fields=["state", "set_aside_at", "set_aside_by", "set_aside_because", "decision"])


def locked_run(run_id: UUID) -> tuple[AllocationRun, Round]:
    """The run and its round, both locked; the round first, so that two who choose wait for each other."""
    round_id = AllocationRun.objects.filter(pk=run_id).values_list("round_id", flat=True).first()
    if round_id is None:
        raise RefusedError("The split that is meant is not held here.")
    round_ = Round.objects.select_for_update().get(pk=round_id)
    return AllocationRun.objects.select_for_update().get(pk=run_id), round_
