"""How do probation and a provider agree who is eligible, how risk is shared and who does what; how does that end?"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import Max
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.lifecycle import Step
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act
from throughline.ledger.canonical import Json
from throughline.organisations.working import sight_of

from ..lifecycle import PROTOCOL
from ..models import Protocol

_FOR_ALL = frozenset({"programme-officer", "supplier"})
SIDES = {"probation": "head-of-unit", "provider": "provider-manager"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a version says."""

    eligible: str
    risk_shared: str
    who_does_what: str
    eligible_from: date
    review_on: date


def draft(
    *,
    actor: Actor,
    at: datetime,
    provider_id: UUID,
    unit_id: UUID,
    cohort: str,
    said: Said,
    is_illustration: bool = False,
) -> Protocol:
    """The next version of what the two sides agree for the cohort; nobody is bound by it yet."""
    PROTOCOL.may("draft", None, actor).or_raise()
    if said.review_on <= said.eligible_from:
        raise RefusedError("A protocol is reviewed on a day after it begins.")
    cohort = " ".join(cohort.split())
    of_the_same = Protocol.objects.filter(provider_id=provider_id, unit_id=unit_id, cohort=cohort)
    last = of_the_same.aggregate(last=Max("version"))["last"] or 0
    if of_the_same.filter(state__in=["draft", "half_agreed"]).exists():
        raise RefusedError(
            "A version of this protocol waits to be agreed. Agree to it or throw it away before the next one."
        )
    row = Protocol(
        id=uuid4(),
        provider_id=provider_id,
        unit_id=unit_id,
        cohort=cohort,
        version=last + 1,
        state="draft",
        drafted_at=at,
        drafted_by=actor.id,
        is_illustration=is_illustration,
        **asdict(said),
    )
    with act(actor=actor, at=at, verb=PROTOCOL.step("draft").event, subject=("protocol", row.id)):
        row.save(force_insert=True)
    return row


def agree(*, actor: Actor, at: datetime, protocol_id: UUID, side: str = "") -> Protocol:
    """One side agrees, and with the second the version is in force and replaces the one before.

    Probation's side is the head of the unit, the provider's its manager; they are two people. A machine says the side.
    """
    row = _locked(protocol_id)
    may_agree(actor, row, timezone.localdate(at), side).or_raise()
    step = step_to_agree(row)
    side = side or _side_of(actor, row, timezone.localdate(at))
    with act(actor=actor, at=at, verb=step.event, subject=("protocol", row.id), facts={"side": side}):
        row.state = step.to
        setattr(row, f"for_{side}_at", at)
        setattr(row, f"for_{side}_by", actor.id)
        row.save(update_fields=["state", f"for_{side}_at", f"for_{side}_by"])
        if row.state == "agreed":
            for earlier in _locked_others(row):
                replace(actor=actor, at=at, protocol_id=earlier.id)
    return row


def may_agree(actor: Actor, row: Protocol, on: date, side: str = "") -> Verdict:
    """Whether the actor may agree now: in their turn, for their own side, and not for both."""
    verdict = PROTOCOL.may(step_to_agree(row).name, row.state, actor)
    if not verdict:
        return verdict
    side = side or _side_of(actor, row, on)
    if not side:
        return _is_theirs(actor, row, on)
    if getattr(row, f"for_{side}_by"):
        return Refused(
            "Your side has agreed already.",
            "The other side agrees next: probation’s head of unit or the provider’s manager.",
        )
    if actor.is_signed_in and actor.id in (row.for_probation_by, row.for_provider_by):
        return Refused("You agreed for the other side.", "Two people agree to a protocol.")
    return Allowed()


def step_to_agree(row: Protocol) -> Step:
    """Which of the two agreeing steps comes next."""
    return PROTOCOL.step("agree_too" if row.state == "half_agreed" else "agree")


def end(*, actor: Actor, at: datetime, protocol_id: UUID, on: date, because: str) -> Protocol:
    """From that day nobody is referred to the cohort; referrals made under it keep their version.

    Either side ends what both agreed. It begins again with a newer version to which both agree.
    """
    row, today = _locked(protocol_id), timezone.localdate(at)
    may_end(actor, row, today).or_raise()
    if on < today:
        raise RefusedError("A cohort ends today or on a later day: what was sent before keeps it.")
    if not because.strip():
        raise RefusedError("Say why the cohort ends.")
    step = PROTOCOL.step("end")
    facts: dict[str, Json] = {"on": on.isoformat(), "side": _side_of(actor, row, today)}
    with act(actor=actor, at=at, verb=step.event, subject=("protocol", row.id), facts=facts):
        row.state, row.ends_on, row.ended_because = step.to, on, because.strip()
        row.ended_at, row.ended_by = at, actor.id
        row.save(update_fields=["state", "ends_on", "ended_because", "ended_at", "ended_by"])
    return row


def may_end(actor: Actor, row: Protocol, on: date) -> Verdict:
    """Whether the actor may end it now: for their own side, once it is agreed."""
    return PROTOCOL.may("end", row.state, actor) and _is_theirs(actor, row, on)


def may_discard(actor: Actor, row: Protocol, on: date) -> Verdict:
    """Whether the actor may throw it away: for their own side, or for the programme that drafts for all."""
    verdict = PROTOCOL.may("discard", row.state, actor)
    return verdict if not verdict or actor.roles & _FOR_ALL else _is_theirs(actor, row, on)


def replace(*, actor: Actor, at: datetime, protocol_id: UUID) -> Protocol:
    """The version is no longer in force; referrals made under it keep it."""
    return _step("replace", actor, at, protocol_id)


def discard(*, actor: Actor, at: datetime, protocol_id: UUID) -> Protocol:
    """The version is thrown away before both agreed."""
    may_discard(actor, _locked(protocol_id), timezone.localdate(at)).or_raise()
    return _step("discard", actor, at, protocol_id)


def _step(name: str, actor: Actor, at: datetime, protocol_id: UUID) -> Protocol:
    row = _locked(protocol_id)
    PROTOCOL.may(name, row.state, actor).or_raise()
    step = PROTOCOL.step(name)
    with act(actor=actor, at=at, verb=step.event, subject=("protocol", row.id)):
        row.state = step.to
        row.save(update_fields=["state"])
    return row


def _side_of(actor: Actor, row: Protocol, on: date) -> str:
    """For which side the actor may agree; empty when the protocol is another unit's or provider's."""
    sight = sight_of(actor, on)
    if SIDES["provider"] in actor.roles and sight.body == row.provider_id:
        return "provider"
    if SIDES["probation"] in actor.roles and sight.side == "probation" and row.unit_id in sight.units:
        return "probation"
    return ""


def _is_theirs(actor: Actor, row: Protocol, on: date) -> Verdict:
    if _side_of(actor, row, on):
        return Allowed()
    return Refused(
        "This protocol is another unit’s or another provider’s.",
        "Its own head of unit and provider manager see to it.",
    )


def _locked(protocol_id: UUID) -> Protocol:
    return Protocol.objects.select_for_update().get(id=protocol_id)


def _locked_others(row: Protocol) -> list[Protocol]:
    return list(
        Protocol.objects.select_for_update()
        .filter(provider=row.provider_id, unit=row.unit_id, cohort=row.cohort, state="agreed")
        .exclude(id=row.id)
        .order_by("version")
    )
