"""How does a local contract come on the calendar, change, take up an option, and end?

A commissioner acts for the places of their own council; officers for all. What the law asks is advice here: it warns,
and never refuses, until procurement has confirmed it. Authority: R9, R19.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from throughline.kernel.actor import Actor
from throughline.kernel.money import Money
from throughline.kernel.verdict import RefusedError
from throughline.kernel.wording import long_date
from throughline.ledger.actions import OpenAct, act
from throughline.organisations.reach import reach_of

from ..lifecycle import CONTRACT
from ..models import ContractAmendment, ContractMilestone, ContractOption, LocalContract
from ..models.contracts import INTEGRATION, ROUTES
from ..rules import Option, last_day, may_modify, milestones


@dataclass(frozen=True, slots=True)
class OptionSaid:
    """A right to go on until a day, and by when that is decided."""

    until: date
    decide_by: date | None = None
    is_taken_up: bool | None = None


@dataclass(frozen=True, slots=True)
class ContractSaid:
    """What is said of a contract; the route brings its regime. `lifetime` with all options, where it is known."""

    place_id: UUID
    commissioner_id: UUID
    title: str
    route: str
    begins_on: date
    ends_on: date
    source: str
    provider_id: UUID | None = None
    lifetime: Money | None = None
    capacity_words: str = ""
    integration: str = "not_begun"
    options: Sequence[OptionSaid] = ()
    follows_id: UUID | None = None
    is_illustration: bool = False


@dataclass(frozen=True, slots=True)
class Modified:
    """A change of a running contract as the check of the law asks about it."""

    what: str
    because: str
    change: Money | None = None
    is_foreseen: bool = False
    changes_nature: bool = False
    ends_on: date | None = None
    provider_id: UUID | None = None


def plan(*, actor: Actor, at: datetime, said: ContractSaid) -> LocalContract:
    """A recommissioning is on the calendar, with the milestones that its route asks for."""
    return _begun("plan", actor, at, said)


def record(*, actor: Actor, at: datetime, said: ContractSaid) -> LocalContract:
    """A contract that runs already is on the calendar; it has no milestones behind it."""
    return _begun("record", actor, at, said)


def edit(*, actor: Actor, at: datetime, contract_id: UUID, said: ContractSaid) -> LocalContract:
    """A planned contract says this now; milestones that are not done move with its route and its first day."""
    with _step("edit", contract_id, actor, at) as (contract, _):
        is_moved = (contract.route, contract.begins_on) != (said.route, said.begins_on)
        _say(contract, said)
        contract.save()
        _give_options(contract, said.options)
        if is_moved:
            _plan_milestones(contract)
    return contract


def mark_milestone(
    *,
    actor: Actor,
    at: datetime,
    contract_id: UUID,
    code: str,
    done_on: date | None,
    planned_on: date,
    note: str = "",
) -> ContractMilestone:
    """A step of a planned recommissioning is planned for that day, or was done on one that has come."""
    with _step("edit", contract_id, actor, at) as (contract, doing):
        milestone = contract.milestones.filter(code=code).first()
        if milestone is None:
            raise RefusedError("This route has no such step.")
        if done_on and done_on > localdate(at):
            raise RefusedError("This day has not come yet. Say when it is planned instead.")
        milestone.planned_on, milestone.done_on, milestone.note = planned_on, done_on, note.strip()
        milestone.save()
        doing.facts |= {"milestone": code, "done_on": done_on.isoformat() if done_on else None}
    return milestone


def start(
    *, actor: Actor, at: datetime, contract_id: UUID, provider_id: UUID, begins_on: date, ends_on: date
) -> LocalContract:
    """It was let to that provider for those days and runs."""
    with _step("start", contract_id, actor, at) as (contract, doing):
        contract.provider_id, contract.begins_on, contract.ends_on = provider_id, begins_on, ends_on
        _runs_forward(contract)
        doing.facts |= {"begins_on": begins_on.isoformat(), "ends_on": ends_on.isoformat()}
    return contract


def amend(*, actor: Actor, at: datetime, contract_id: UUID, said: Modified) -> ContractAmendment:
    """A running contract is changed; what the check of the law says of it is kept with it, as advice."""
    if not said.what.strip() or not said.because.strip():
        raise RefusedError("Say what changes, and why.")
    with _step("amend", contract_id, actor, at) as (contract, doing):
        advice, words = advice_on(contract, said)
        contract.ends_on = said.ends_on or contract.ends_on
        contract.provider_id = said.provider_id or contract.provider_id
        _runs_forward(contract)
        amendment = ContractAmendment.objects.create(
            contract=contract,
            what=said.what.strip(),
            pence=said.change,
            is_foreseen=said.is_foreseen,
            changes_nature=said.changes_nature,
            advice=advice,
            because=f"{said.because.strip()} ({words})",
            amended_at=at,
            amended_by=actor.id,
        )
        doing.facts |= {"advice": advice, "pence": said.change.pence if said.change else None}
    return amendment


def advice_on(contract: LocalContract, said: Modified) -> tuple[str, str]:
    """What the check says of a change, and why; where it cannot say, procurement is asked. Unverified."""
    if contract.regime != "psr":
        return "ask", "The check knows the Provider Selection Regime only: ask procurement."
    if contract.lifetime_pence is None and not (said.is_foreseen or said.changes_nature):
        return "ask", "The contract’s lifetime value is not stated: ask procurement."
    return may_modify(
        contract.lifetime_pence or Money(0),
        said.change or Money(0),
        is_foreseen=said.is_foreseen,
        changes_nature=said.changes_nature,
    )


def decide_option(
    *, actor: Actor, at: datetime, contract_id: UUID, option_id: int, is_taken_up: bool
) -> ContractOption:
    """An option of a running contract is taken up, or not; a foreseen change, so that the law asks nothing more."""
    with _step("amend", contract_id, actor, at) as (contract, doing):
        option = contract.options.filter(pk=option_id).first()
        if option is None:
            raise RefusedError("This contract has no such option.")
        earlier = contract.options.filter(until__lt=option.until)
        if is_taken_up and earlier.exclude(is_taken_up=True).exists():
            raise RefusedError("Options follow one another: decide the earlier one first.")
        option.is_taken_up = is_taken_up
        option.save()
        doing.facts |= {"option_until": option.until.isoformat(), "is_taken_up": is_taken_up}
    return option


def set_integration(*, actor: Actor, at: datetime, contract_id: UUID, integration: str) -> LocalContract:
    """How far the programme's specification is in a planned or running contract. Authority: R19."""
    if integration not in INTEGRATION:
        raise RefusedError("Say how far the specification is in the contract.")
    state = LocalContract.objects.values_list("state", flat=True).get(pk=contract_id)
    with _step("edit" if state == "planned" else "amend", contract_id, actor, at) as (contract, doing):
        contract.integration = integration
        doing.facts["integration"] = integration
    return contract


