"""Who holds an instalment back, who lifts that, and who lets a condition pass that is not met?"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import Allowed, Refused, RefusedError, Verdict
from throughline.ledger.actions import act

from .. import rules
from ..lifecycle import INSTALMENT, LEAD, SENIOR
from ..models import Hold, Instalment, Override
from ..queries.standing import facts_of, passed_by, visible_to
from .keeping import SYSTEM, keep_up

CLEARED_BY = {"programme-officer": "A programme officer", "programme-lead": "The programme lead"}
LIFTERS = {
    "programme-officer": frozenset({"programme-officer", "programme-lead"}),
    "programme-lead": LEAD,
}


@transaction.atomic
def hold(
    *,
    actor: Actor,
    at: datetime,
    instalment_id: UUID,
    reason: str,
    cleared_by_role: str,
    look_again_on: date,
) -> Hold:
    """The instalment is held: why, whose word lifts that, and when it is looked at again."""
    row = Instalment.objects.select_for_update().get(pk=instalment_id)
    step = INSTALMENT.step("hold")
    INSTALMENT.may("hold", row.state, actor).or_raise()
    if not reason.strip():
        raise RefusedError("Say why it is held; the recipient reads it.")
    if cleared_by_role not in CLEARED_BY:
        raise RefusedError("Say who can lift the hold.")
    if look_again_on < timezone.localdate(at):
        raise RefusedError("The day on which it is looked at again has gone; choose one that is to come.")
    with act(actor=actor, at=at, verb=step.event, subject=("instalment", str(row.pk))) as doing:
        placed = Hold.objects.create(
            instalment=row,
            reason=reason.strip(),
            cleared_by_role=cleared_by_role,
            look_again_on=look_again_on,
            placed_at=at,
            placed_by=actor.id,
        )
        row.state = step.to
        row.save(update_fields=["state"])
        doing.facts |= {"cleared_by": cleared_by_role, "look_again": look_again_on.isoformat()}
        doing.personal["reason"] = placed.reason
    return placed


def may_lift(held: Hold, state: str, actor: Actor) -> Verdict:
    """Whether the actor may lift this hold: it names whose word that is."""
    verdict = INSTALMENT.may("clear", state, actor)
    if verdict and not actor.roles & LIFTERS[held.cleared_by_role]:
        return Refused(
            "This hold names who can lift it.", f"That is: {CLEARED_BY[held.cleared_by_role].lower()}."
        )
    return verdict


@transaction.atomic
def lift(*, actor: Actor, at: datetime, hold_id: UUID, because: str) -> Hold:
    """The hold is lifted, with the reason; the instalment is due again once nothing else is in its way."""
    instalment_id = Hold.objects.values_list("instalment", flat=True).get(pk=hold_id)
    row = Instalment.objects.select_for_update().get(pk=instalment_id)
    held = Hold.objects.select_for_update().get(pk=hold_id)
    may_lift(held, row.state, actor).or_raise()
    if held.lifted_at:
        raise RefusedError("This hold was lifted already.")
    if not because.strip():
        raise RefusedError("Say what has changed.")
    with act(actor=actor, at=at, verb="hold.lifted", subject=("instalment", str(row.pk))) as doing:
        held.lifted_at, held.lifted_by, held.lifted_because = at, actor.id, because.strip()
        held.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
        doing.personal["because"] = held.lifted_because
    keep_up(at=at, grants=[row.grant_id])
    return held


def may_ask(actor: Actor) -> Verdict:
    """Whether the actor may ask that a condition be passed over."""
    if actor.roles & (LEAD | SENIOR):
        return Allowed()
    return Refused("Passing over a condition is asked for by the programme lead or a director.")


@transaction.atomic
def ask_override(
    *, actor: Actor, at: datetime, instalment_id: UUID, conditions: Collection[str], reason: str
) -> Override:
    """It is asked that these conditions be passed over for this instalment; nothing moves until a second agrees."""
    row = _open(instalment_id)
    may_ask(actor).or_raise()
    on = timezone.localdate(at)
    facts = facts_of([row], on)[row.pk]
    standing = rules.standing(facts._replace(passed={}), on)
    rules.may_override(rules.standing(facts, on), frozenset(conditions)).or_raise()
    if not reason.strip():
        raise RefusedError("Say why it is right to pay although this is not met; it stands in the pack.")
    if asked_now(row.pk).exists():
        raise RefusedError("This was asked for already and waits for a second senior person.")
    with act(actor=actor, at=at, verb="override.asked", subject=("instalment", str(row.pk))) as doing:
        asked = Override.objects.create(
            instalment=row,
            conditions=sorted(conditions),
            seen={each.condition: each.text for each in standing.in_the_way if each.condition in conditions},
            unallocated_pence=facts.papers.unallocated,
            reason=reason.strip(),
            asked_at=at,
            asked_by=actor.id,
        )
        doing.facts["conditions"] = sorted(conditions)
        doing.personal["reason"] = asked.reason
    return asked


def may_answer(asked: Override, actor: Actor) -> Verdict:
    """Whether the actor may agree to it, or say no: a second senior person."""
    if not actor.roles & SENIOR:
        return Refused(
            "Passing over a condition is agreed to by a second senior person.",
            "It is for: the assistant director, the director or the treasurer.",
        )
    if actor.id == asked.asked_by:
        return Refused("You asked for this; somebody else must answer.")
    if asked.agreed_by or asked.declined_because:
        return Refused("This was answered already.")
    return Allowed()


@transaction.atomic
def answer_override(
    *, actor: Actor, at: datetime, override_id: int, agrees: bool, because: str = ""
) -> Override:
    """A second senior person agrees, and the instalment goes on as if it were met; or says no, with the reason."""
    instalment_id = Override.objects.values_list("instalment", flat=True).get(pk=override_id)
    row = _open(instalment_id)
    asked = Override.objects.select_for_update().get(pk=override_id)
    may_answer(asked, actor).or_raise()
    if agrees:
        _is_what_was_asked(asked, row, timezone.localdate(at)).or_raise()
    if not agrees and not because.strip():
        raise RefusedError("Say why not.")
    verb = "override.agreed" if agrees else "override.declined"
    with act(actor=actor, at=at, verb=verb, subject=("instalment", str(row.pk))) as doing:
        if agrees:
            asked.agreed_at, asked.agreed_by = at, actor.id
        else:
            asked.declined_because = because.strip()
            doing.personal["because"] = asked.declined_because
        asked.save(update_fields=["agreed_at", "agreed_by", "declined_because"])
        doing.facts["conditions"] = list(asked.conditions)
    keep_up(at=at, grants=[row.grant_id])
    return asked


def _is_what_was_asked(asked: Override, row: Instalment, on: date) -> Verdict:
    """Whether what is in the way is still what the first of the two read; else the second would pass something else."""
    facts, passed = facts_of([row], on)[row.pk]._replace(passed={}), passed_by(asked)
    for each in rules.standing(facts, on).in_the_way:
        if each.condition in passed and not rules.still_passed(
            each, passed[each.condition], facts.papers.unallocated
        ):
            return Refused(
                f"This was asked for when it stood: “{passed[each.condition].text}” Now: “{each.text}”",
                "Say no with that reason; then it can be asked for as it stands now.",
            )
    return Allowed()


def asked_now(instalment_id: UUID) -> QuerySet[Override]:
    """What waits for a second senior person here."""
    return Override.objects.filter(instalment=instalment_id, agreed_by="", declined_because="")


def _open(instalment_id: UUID) -> Instalment:
    """The instalment, locked, while it may still be asked for."""
    state = Instalment.objects.select_for_update().values_list("state", flat=True).get(pk=instalment_id)
    if state not in ("planned", "due", "held"):
        raise RefusedError(f"This instalment is {state}; nothing holds it now.")
    return visible_to(SYSTEM, date.max).get(pk=instalment_id)
