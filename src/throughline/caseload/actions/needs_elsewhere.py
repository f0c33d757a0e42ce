"""How do the needs of a whole batch of a provider's events come on record at once?

By the rules that a single assessment asks, row by row, before anything is written; then together, in one act.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from django.utils import timezone

from throughline.kernel.actor import Actor
from throughline.kernel.verdict import RefusedError
from throughline.ledger.actions import Subject, act

from ..care import rules
from ..care.attendance import may_book
from ..care.lifecycle import ASSESSMENT
from ..elsewhere.rules import levels_in
from ..lifecycle import REFERRAL
from ..models import Appointment, Assessment, NeedLevel, Referral, Told
from . import meetings_elsewhere
from .assessing import carried, level_rows, needs_in, sealed
from .events_elsewhere import UNDER_WAY_HERE, Brought, given, sent_before
from .referrals import locked_each


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment as it is begun, what it finds, and the meeting at which somebody new was met first."""

    brought: Brought
    row: Assessment
    needs: dict[str, rules.Need]
    met: Appointment | None


def record(*, actor: Actor, at: datetime, brought: Sequence[Brought], brought_by: Subject) -> list[str]:
    """Each is on record and probation told, but where its reason stands beside it; RefusedError refuses them all.

    Of one referral there is one event at most.
    """
    referrals = locked_each({each.referral_id for each in brought})
    rows = Assessment.objects.filter(referral__in=referrals)
    drafted = set(rows.filter(state="draft").exclude(begun_by=actor.id).values_list("referral_id", flat=True))
    complete = rows.filter(state="complete").order_by("referral", "-completed_at", "id").distinct("referral")
    last = {each.referral_id: each for each in complete}
    refusals: list[str] = []
    found: list[Assessed] = []
    for each in brought:
        try:
            referral = referrals[each.referral_id]
            sent_before(referral, each.event)
            kind = _kind_asked(actor, referral, is_drafted=referral.id in drafted)
            found.append(_assessed(actor, at, referral, each, kind, last.get(referral.id)))
            refusals.append("")
        except RefusedError as refusal:
            refusals.append(str(refusal))
    if found:
        facts = {"assessments": len(found)}
        with act(actor=actor, at=at, verb="needs.brought_in", subject=brought_by, facts=facts):
            _keep(actor, at, found)
    return refusals


def _kind_asked(actor: Actor, referral: Referral, *, is_drafted: bool) -> str:
    """First or review, where every rule allows it; asked before anything is written, as it will stand then. R33"""
    state = referral.state
    if state == "accepted":
        REFERRAL.may("assign", state, actor).or_raise()
        state = REFERRAL.step("assign").to
    kind = "first" if state == "assigned" else "review"
    if referral.first_contact_on is None:
        may_book(state, "assessment").or_raise()
    ASSESSMENT.may("open", None, actor).or_raise()
    if is_drafted:
        raise RefusedError(UNDER_WAY_HERE)
    rules.may_assess(kind, state).or_raise()
    ASSESSMENT.may("complete", ASSESSMENT.step("open").to, actor).or_raise()
    if kind == "first":
        REFERRAL.may("assess", state, actor).or_raise()
    return kind


def _assessed(
    actor: Actor, at: datetime, referral: Referral, brought: Brought, kind: str, last: Assessment | None
) -> Assessed:
    if last is not None:
        last.referral = referral
    said = carried(last)
    levels = {need: {"level": level} for need, level in levels_in(brought.event.code).items()}
    needs = needs_in(replace(said, levels=levels))
    rules.may_complete(needs, said.alcohol).or_raise()
    referral = given(actor, at, referral)
    met = None
    if referral.first_contact_on is None:
        met = meetings_elsewhere.booked(
            actor=actor, at=at, referral=referral, brought=brought, kind="assessment"
        )
    row = Assessment(
        id=uuid4(),
        referral=referral,
        kind=kind,
        state=ASSESSMENT.step("open").to,
        begun_at=at,
        begun_by=actor.id,
    )
    row.said = sealed(row, said)
    return Assessed(brought, row, needs, met)


def _keep(actor: Actor, at: datetime, found: Sequence[Assessed]) -> None:
    if met := [(each.brought, each.met) for each in found if each.met is not None]:
        meetings_elsewhere.keep(actor=actor, at=at, booked=met)
    rows = [each.row for each in found]
    Assessment.objects.bulk_create(rows)
    NeedLevel.objects.bulk_create(level for each in found for level in level_rows(each.row, each.needs))
    Assessment.objects.filter(id__in=[each.id for each in rows]).update(
        state=ASSESSMENT.step("complete").to, completed_at=at, completed_by=actor.id
    )
    firsts = [each.referral_id for each in rows if each.kind == "first"]
    Referral.objects.filter(id__in=firsts).update(state=REFERRAL.step("assess").to)
    Told.objects.bulk_create(
        Told(
            id=uuid4(),
            referral_id=each.referral_id,
            kind="assessed" if each.kind == "first" else "reviewed",
            about_on=timezone.localdate(at),
            told_at=at,
            told_by=actor.id,
        )
        for each in rows
    )