def end(*, actor: Actor, at: datetime, contract_id: UUID) -> LocalContract:
    """It ran out: its last day, options that were taken up counted, has passed."""
    with _step("end", contract_id, actor, at) as (contract, _):
        ends = last_day(
            contract.ends_on, [Option(each.until, each.is_taken_up) for each in contract.options.all()]
        )
        if localdate(at) <= ends:
            raise RefusedError(
                f"It runs until {long_date(ends)}. If it ended earlier, record that change first."
            )
    return contract


def drop(*, actor: Actor, at: datetime, contract_id: UUID, because: str) -> LocalContract:
    """A planned contract will not be let, and everybody reads why."""
    if not because.strip():
        raise RefusedError("Say why.")
    with _step("drop", contract_id, actor, at) as (contract, _):
        contract.because = because.strip()
    return contract


def end_what_ran_out(*, at: datetime) -> int:
    """Every running contract whose last day has passed is ended; how many that were."""
    system = Actor("system:calendar", frozenset({"system"}))
    today, count = localdate(at), 0
    for each in LocalContract.objects.filter(state="running", ends_on__lt=today).prefetch_related("options"):
        options = [Option(one.until, one.is_taken_up) for one in each.options.all()]
        if last_day(each.ends_on, options) < today:
            end(actor=system, at=at, contract_id=each.id)
            count += 1
    return count


def _begun(step: str, actor: Actor, at: datetime, said: ContractSaid) -> LocalContract:
    row = CONTRACT.step(step)
    CONTRACT.may(step, None, actor).or_raise()
    _within_reach(actor, at, said.place_id)
    with act(actor=actor, at=at, verb=row.event, subject=("contract", None)) as doing:
        contract = LocalContract(
            state=row.to, recorded_at=at, recorded_by=actor.id, is_illustration=said.is_illustration
        )
        _say(contract, said)
        contract.save(force_insert=True)
        _give_options(contract, said.options)
        if step == "plan":
            _plan_milestones(contract)
        doing.subject = ("contract", str(contract.id))
        doing.facts |= {"place": str(said.place_id), "route": said.route}
    return contract


def _say(contract: LocalContract, said: ContractSaid) -> None:
    if said.route not in ROUTES:
        raise RefusedError("Say by which route it is let, or that this is not stated.")
    if not said.title.strip() or not said.source.strip():
        raise RefusedError("Give its title, and say where this is known from.")
    if any(each.until <= said.ends_on for each in said.options):
        raise RefusedError("An option goes on after the contract’s own last day.")
    contract.place_id, contract.commissioner_id = said.place_id, said.commissioner_id
    contract.provider_id, contract.title = said.provider_id, said.title.strip()
    contract.route, contract.regime = said.route, ROUTES[said.route][0]
    contract.begins_on, contract.ends_on = said.begins_on, said.ends_on
    contract.lifetime_pence, contract.capacity_words = said.lifetime, said.capacity_words.strip()
    contract.integration, contract.source = said.integration, said.source.strip()
    contract.follows_contract_id = said.follows_id
    _runs_forward(contract)


def _runs_forward(contract: LocalContract) -> None:
    if contract.ends_on <= contract.begins_on:
        raise RefusedError("A contract ends after it begins.")


def _give_options(contract: LocalContract, options: Sequence[OptionSaid]) -> None:
    contract.options.all().delete()
    for each in sorted(options, key=lambda each: each.until):
        contract.options.create(until=each.until, decide_by=each.decide_by, is_taken_up=each.is_taken_up)


def _plan_milestones(contract: LocalContract) -> None:
    """The steps of the route, those that are done left as they are."""
    done = set(contract.milestones.filter(done_on__isnull=False).values_list("code", flat=True))
    contract.milestones.filter(done_on__isnull=True).delete()
    for step, day in milestones(contract.route, contract.begins_on):
        if step.code not in done:
            contract.milestones.create(code=step.code, title=step.title, planned_on=day)


@contextmanager
def _step(
    step: str, contract_id: UUID, actor: Actor, at: datetime
) -> Iterator[tuple[LocalContract, OpenAct]]:
    row = CONTRACT.step(step)
    with act(actor=actor, at=at, verb=row.event, subject=("contract", str(contract_id))) as doing:
        contract = LocalContract.objects.select_for_update().get(pk=contract_id)
        CONTRACT.may(step, contract.state, actor).or_raise()
        _within_reach(actor, at, contract.place_id)
        yield contract, doing
        contract.state = row.to
        contract.save()


def _within_reach(actor: Actor, at: datetime, place_id: UUID) -> None:
    if not reach_of(actor, localdate(at)).covers(place_id):
        raise RefusedError("This contract belongs to another area.")
